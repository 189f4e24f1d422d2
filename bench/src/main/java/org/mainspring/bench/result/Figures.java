package org.mainspring.bench.result;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Everything that a run has measured, in the order in which it came. What was measured in several forks is there several times. */
public final class Figures {
    private final List<Result> results = new ArrayList<>();
    private final List<Distribution> distributions = new ArrayList<>();
    private final List<Count> counts = new ArrayList<>();
    private final List<Absent> absents = new ArrayList<>();

    /** Without any. */
    public Figures() {}

    /** The mean times, read-only. */
    public List<Result> results() {
        return Collections.unmodifiableList(results);
    }

    /** The distributions, read-only. */
    public List<Distribution> distributions() {
        return Collections.unmodifiableList(distributions);
    }

    /** The counts, read-only. */
    public List<Count> counts() {
        return Collections.unmodifiableList(counts);
    }

    /** What was not measured, read-only. */
    public List<Absent> absents() {
        return Collections.unmodifiableList(absents);
    }

    /** Adds all that another has. */
    public void addAll(Figures other) {
        results.addAll(other.results);
        distributions.addAll(other.distributions);
        counts.addAll(other.counts);
        other.absents.forEach(this::add);
    }

    /** Adds a mean time. */
    public void add(Result result) {
        results.add(result);
    }

    /** Adds a distribution. */
    public void add(Distribution distribution) {
        distributions.add(distribution);
    }

    /** Adds a count. */
    public void add(Count count) {
        counts.add(count);
    }

    /** Adds what was not measured; said twice, it is kept once. */
    public void add(Absent absent) {
        if (!absents.contains(absent)) {
            absents.add(absent);
        }
    }
}

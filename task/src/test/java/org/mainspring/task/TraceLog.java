package org.mainspring.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What was traced of several tasks, and what order that must have: some of it, as the rest is for the threads. */
final class TraceLog {
    private record Before(String first, String second) {}

    /** No more than this holds in QEMU: a completion may run while the worker's thread has yet to say it was sent. */
    private static final List<Before> ORDER = List.of(
            new Before("new", "thread_start"),
            new Before("thread_start", "thread_run"),
            new Before("thread_run", "thread_exit"),
            new Before("thread_exit", "thread_source_attach"),
            new Before("thread_exit", "thread_result"),
            new Before("thread_result", "complete"));

    static final Set<String> WHOLE_LIFE = Set.of(
            "new", "thread_start", "thread_run", "thread_exit", "thread_source_attach", "thread_result", "complete");

    private final Map<Object, List<String>> open = new LinkedHashMap<>();
    private final List<List<String>> ended = new ArrayList<>();

    /** A task's number may be used again for another: that begins with its making. */
    synchronized void add(Object task, String event) {
        if (event.equals("new")) {
            List<String> before = open.put(task, new ArrayList<>());
            if (before != null) {
                ended.add(before);
            }
        }
        open.computeIfAbsent(task, ignored -> new ArrayList<>()).add(event);
    }

    synchronized List<List<String>> tasks() {
        List<List<String>> all = new ArrayList<>(ended);
        open.values().forEach(events -> all.add(List.copyOf(events)));
        return all;
    }

    /** How many have come to the end of their lives. */
    int whole() {
        return (int) tasks().stream()
                .filter(events -> events.size() >= WHOLE_LIFE.size())
                .count();
    }

    /** Each task of the log has lived its whole life, each event once, in an order that is allowed. */
    void check() {
        for (List<String> events : tasks()) {
            assertThat(new HashSet<>(events)).as("events of %s", events).isEqualTo(WHOLE_LIFE);
            assertThat(events).doesNotHaveDuplicates();
            for (Before pair : ORDER) {
                assertThat(events.indexOf(pair.first()))
                        .as("%s before %s in %s", pair.first(), pair.second(), events)
                        .isLessThan(events.indexOf(pair.second()));
            }
        }
    }

    /** The events of each task, whatever their order. */
    Set<String> lives() {
        Set<String> lives = new TreeSet<>();
        tasks().forEach(events -> lives.add(new TreeSet<>(events).toString()));
        return lives;
    }
}

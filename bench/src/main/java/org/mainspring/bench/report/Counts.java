package org.mainspring.bench.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mainspring.bench.result.Count;
import org.mainspring.bench.result.Figures;

/** The counts of all forks, put together. A count that is there several times was taken in so many forks. */
final class Counts {
    private Counts() {}

    /** The middle one of each, in the order in which they came. */
    static List<Count> of(Figures figures) {
        Map<List<Object>, List<Count>> forks = new LinkedHashMap<>();
        for (Count count : figures.counts()) {
            List<Object> key = List.of(count.workload(), Params.key(count.params()), count.peer(), count.what());
            forks.computeIfAbsent(key, none -> new ArrayList<>()).add(count);
        }
        return forks.values().stream().map(Counts::middle).toList();
    }

    private static Count middle(List<Count> forks) {
        List<Count> sorted = new ArrayList<>(forks);
        sorted.sort(Comparator.comparingDouble(Count::perOperation));
        return sorted.get(sorted.size() / 2);
    }
}

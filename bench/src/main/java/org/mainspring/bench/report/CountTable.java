package org.mainspring.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.mainspring.bench.result.Count;

/**
 * The counts with a row for each thing that was counted: who needed how much of it. Which system calls they were is left out.
 *
 * @param workload which of the workloads
 * @param params what all had in common
 * @param what what was counted
 * @param counts of each who did it, in the order of the colours
 */
record CountTable(String workload, String params, String what, List<Count> counts) {
    /** The rows, by workload and parameters. */
    static List<CountTable> rows(List<Count> counts) {
        Map<List<Object>, CountTable> rows = new LinkedHashMap<>();
        for (Count count : counts) {
            if (!count.what().startsWith("calls of ")) {
                rows.computeIfAbsent(
                                List.of(count.workload(), Params.key(count.params()), count.what()),
                                none -> new CountTable(
                                        count.workload(), count.params(), count.what(), new ArrayList<>()))
                        .counts()
                        .add(count);
            }
        }
        List<CountTable> sorted = new ArrayList<>(rows.values());
        sorted.sort((a, b) -> NaturalOrder.COMPARATOR.compare(
                a.workload + " " + a.params + " " + a.what, b.workload + " " + b.params + " " + b.what));
        sorted.forEach(
                row -> row.counts.sort((a, b) -> Integer.compare(Palette.order(a.peer()), Palette.order(b.peer()))));
        return sorted;
    }

    /** All in one line. */
    String inWords() {
        return counts.stream()
                .map(count -> count.peer() + " " + Numbers.amount(count.perOperation()))
                .collect(Collectors.joining(" · "));
    }
}

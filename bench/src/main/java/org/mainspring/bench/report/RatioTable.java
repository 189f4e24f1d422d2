package org.mainspring.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The ratios with a row for each operation: ours, and behind it every peer that did the same.
 *
 * @param workload which of the workloads
 * @param params what all had in common
 * @param ours what one operation costs us
 * @param peers the pairs
 */
record RatioTable(String workload, String params, Timing ours, List<Ratio> peers) {
    /** The rows, in the order of the pairs. */
    static List<RatioTable> rows(List<Ratio> ratios) {
        Map<List<String>, RatioTable> rows = new LinkedHashMap<>();
        for (Ratio ratio : ratios) {
            rows.computeIfAbsent(
                            List.of(ratio.workload(), ratio.params()),
                            none -> new RatioTable(ratio.workload(), ratio.params(), ratio.ours(), new ArrayList<>()))
                    .peers()
                    .add(ratio);
        }
        return new ArrayList<>(rows.values());
    }
}

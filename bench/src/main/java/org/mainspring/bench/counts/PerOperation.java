package org.mainspring.bench.counts;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * System calls per operation: what the longer of two phases calls more than the shorter, through the operations that it
 * has more. So what is called once for each phase falls out.
 */
final class PerOperation {
    private PerOperation() {}

    /**
     * The calls by name.
     *
     * @param ofPosterToo whether those of the posting thread count with those of the loop's
     * @throws IllegalArgumentException if the second does not have more operations, or is of another scenario
     */
    static Map<String, Double> of(Phase shorter, Phase longer, boolean ofPosterToo) {
        int more = longer.operations() - shorter.operations();
        if (more <= 0 || !longer.scenario().equals(shorter.scenario())) {
            throw new IllegalArgumentException("not more of the same: " + List.of(shorter, longer));
        }
        Map<String, Long> few = shorter.calls(ofPosterToo);
        Map<String, Long> many = longer.calls(ofPosterToo);
        Set<String> names = new TreeSet<>(few.keySet());
        names.addAll(many.keySet());
        Map<String, Double> perOperation = new TreeMap<>();
        for (String name : names) {
            long difference = many.getOrDefault(name, 0L) - few.getOrDefault(name, 0L);
            perOperation.put(name, Math.max(0, difference) / (double) more);
        }
        return perOperation;
    }
}

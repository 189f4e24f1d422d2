package org.mainspring.bench.report;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.mainspring.bench.result.Workloads;

/**
 * Which way of ours stands beside which peer where pairs are counted: one for each operation and peer, and that which does what
 * the peer does. The others stand in the table of all pairs.
 *
 * <p>GLib makes a source for each post, so it stands beside ours that does ({@code ours=idle}), wherever that was measured. All
 * others stand beside ours without a word, which is ours as one would use it. In a flood it is the reverse: there ours without
 * a word takes it as idles, as {@code glib} does, and all others, tasks as they are, stand beside {@code ours=executor}.
 */
final class Likes {
    private static final String GLIB = "glib";
    private static final String OURS = "ours";
    private static final String IDLE = "idle";
    private static final String EXECUTOR = "executor";

    private final Set<Operation> idles;

    private Likes(List<Ratio> pairs) {
        idles = pairs.stream()
                .filter(pair -> way(pair).equals(IDLE))
                .map(Likes::operation)
                .collect(Collectors.toSet());
    }

    /** What two pairs have in common in which ours did the same in two ways. */
    private record Operation(String workload, Map<String, String> params) {}

    /** Of these pairs, those of likes; of percentiles the median. */
    static List<Ratio> of(List<Ratio> pairs) {
        Likes likes = new Likes(pairs);
        return pairs.stream()
                .filter(pair -> Params.isMedianOrMean(pair.params()) && likes.are(pair))
                .toList();
    }

    /** With other ways of ours beside all but GLib, and without the pairs of ours without a word and of GLib that are not of likes. */
    static List<Ratio> withVariants(List<Ratio> pairs) {
        Likes likes = new Likes(pairs);
        return pairs.stream()
                .filter(pair -> likes.are(pair) || (!way(pair).isEmpty() && !likes.hasIdlesBeside(pair)))
                .toList();
    }

    private boolean are(Ratio pair) {
        return way(pair).equals(wayOf(pair));
    }

    private String wayOf(Ratio pair) {
        if (pair.workload().equals(Workloads.FAIRNESS)) {
            return pair.peer().equals(GLIB) ? "" : EXECUTOR;
        }
        return hasIdlesBeside(pair) ? IDLE : "";
    }

    private boolean hasIdlesBeside(Ratio pair) {
        return pair.peer().equals(GLIB) && idles.contains(operation(pair));
    }

    /** Which way of ours it is; empty if it is the one without a word. */
    static String way(Ratio pair) {
        return Params.value(pair.params(), OURS);
    }

    private static Operation operation(Ratio pair) {
        return new Operation(pair.workload(), Params.key(Params.without(pair.params(), OURS)));
    }
}

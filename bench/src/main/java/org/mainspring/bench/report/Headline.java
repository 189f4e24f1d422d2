package org.mainspring.bench.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One workload in short: in how much of it we are faster than a peer.
 *
 * @param workload which of the workloads
 * @param faster pairs of ours and a peer in which we are the faster
 * @param even pairs of which the forks do not tell
 * @param slower pairs in which the peer is the faster
 * @param best the pair with the greatest ratio
 * @param worst the pair with the smallest
 */
record Headline(String workload, long faster, long even, long slower, Ratio best, Ratio worst) {
    /** What takes part, for people. */
    static final String MEANING =
            "Pairs of ours and a peer that do the same; of percentiles the median. Like stands beside like: glib, which makes a"
                    + " source for each post, beside ours that does so too (ours=idle), wherever that was measured; all others"
                    + " beside ours without a word. Only in fairness, where ours without a word takes the flood as idles, as glib"
                    + " does, the other peers stand beside ours=executor, which takes it as tasks as they do. All other ways to do"
                    + " it with ours stand in the table of all pairs.";

    private static final Comparator<Ratio> BY_RATIO = Comparator.comparingDouble(Ratio::ratio);

    /** One for each workload, in their order. Of percentiles only the median takes part, and of pairs those of likes. */
    static List<Headline> of(List<Ratio> ratios) {
        Map<String, List<Ratio>> workloads = new LinkedHashMap<>();
        for (Ratio ratio : Likes.of(ratios)) {
            workloads
                    .computeIfAbsent(ratio.workload(), none -> new ArrayList<>())
                    .add(ratio);
        }
        List<Headline> headlines = new ArrayList<>();
        workloads.forEach((workload, pairs) -> headlines.add(of(workload, pairs)));
        return headlines;
    }

    private static Headline of(String workload, List<Ratio> pairs) {
        return new Headline(
                workload,
                count(pairs, Ratio.Standing.FASTER),
                count(pairs, Ratio.Standing.EVEN),
                count(pairs, Ratio.Standing.SLOWER),
                pairs.stream().max(BY_RATIO).orElseThrow(),
                pairs.stream().min(BY_RATIO).orElseThrow());
    }

    private static long count(List<Ratio> pairs, Ratio.Standing standing) {
        return pairs.stream().filter(pair -> pair.standing() == standing).count();
    }

    /** A pair in words: the ratio, the peer, and at what. */
    static String inWords(Ratio pair) {
        String params = Params.words(Params.without(pair.params(), "p"), Integer.MAX_VALUE);
        return Numbers.times(pair.ratio()) + " " + pair.peer() + (params.isEmpty() ? "" : ", " + params);
    }
}

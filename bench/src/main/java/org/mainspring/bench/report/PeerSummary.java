package org.mainspring.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A peer over all that it did beside us.
 *
 * @param peer who
 * @param pairs how many pairs there are
 * @param faster in how many of them we are the faster
 * @param mean the geometric mean of the ratios
 * @param least the smallest ratio
 * @param most the greatest ratio
 */
record PeerSummary(String peer, int pairs, long faster, double mean, double least, double most) {
    /** A summary for each peer, in the order of the colours. Of percentiles only the median takes
     * part, and variants of ours take none, so that nothing counts twice. */
    static List<PeerSummary> of(List<Ratio> ratios) {
        Map<String, List<Double>> peers = new TreeMap<>();
        for (Ratio ratio : ratios) {
            if (Params.value(ratio.params(), "ours").isEmpty() && Params.isMedianOrMean(ratio.params())) {
                peers.computeIfAbsent(ratio.peer(), none -> new ArrayList<>()).add(ratio.ratio());
            }
        }
        List<PeerSummary> summaries = new ArrayList<>();
        peers.forEach((peer, values) -> summaries.add(of(peer, values)));
        summaries.sort((a, b) -> Integer.compare(Palette.order(a.peer()), Palette.order(b.peer())));
        return summaries;
    }

    private static PeerSummary of(String peer, List<Double> ratios) {
        double logs = ratios.stream().mapToDouble(Math::log).average().orElse(0);
        return new PeerSummary(
                peer,
                ratios.size(),
                ratios.stream().filter(ratio -> ratio >= 1).count(),
                Math.exp(logs),
                ratios.stream().mapToDouble(Double::doubleValue).min().orElse(0),
                ratios.stream().mapToDouble(Double::doubleValue).max().orElse(0));
    }
}

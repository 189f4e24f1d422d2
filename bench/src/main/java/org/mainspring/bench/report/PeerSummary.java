package org.mainspring.bench.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A peer over all that it did beside us.
 *
 * @param peer who
 * @param pairs how many pairs there are
 * @param faster in how many of them we are the faster
 * @param slower in how many of them the peer is; what is left cannot be told apart
 * @param mean the geometric mean of the ratios
 * @param least the smallest ratio
 * @param most the greatest ratio
 */
record PeerSummary(String peer, int pairs, long faster, long slower, double mean, double least, double most) {
    /** A summary for each peer, in the order of the colours. Of percentiles only the median takes
     * part, and of pairs those of likes, so that nothing counts twice. */
    static List<PeerSummary> of(List<Ratio> ratios) {
        Map<String, List<Ratio>> peers = new TreeMap<>();
        for (Ratio ratio : Likes.of(ratios)) {
            peers.computeIfAbsent(ratio.peer(), none -> new ArrayList<>()).add(ratio);
        }
        List<PeerSummary> summaries = new ArrayList<>();
        peers.forEach((peer, values) -> summaries.add(of(peer, values)));
        summaries.sort((a, b) -> Integer.compare(Palette.order(a.peer()), Palette.order(b.peer())));
        return summaries;
    }

    private static PeerSummary of(String peer, List<Ratio> ratios) {
        double[] sorted = ratios.stream().mapToDouble(Ratio::ratio).sorted().toArray();
        double logs = Arrays.stream(sorted).map(Math::log).average().orElse(0);
        return new PeerSummary(
                peer,
                ratios.size(),
                count(ratios, Ratio.Standing.FASTER),
                count(ratios, Ratio.Standing.SLOWER),
                Math.exp(logs),
                sorted[0],
                sorted[sorted.length - 1]);
    }

    private static long count(List<Ratio> ratios, Ratio.Standing standing) {
        return ratios.stream().filter(ratio -> ratio.standing() == standing).count();
    }
}

package org.mainspring.bench.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.mainspring.bench.result.Figures;

/**
 * Every pair of ours and a peer that did the same.
 *
 * <p>A distribution takes part with four of its percentiles, as {@code p=50} and so on among the parameters. Where ours was
 * measured in several ways, each is paired with every peer, and {@code ours=} says which. Parameters are the same in whatever
 * order they stand, and not to be pinned is the same as to say nothing of it.
 */
public final class Ratios {
    /** What our own measurements are called, or begin with. */
    static final String OURS = "mainspring";

    /** The one of ours that spins before it sleeps. */
    static final String OURS_SPINNING = OURS + "-spin";

    private static final Comparator<Ratio> ORDER = Comparator.comparing(Ratio::workload, NaturalOrder.COMPARATOR)
            .thenComparing(Ratio::params, NaturalOrder.COMPARATOR)
            .thenComparing(Ratio::peer);

    private Ratios() {}

    /** The pairs, by workload, parameters and peer. */
    public static List<Ratio> of(Figures figures) {
        List<Ratio> ratios = new ArrayList<>();
        byOperation(Timings.of(figures)).values().forEach(peers -> addPairs(peers, ratios));
        ratios.sort(ORDER);
        return ratios;
    }

    /** Whether a name is one of ours. */
    static boolean isOurs(String peer) {
        return peer.equals(OURS) || peer.startsWith(OURS + "-");
    }

    /** The pairs as a file of commas, with a line of names. */
    public static String csv(List<Ratio> ratios) {
        StringJoiner lines = new StringJoiner("\n", "", "\n");
        lines.add("workload,params,ours_ns,peer,peer_ns,ratio");
        for (Ratio ratio : ratios) {
            lines.add(String.join(
                    ",",
                    ratio.workload(),
                    ratio.params(),
                    Numbers.plain(ratio.oursNanos()),
                    ratio.peer(),
                    Numbers.plain(ratio.peerNanos()),
                    Numbers.plain(ratio.ratio())));
        }
        return lines.toString();
    }

    private static Map<List<Object>, List<Timing>> byOperation(List<Timing> timings) {
        Map<List<Object>, List<Timing>> operations = new LinkedHashMap<>();
        for (Timing timing : timings) {
            operations
                    .computeIfAbsent(List.of(timing.workload(), Params.key(timing.params())), none -> new ArrayList<>())
                    .add(timing);
        }
        return operations;
    }

    private static void addPairs(List<Timing> timings, List<Ratio> ratios) {
        for (Timing ours : timings) {
            for (Timing theirs : timings) {
                if (isOurs(ours.peer()) && !isOurs(theirs.peer()) && ours.nanos() > 0) {
                    ratios.add(new Ratio(ours.workload(), paramsOf(ours), ours, theirs));
                }
            }
        }
    }

    private static String paramsOf(Timing ours) {
        return ours.peer().equals(OURS)
                ? ours.params()
                : Params.with(ours.params(), "ours", ours.peer().substring(OURS.length() + 1));
    }
}

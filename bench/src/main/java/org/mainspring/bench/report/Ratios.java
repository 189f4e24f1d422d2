package org.mainspring.bench.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.mainspring.bench.result.Distribution;
import org.mainspring.bench.result.Figures;
import org.mainspring.bench.result.Result;

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

    private static final double[] PERCENTILES = {50, 90, 99, 99.9};

    private static final Comparator<Ratio> ORDER = Comparator.comparing(Ratio::workload, NaturalOrder.COMPARATOR)
            .thenComparing(Ratio::params, NaturalOrder.COMPARATOR)
            .thenComparing(Ratio::peer);

    private Ratios() {}

    /** The pairs, by workload, parameters and peer. */
    public static List<Ratio> of(Figures figures) {
        List<Ratio> ratios = new ArrayList<>();
        byOperation(means(figures)).values().forEach(peers -> addPairs(peers, ratios));
        ratios.sort(ORDER);
        return ratios;
    }

    /** The mean times, and the percentiles of the distributions; what is told twice counts once, and the first. */
    static List<Result> means(Figures figures) {
        List<Result> all = new ArrayList<>(figures.results());
        figures.distributions().forEach(distribution -> addPercentiles(distribution, all));
        Set<List<Object>> told = new HashSet<>();
        return all.stream()
                .filter(result -> told.add(List.of(result.workload(), Params.key(result.params()), result.peer())))
                .toList();
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

    private static void addPercentiles(Distribution distribution, List<Result> all) {
        if (distribution.nanos().getTotalCount() == 0) {
            return;
        }
        for (double percentile : PERCENTILES) {
            all.add(new Result(
                    distribution.workload(),
                    Params.with(distribution.params(), "p", Numbers.plain(percentile)),
                    distribution.peer(),
                    distribution.nanos().getValueAtPercentile(percentile)));
        }
    }

    private static Map<List<Object>, List<Result>> byOperation(List<Result> results) {
        Map<List<Object>, List<Result>> operations = new LinkedHashMap<>();
        for (Result result : results) {
            operations
                    .computeIfAbsent(List.of(result.workload(), Params.key(result.params())), none -> new ArrayList<>())
                    .add(result);
        }
        return operations;
    }

    private static void addPairs(List<Result> results, List<Ratio> ratios) {
        for (Result ours : results) {
            for (Result theirs : results) {
                if (isOurs(ours.peer()) && !isOurs(theirs.peer()) && ours.nanos() > 0) {
                    ratios.add(new Ratio(ours.workload(), paramsOf(ours), ours.nanos(), theirs.peer(), theirs.nanos()));
                }
            }
        }
    }

    private static String paramsOf(Result ours) {
        return ours.peer().equals(OURS)
                ? ours.params()
                : Params.with(ours.params(), "ours", ours.peer().substring(OURS.length() + 1));
    }
}

package org.mainspring.bench.report;

import static org.mainspring.bench.result.Workloads.ATTACHED;
import static org.mainspring.bench.result.Workloads.IDLE;
import static org.mainspring.bench.result.Workloads.MANY_SOURCES;
import static org.mainspring.bench.result.Workloads.POST;
import static org.mainspring.bench.result.Workloads.TIMEOUTS;

import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.TreeMap;

/**
 * What the benchmarks of JMH are called in a report: by workload, parameters and peer, with the words that the programs in C
 * use too.
 *
 * <p>A benchmark without a rule keeps its own name. One without a parameter {@code peer} is ours.
 */
public final class JmhNames {
    private static final String PEER = "peer";

    /** The benchmark, its workload, what is always said of it, and which of its parameters are called otherwise. */
    private record Rule(String benchmark, String workload, String params, Map<String, String> words) {}

    /** What is said for a parameter, by {@code name=value} or by {@code name} alone; nothing, if it goes without saying. */
    private static final Map<String, String> TIMERS = Map.of("order=random", "");

    private static final List<Rule> RULES = List.of(
            new Rule("IdleDispatchBenchmark", IDLE, "", Map.of("sources", "idles", "priorities=1", "")),
            new Rule("SelfPostBenchmark", IDLE, "idles=once", Map.of()),
            new Rule("DrivenPostBenchmark", IDLE, "op=driven-post", Map.of()),
            new Rule("IterationBenchmark", ATTACHED, "", iteration()),
            new Rule("ArmedTimersBenchmark", ATTACHED, "op=self-post;kind=timeouts", Map.of("armed", "attached")),
            new Rule("TimerAddRemoveBenchmark.addAndRemove", TIMEOUTS, "op=add-remove", TIMERS),
            new Rule("TimerAddRemoveBenchmark.add", TIMEOUTS, "op=add", TIMERS),
            new Rule("TimerAddRemoveBenchmark.remove", TIMEOUTS, "op=remove", TIMERS),
            new Rule("TimerFillDrainBenchmark.fill", TIMEOUTS, "op=fill;timers=100000", TIMERS),
            new Rule("TimerFillDrainBenchmark.drain", TIMEOUTS, "op=drain;timers=100000", TIMERS),
            new Rule("TimerExpiryBenchmark", TIMEOUTS, "op=expire;armed=100000", Map.of()),
            new Rule("TimerRearmBenchmark", TIMEOUTS, "op=rearm", Map.of()),
            new Rule("ManySourcesBenchmark.add", MANY_SOURCES, "op=add;sources=50000", Map.of()),
            new Rule("ManySourcesBenchmark.find", MANY_SOURCES, "op=find;sources=50000", Map.of()),
            new Rule("ManySourcesBenchmark.remove", MANY_SOURCES, "op=remove;sources=50000", Map.of()),
            new Rule("PostBenchmark.by1", POST, "posters=1", Map.of()),
            new Rule("PostBenchmark.by2", POST, "posters=2", Map.of()),
            new Rule("PostBenchmark.by4", POST, "posters=4", Map.of()),
            new Rule("PostBenchmark.by8", POST, "posters=8", Map.of()),
            new Rule("BurstBenchmark", POST, "op=burst", Map.of()),
            new Rule("ArmFromOutsideBenchmark", POST, "op=arm", Map.of()));

    private JmhNames() {}

    private static Map<String, String> iteration() {
        return Map.of(
                "beside=timers",
                "kind=timeouts",
                "beside=waiting",
                "kind=waiting",
                "beside=asked",
                "kind=quiet",
                "count",
                "attached");
    }

    /**
     * The name in a report.
     *
     * @param benchmark the class and the method, in full
     * @param values the values of the parameters
     */
    public static Measured of(String benchmark, Map<String, String> values) {
        String peer = values.getOrDefault(PEER, Ratios.OURS);
        String name = shortName(benchmark);
        for (Rule rule : RULES) {
            if (name.equals(rule.benchmark()) || name.startsWith(rule.benchmark() + ".")) {
                return new Measured(rule.workload(), params(rule.params(), values, rule.words()), peer);
            }
        }
        return new Measured(name, params("", values, Map.of()), peer);
    }

    /** The class without its package, and the method. */
    private static String shortName(String benchmark) {
        int method = benchmark.lastIndexOf('.');
        return benchmark.substring(benchmark.lastIndexOf('.', method - 1) + 1);
    }

    private static String params(String fixed, Map<String, String> values, Map<String, String> words) {
        StringJoiner params = new StringJoiner(";");
        params.setEmptyValue("");
        new TreeMap<>(values).forEach((name, value) -> {
            String word = name.equals(PEER) ? "" : word(name, value, words);
            if (!word.isEmpty()) {
                params.add(word);
            }
        });
        return fixed.isEmpty() || params.length() == 0 ? fixed + params : fixed + ";" + params;
    }

    private static String word(String name, String value, Map<String, String> words) {
        String whole = words.get(name + "=" + value);
        return whole != null ? whole : words.getOrDefault(name, name) + "=" + value;
    }
}

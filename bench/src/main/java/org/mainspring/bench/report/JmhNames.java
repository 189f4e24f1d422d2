package org.mainspring.bench.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.mainspring.bench.result.Workloads;

/**
 * What the benchmarks of JMH are called in a report: by workload, parameters and peer, with the words that the programs in C
 * use too.
 *
 * <p>A benchmark without a rule keeps its own name. One without a parameter {@code peer} is ours.
 */
public final class JmhNames {
    private static final String PEER = "peer";

    /** The benchmark, its workload, what is always said of it, and the parameters whose names differ. */
    private record Rule(String benchmark, String workload, String params, Map<String, String> renamed) {}

    private static final List<Rule> RULES = List.of(
            new Rule("IdleDispatchBenchmark.one", Workloads.IDLE, "idles=1", Map.of()),
            new Rule("IdleDispatchBenchmark.batch", Workloads.IDLE, "idles=100", Map.of()),
            new Rule("ArmedTimersBenchmark", Workloads.ATTACHED, "kind=timeouts", Map.of("armed", "attached")),
            new Rule("TimerAddRemoveBenchmark.add", Workloads.TIMEOUTS, "op=add", Map.of()),
            new Rule("TimerAddRemoveBenchmark.remove", Workloads.TIMEOUTS, "op=remove", Map.of()),
            new Rule("TimerRearmBenchmark", Workloads.TIMEOUTS, "op=rearm", Map.of()),
            new Rule("PostBenchmark", Workloads.POST, "posters=1", Map.of()));

    private JmhNames() {}

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
                return new Measured(rule.workload(), params(rule.params(), values, rule.renamed()), peer);
            }
        }
        return new Measured(name, params("", values, Map.of()), peer);
    }

    /** The class without its package, and the method. */
    private static String shortName(String benchmark) {
        int method = benchmark.lastIndexOf('.');
        return benchmark.substring(benchmark.lastIndexOf('.', method - 1) + 1);
    }

    private static String params(String fixed, Map<String, String> values, Map<String, String> renamed) {
        Map<String, String> params = new LinkedHashMap<>(Params.of(fixed));
        new TreeMap<>(values).forEach((name, value) -> {
            if (!name.equals(PEER)) {
                params.put(renamed.getOrDefault(name, name), value);
            }
        });
        return params.entrySet().stream()
                .map(param -> param.getKey() + "=" + param.getValue())
                .collect(Collectors.joining(";"));
    }
}

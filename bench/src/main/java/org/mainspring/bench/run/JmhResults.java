package org.mainspring.bench.run;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.WorkloadParams;

/** What JMH has measured. Forks of the same case, each run by itself, are one result, as if JMH had run them together. */
final class JmhResults {
    private final Map<String, List<BenchmarkResult>> forks = new LinkedHashMap<>();

    /** Adds the forks of these. */
    void addAll(Collection<RunResult> results) {
        for (RunResult result : results) {
            forks.computeIfAbsent(result.getParams().id(), none -> new ArrayList<>())
                    .addAll(result.getBenchmarkResults());
        }
    }

    /** Writes them in JMH's own format. */
    void write(Path json) {
        List<RunResult> all = new ArrayList<>();
        forks.values().forEach(results -> all.add(new RunResult(params(results), results)));
        ResultFormatFactory.getInstance(ResultFormatType.JSON, json.toString()).writeOut(all);
    }

    /** Those of the first, which say how many forks there are. */
    private static BenchmarkParams params(List<BenchmarkResult> results) {
        BenchmarkParams first = results.get(0).getParams();
        WorkloadParams values = new WorkloadParams();
        first.getParamsKeys().forEach(key -> values.put(key, first.getParam(key), 0));
        return new BenchmarkParams(
                first.getBenchmark(),
                first.generatedBenchmark(),
                first.shouldSynchIterations(),
                first.getThreads(),
                first.getThreadGroups(),
                first.getThreadGroupLabels(),
                results.size(),
                first.getWarmupForks(),
                first.getWarmup(),
                first.getMeasurement(),
                first.getMode(),
                values,
                first.getTimeUnit(),
                first.getOpsPerInvocation(),
                first.getJvm(),
                first.getJvmArgs(),
                first.getJdkVersion(),
                first.getVmName(),
                first.getVmVersion(),
                first.getJmhVersion(),
                first.getTimeout());
    }
}

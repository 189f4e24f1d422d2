package org.mainspring.bench.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.StreamSupport;
import org.HdrHistogram.Histogram;
import org.mainspring.bench.result.Count;
import org.mainspring.bench.result.Distribution;
import org.mainspring.bench.result.Figures;
import org.mainspring.bench.result.Result;

/** The figures in a file that JMH has written in JSON: mean times, bytes per operation, and the samples where it took any. */
public final class JmhFigures {
    private static final int DIGITS = 3;

    private JmhFigures() {}

    /**
     * Adds what the file holds.
     *
     * @throws IOException if it cannot be read
     * @throws IllegalArgumentException if a score has a unit that is no time per operation and no operations per time
     */
    public static void read(Path json, Figures figures) throws IOException {
        try (Reader reader = Files.newBufferedReader(json)) {
            for (JsonElement run : JsonParser.parseReader(reader).getAsJsonArray()) {
                addRun(run.getAsJsonObject(), figures);
            }
        }
    }

    private static void addRun(JsonObject run, Figures figures) {
        Measured measured = JmhNames.of(run.get("benchmark").getAsString(), params(run));
        JsonObject metric = run.getAsJsonObject("primaryMetric");
        String unit = metric.get("scoreUnit").getAsString();
        if (metric.has("rawDataHistogram")) {
            for (JsonElement fork : metric.getAsJsonArray("rawDataHistogram")) {
                Histogram nanos = histogram(fork.getAsJsonArray(), unit);
                figures.add(new Distribution(measured.workload(), measured.params(), measured.peer(), nanos));
            }
        } else {
            for (JsonElement fork : metric.getAsJsonArray("rawData")) {
                figures.add(result(measured, fork, unit));
            }
        }
        addBytes(run, measured, figures);
    }

    private static Result result(Measured measured, JsonElement fork, String unit) {
        double mean = nanos(scores(fork).average().orElseThrow(), unit);
        double least = scores(fork).map(score -> nanos(score, unit)).min().orElseThrow();
        return new Result(measured.workload(), measured.params(), measured.peer(), mean, Math.min(least, mean));
    }

    private static Map<String, String> params(JsonObject run) {
        Map<String, String> params = new TreeMap<>();
        if (run.has("params")) {
            run.getAsJsonObject("params")
                    .entrySet()
                    .forEach(
                            param -> params.put(param.getKey(), param.getValue().getAsString()));
        }
        return params;
    }

    /**
     * The bytes of one operation. Where several threads work side by side, an invocation of one of them counts what all do
     * meanwhile: so the time is that between two operations, whoever does them. But JMH adds up what the invocations of all
     * threads count, and divides the bytes by that: by the number of threads too much.
     */
    private static void addBytes(JsonObject run, Measured measured, Figures figures) {
        int threads = run.get("threads").getAsInt();
        for (Map.Entry<String, JsonElement> metric :
                run.getAsJsonObject("secondaryMetrics").entrySet()) {
            if (metric.getKey().endsWith("gc.alloc.rate.norm")) {
                median(metric.getValue().getAsJsonObject().getAsJsonArray("rawData"))
                        .ifPresent(bytes -> figures.add(new Count(
                                measured.workload(),
                                measured.params(),
                                measured.peer(),
                                "bytes",
                                Math.max(0, bytes * threads))));
            }
        }
    }

    /** Of all iterations of all forks the middle one: the last of each fork has in it what the benchmark's end allocates. */
    private static OptionalDouble median(JsonArray forks) {
        double[] sorted = StreamSupport.stream(forks.spliterator(), false)
                .flatMapToDouble(JmhFigures::scores)
                .sorted()
                .toArray();
        return sorted.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(sorted[(sorted.length - 1) / 2]);
    }

    /** The iterations of a fork. JMH writes what is no number in quotes. */
    private static DoubleStream scores(JsonElement fork) {
        return StreamSupport.stream(fork.getAsJsonArray().spliterator(), false)
                .map(JsonElement::getAsJsonPrimitive)
                .filter(JsonPrimitive::isNumber)
                .mapToDouble(JsonPrimitive::getAsDouble);
    }

    /** Of a fork: iterations, of pairs of a value and how often it was sampled. */
    private static Histogram histogram(JsonArray fork, String unit) {
        Histogram histogram = new Histogram(DIGITS);
        for (JsonElement iteration : fork) {
            for (JsonElement sample : iteration.getAsJsonArray()) {
                JsonArray pair = sample.getAsJsonArray();
                long nanos = Math.round(nanos(pair.get(0).getAsDouble(), unit));
                histogram.recordValueWithCount(nanos, pair.get(1).getAsLong());
            }
        }
        return histogram;
    }

    /** Nanoseconds per operation of a score. */
    static double nanos(double score, String unit) {
        String[] parts = unit.split("/", -1);
        if (parts.length == 2 && parts[1].equals("op")) {
            return score * nanosOf(parts[0], unit);
        }
        if (parts.length == 2 && parts[0].equals("ops")) {
            return nanosOf(parts[1], unit) / score;
        }
        throw new IllegalArgumentException("unit of a score: " + unit);
    }

    private static double nanosOf(String time, String unit) {
        return switch (time) {
            case "ns" -> 1;
            case "us" -> 1e3;
            case "ms" -> 1e6;
            case "s" -> 1e9;
            default -> throw new IllegalArgumentException("unit of a score: " + unit);
        };
    }
}

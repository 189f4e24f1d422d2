package org.mainspring.bench.result;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;

/**
 * Figures as lines of text, one each: how a program that is not JMH tells what it measured.
 *
 * <pre>{@code
 * RESULT|workload|params|peer|nanos
 * HISTOGRAM|workload|params|peer|<compressed, base64>
 * COUNT|workload|params|peer|what|perOperation
 * ABSENT|what|why
 * }</pre>
 *
 * <p>Other lines are left alone. Numbers are written as {@link Double#toString(double)} does, whatever the locale.
 */
public final class FigureLines {
    private FigureLines() {}

    /** The lines of everything. */
    public static List<String> print(Figures figures) {
        List<String> lines = new ArrayList<>();
        figures.results().forEach(result -> lines.add(print(result)));
        figures.distributions().forEach(distribution -> lines.add(print(distribution)));
        figures.counts().forEach(count -> lines.add(print(count)));
        figures.absents().forEach(absent -> lines.add(print(absent)));
        return lines;
    }

    /** The line of a mean time. */
    public static String print(Result result) {
        return join("RESULT", result.workload(), result.params(), result.peer(), Double.toString(result.nanos()));
    }

    /** The line of a distribution. */
    public static String print(Distribution distribution) {
        return join(
                "HISTOGRAM",
                distribution.workload(),
                distribution.params(),
                distribution.peer(),
                encoded(distribution.nanos()));
    }

    /** The line of a count. */
    public static String print(Count count) {
        return join(
                "COUNT",
                count.workload(),
                count.params(),
                count.peer(),
                count.what(),
                Double.toString(count.perOperation()));
    }

    /** The line of what was not measured. */
    public static String print(Absent absent) {
        return join("ABSENT", absent.what(), absent.why());
    }

    /**
     * Adds what a line tells, if it is one of these lines.
     *
     * @return whether it is
     * @throws IllegalArgumentException if it begins like one and goes on otherwise
     */
    public static boolean read(String line, Figures figures) {
        String[] fields = line.strip().split("\\|", -1);
        try {
            return read(fields, figures);
        } catch (IllegalArgumentException | BufferUnderflowException | DataFormatException wrong) {
            throw new IllegalArgumentException("not a line of figures: " + line, wrong);
        }
    }

    private static boolean read(String[] fields, Figures figures) throws DataFormatException {
        switch (fields[0]) {
            case "RESULT" -> figures.add(result(need(fields, 5)));
            case "HISTOGRAM" -> figures.add(distribution(need(fields, 5)));
            case "COUNT" -> figures.add(count(need(fields, 6)));
            case "ABSENT" -> figures.add(absent(need(fields, 3)));
            default -> {
                return false;
            }
        }
        return true;
    }

    private static Result result(String[] fields) {
        return new Result(fields[1], fields[2], fields[3], Double.parseDouble(fields[4]));
    }

    private static Distribution distribution(String[] fields) throws DataFormatException {
        return new Distribution(fields[1], fields[2], fields[3], decoded(fields[4]));
    }

    private static Count count(String[] fields) {
        return new Count(fields[1], fields[2], fields[3], fields[4], Double.parseDouble(fields[5]));
    }

    private static Absent absent(String[] fields) {
        return new Absent(fields[1], fields[2]);
    }

    private static String[] need(String[] fields, int count) {
        if (fields.length != count) {
            throw new IllegalArgumentException("fields != " + count + ": " + fields.length);
        }
        return fields;
    }

    private static String encoded(Histogram histogram) {
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(buffer);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
    }

    private static Histogram decoded(String text) throws DataFormatException {
        return Histogram.decodeFromCompressedByteBuffer(
                ByteBuffer.wrap(Base64.getDecoder().decode(text)), 0);
    }

    private static String join(String... fields) {
        return String.join("|", fields);
    }
}

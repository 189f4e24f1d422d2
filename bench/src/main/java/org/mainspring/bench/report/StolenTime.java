package org.mainspring.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How much of the processors' time the host of a virtual machine has given to others, though somebody here wanted to run, since
 * the machine was started: {@code steal} of Linux. What it takes by running others beside us, on the same core, is not in it.
 *
 * @param stolen in ticks
 * @param busy the same with all that somebody here has used
 */
public record StolenTime(long stolen, long busy) {
    private static final Path STAT = Path.of("/proc/stat");
    private static final String ALL = "cpu ";
    private static final int IDLE = 3; // columns, from 0: user, nice, system, idle, iowait, irq, softirq, steal
    private static final int WAITING = 4;
    private static final int STEAL = 7;

    /**
     * Until now.
     *
     * @return empty if the system does not tell
     */
    public static Optional<StolenTime> now() {
        try (Stream<String> lines = Files.lines(STAT)) {
            return lines.filter(line -> line.startsWith(ALL)).findFirst().flatMap(StolenTime::parse);
        } catch (IOException notLinux) {
            return Optional.empty();
        }
    }

    /** The line of all processors. */
    static Optional<StolenTime> parse(String line) {
        long[] ticks = Arrays.stream(line.substring(ALL.length()).strip().split(" +", -1))
                .mapToLong(Long::parseLong)
                .limit(STEAL + 1)
                .toArray();
        return ticks.length <= STEAL
                ? Optional.empty()
                : Optional.of(new StolenTime(ticks[STEAL], Arrays.stream(ticks).sum() - ticks[IDLE] - ticks[WAITING]));
    }

    /**
     * The share that was stolen since then.
     *
     * @param before an earlier moment
     * @return in percent of what was used or would have been
     */
    public String since(StolenTime before) {
        double used = Math.max(1, busy - before.busy);
        return String.format(Locale.ROOT, "%.1f %%", 100 * (stolen - before.stolen) / used);
    }
}

package org.mainspring.bench.machine;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.mainspring.bench.c.Command;
import org.mainspring.bench.peer.ThreadIdentity;

/**
 * The processors that this program may use, and how a thread is tied to one: with the program {@code taskset}.
 *
 * @threads any; a thread ties itself
 */
public final class Cores {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final String KEY = "Cpus_allowed_list:";
    private static final long LIMIT_SECONDS = 10;

    private Cores() {}

    /**
     * The processors that this program may use.
     *
     * @return their numbers; none where nobody tells
     */
    public static List<Integer> allowed() {
        try (Stream<String> lines = Files.lines(STATUS)) {
            return lines.filter(line -> line.startsWith(KEY))
                    .flatMap(line -> parse(line.substring(KEY.length()).strip()).stream())
                    .toList();
        } catch (IOException noProc) {
            return List.of();
        }
    }

    /** A list as the kernel writes it: {@code 0-2,5}. */
    static List<Integer> parse(String list) {
        return Arrays.stream(list.split(",", -1))
                .flatMapToInt(Cores::range)
                .boxed()
                .toList();
    }

    private static IntStream range(String text) {
        String[] ends = text.split("-", -1);
        return IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[ends.length - 1]));
    }

    /**
     * Why a thread cannot be tied here; tried with the calling one, which gets all that this program may use.
     *
     * @return nothing where it can
     */
    public static String whyNotPinned() {
        List<Integer> all = allowed();
        if (all.isEmpty()) {
            return "no list of processors in /proc";
        }
        Command.Outcome outcome = taskset(list(all));
        return outcome.isGood() ? "" : outcome.complaint();
    }

    /**
     * Ties the calling thread to a processor.
     *
     * @param core its number
     * @return whether the system did it
     */
    public static boolean pinSelf(int core) {
        return pinSelf(List.of(core));
    }

    /**
     * Ties the calling thread to some processors; to all that {@link #allowed} said before, to untie it.
     *
     * @param cores their numbers
     * @return whether the system did it
     */
    public static boolean pinSelf(List<Integer> cores) {
        return taskset(list(cores)).isGood();
    }

    private static Command.Outcome taskset(String list) {
        String thread = Long.toString(ThreadIdentity.current().linuxId());
        return Command.of("taskset", "-cp", list, thread).run(LIMIT_SECONDS);
    }

    /** As {@code taskset} takes it. */
    static String list(List<Integer> cores) {
        return String.join(",", cores.stream().map(String::valueOf).toList());
    }
}

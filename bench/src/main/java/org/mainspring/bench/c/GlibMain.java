package org.mainspring.bench.c;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.mainspring.bench.result.Absent;
import org.mainspring.bench.result.FigureLines;

/**
 * Measures GLib's main loop, and QEMU's way to run a task: builds the program in C, and runs it.
 *
 * <ul>
 *   <li>Question: what do the operations of the benchmarks cost on GLib itself?
 *   <li>Command: {@code java -cp bench/target/benchmarks.jar org.mainspring.bench.c.GlibMain [--quick | --millis=N]}
 *   <li>One operation: as in the Java benchmark of the same workload and params; see the files in {@code src/main/c}.
 *   <li>A bad number: one that is better than ours.
 * </ul>
 */
public final class GlibMain {
    private static final long LIMIT_SECONDS = 600;

    private GlibMain() {}

    /**
     * Prints a line for each figure.
     *
     * @param args {@code --quick}, {@code --millis=N}, or nothing
     */
    public static void main(String[] args) {
        try {
            run(CBuild.build(CProgram.GLIB_BENCH), List.of(args));
        } catch (AbsentException absent) {
            report("glib", absent.why());
            report("qemu-thread-each", absent.why());
        }
    }

    private static void run(Path program, List<String> args) throws AbsentException {
        List<String> words = new ArrayList<>(List.of(program.toString()));
        words.addAll(args);
        Command.Outcome outcome = new Command(words).runAloud(LIMIT_SECONDS);
        if (!outcome.isGood()) {
            throw new AbsentException("what is not above: the program " + outcome.complaint());
        }
    }

    private static void report(String what, String why) {
        System.out.println(FigureLines.print(new Absent(what, why)));
    }
}

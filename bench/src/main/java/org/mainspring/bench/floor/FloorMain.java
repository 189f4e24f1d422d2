package org.mainspring.bench.floor;

import java.util.ArrayList;
import java.util.List;
import org.mainspring.bench.c.AbsentException;
import org.mainspring.bench.c.CBuild;
import org.mainspring.bench.c.CProgram;
import org.mainspring.bench.c.Command;
import org.mainspring.bench.machine.Cores;

/**
 * Measures what this machine can do at all, in C and in Java.
 *
 * <ul>
 *   <li>Question: how low can the figures of a loop be here?
 *   <li>Command: {@code java -cp bench/target/benchmarks.jar org.mainspring.bench.floor.FloorMain [--quick]}
 *   <li>One operation: a call, a look at the clock, a compare-and-set, a small object, a look of a selector, a selector
 *       woken and asked, a thread started and joined; a timer put into a bare heap and a table of ids, and taken out, beside
 *       many; a message over a socket of which one selector watches both ends, there
 *       and back; how late a thread is that parks; a cache line to the other core, one way; a message through queues between threads
 *       that spin, there and back; a wake-up until the woken thread runs, and until it has woken in return who woke
 *       it; an echo of one byte.
 *   <li>A bad number: none is; what matters is how far above it a loop is.
 * </ul>
 */
public final class FloorMain {
    private static final long LIMIT_SECONDS = 120;

    private FloorMain() {}

    /**
     * Prints a line for each figure.
     *
     * @param args {@code --quick}, or nothing
     * @throws Exception if a selector or a socket cannot be had, or this thread is interrupted
     */
    public static void main(String[] args) throws Exception {
        Lines lines = new Lines(System.out);
        inC(List.of(args), lines);
        inJava(Effort.of(List.of(args).contains("--quick")), lines);
    }

    private static void inC(List<String> args, Lines lines) {
        try {
            List<String> words =
                    new ArrayList<>(List.of(CBuild.build(CProgram.FLOOR).toString()));
            words.addAll(args);
            Command.Outcome outcome = new Command(words).runAloud(LIMIT_SECONDS);
            if (!outcome.isGood()) {
                lines.absent("floor in C", "what is not above: the program " + outcome.complaint());
            }
        } catch (AbsentException noCompiler) {
            lines.absent("floor in C", noCompiler.why());
        }
    }

    private static void inJava(Effort effort, Lines lines) throws Exception {
        Alone.measure(effort, lines);
        BareTimers.measure(effort, lines);
        Rally.measure(effort, lines);
        Oversleep.measure(effort, lines);
        String why = Cores.whyNotPinned();
        if (!why.isEmpty()) {
            lines.absent("floor of two threads in Java", why);
            return;
        }
        List<Integer> cores = Cores.allowed();
        Cores.pinSelf(cores.get(0));
        for (Place place : Place.of(cores)) {
            if (!place.isShared()) {
                CacheLine.measure(effort, place, lines);
                SpunLap.measure(effort, place, lines);
            }
            Wake.measure(effort, "park-wake", new Bed.Park(), place, lines);
            Wake.measure(effort, "selector-wake", new Bed.Pipe(), place, lines);
            RoundTrip.measureProven(effort, "park-round", new Bed.Park(), place, lines);
            RoundTrip.measureProven(effort, "selector-round", new Bed.Pipe(), place, lines);
            RoundTrip.measureLaps(effort, "park-lap", new Bed.Park(), place, lines);
            Echo.measure(effort, place, lines);
        }
        Cores.pinSelf(cores);
    }
}

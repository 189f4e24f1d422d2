package org.mainspring.bench.latency;

import java.util.List;
import java.util.stream.Stream;
import org.mainspring.bench.task.Workers;

/** The experiments. */
final class Catalogue {
    private static final Load OPEN = Load.perSecond(1_000);

    /** So fast that a loop that spins stays awake. */
    private static final Load FAST = Load.perSecond(10_000);

    private static final int PAGE = 4096;
    private static final int QUIET = 5_000;
    private static final int MANY_QUIET = 10_000;
    private static final int CROWD = 64;
    private static final int WIDEST = 10_000;
    private static final List<Integer> WINDOWS = List.of(100, 1_000, WIDEST);
    private static final int MILLI_IN_MICROS = 1_000;

    private Catalogue() {}

    /** One or two of each workload. */
    static List<Experiment> quick() {
        return Stream.concat(quickOnes(), floodedTimers()).toList();
    }

    private static Stream<Experiment> quickOnes() {
        return Stream.of(
                new Wake(20, false, false),
                new Wake(20, true, false),
                new Wake(20, false, true),
                new Passing(OPEN),
                new Passing(FAST),
                new TwoLoops(Load.CLOSED, 1),
                new TwoLoops(Load.CLOSED, CROWD),
                new Echo(Load.CLOSED, 1, 0),
                new Echo(OPEN, 1, 0),
                new Rally(1, 1, 0),
                new Echo(Load.CLOSED, 1, QUIET),
                new Rally(1, 1, QUIET),
                new Tasks(Load.CLOSED, 1, Workers.POOL_1),
                new Tasks(Load.CLOSED, 1, Workers.THREAD_EACH),
                new Lateness(MILLI_IN_MICROS),
                new Lateness(100),
                new FloodedChannel(MILLI_IN_MICROS, WIDEST));
    }

    /** All. */
    static List<Experiment> full() {
        return Stream.of(wakes(), pingPongs(), echoes(), tasks(), timers(), floodedTimers(), floodedChannels())
                .flatMap(experiments -> experiments)
                .toList();
    }

    private static Stream<Experiment> wakes() {
        Stream<Experiment> blocked = Stream.of(0, 20, 200)
                .flatMap(gap -> Stream.of(
                        new Wake(gap, false, false),
                        new Wake(gap, true, false),
                        new Wake(gap, false, true),
                        new Wake(gap, true, true)));
        return Stream.concat(blocked, Stream.of(new Passing(OPEN), new Passing(FAST)));
    }

    private static Stream<Experiment> pingPongs() {
        return Stream.of(new TwoLoops(Load.CLOSED, 1), new TwoLoops(Load.CLOSED, CROWD), new TwoLoops(OPEN, 1));
    }

    private static Stream<Experiment> echoes() {
        Stream<Experiment> alone = Stream.of(1, PAGE)
                .flatMap(bytes -> Stream.of(
                        new Echo(Load.CLOSED, bytes, 0),
                        new Echo(OPEN, bytes, 0),
                        new Rally(1, bytes, 0),
                        new Rally(2, bytes, 0)));
        Stream<Experiment> beside = Stream.of(QUIET, MANY_QUIET)
                .flatMap(quiet ->
                        Stream.of(new Echo(Load.CLOSED, 1, quiet), new Echo(OPEN, 1, quiet), new Rally(1, 1, quiet)));
        return Stream.concat(alone, beside);
    }

    private static Stream<Experiment> tasks() {
        return Stream.of(Workers.values())
                .flatMap(workers -> Stream.of(new Tasks(Load.CLOSED, 1, workers), new Tasks(OPEN, 1, workers)));
    }

    private static Stream<Experiment> timers() {
        return Stream.of(new Lateness(MILLI_IN_MICROS), new Lateness(100));
    }

    private static Stream<Experiment> floodedTimers() {
        return WINDOWS.stream().map(window -> new FloodedTimer(MILLI_IN_MICROS, window));
    }

    private static Stream<Experiment> floodedChannels() {
        return WINDOWS.stream().map(window -> new FloodedChannel(MILLI_IN_MICROS, window));
    }
}

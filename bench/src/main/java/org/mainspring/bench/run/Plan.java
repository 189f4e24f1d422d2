package org.mainspring.bench.run;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What a run measures, and in which order. */
final class Plan {
    private static final String ROOMS = "org.mainspring.bench.";
    private static final int FORKS = 3;

    private final Arguments arguments;
    private final PrintStream jmhLog;
    private final Path log;
    private final JmhResults results;

    Plan(Arguments arguments, PrintStream jmhLog, Path log, JmhResults results) {
        this.arguments = arguments;
        this.jmhLog = jmhLog;
        this.log = log;
        this.results = results;
    }

    /** The flags that JVMs are started with: those of this one. */
    static String flags() {
        return String.join(" ", ManagementFactory.getRuntimeMXBean().getInputArguments());
    }

    /** How many processes measure the same. */
    int forks() {
        return arguments.forks() > 0 ? arguments.forks() : arguments.full() ? FORKS : 1;
    }

    /**
     * One fork of everything, then the next: what drifts while a run goes on, all feel alike, and a run that is cut short has
     * something of everything. In a fork JMH's cases come first, those most wanted before the others. What is counted, and
     * not timed, is counted once.
     */
    List<Step> steps() {
        Stream<Step> all = Stream.empty();
        for (int fork = 1; fork <= forks(); fork++) {
            all = Stream.concat(all, fork(fork));
        }
        return all.filter(step -> arguments.only().matcher(step.name()).find()).toList();
    }

    private Stream<Step> fork(int fork) {
        Stream<Step> timed = Stream.concat(jmh(), timed());
        return fork == 1 ? Stream.concat(timed, counted()) : timed;
    }

    private Stream<Step> jmh() {
        return JmhCatalog.all().stream()
                .filter(subject ->
                        arguments.full() ? Selection.isFull(subject.measured()) : Selection.isQuick(subject.measured()))
                .sorted(Comparator.comparing(subject -> Selection.rank(subject.measured())))
                .map(subject -> new JmhStep(subject, effort(), jmhLog, results));
    }

    private Effort effort() {
        Effort usual = arguments.full() ? Effort.FULL : Effort.QUICK;
        return arguments.millis() > 0 ? usual.withMillis(arguments.millis()) : usual;
    }

    private Stream<Step> timed() {
        String glib = "GLib and a thread for each task in C";
        String latency = "latency with an open loop";
        return arguments.full()
                ? Stream.of(
                        program(glib, 55, "c.GlibMain", "--millis=" + millis(200)),
                        program("floor of the machine", 18, "floor.FloorMain", "--quick"),
                        program(latency, 130, "latency.LatencyMain", "--full", "--rounds=1", "--millis=" + millis(100)))
                : Stream.of(
                        program(glib, 25, "c.GlibMain", "--quick"),
                        program("floor of the machine", 18, "floor.FloorMain", "--quick"),
                        program(latency, 60, "latency.LatencyMain", "--quick"));
    }

    private int millis(int usual) {
        return arguments.millis() > 0 ? arguments.millis() : usual;
    }

    private Stream<Step> counted() {
        return Stream.of( // aims hang on the first: what comes last has no time left if the machine is slow
                program("memory", 20, "memory.MemoryMain"),
                program("system calls counted by strace", 20, "counts.CountsMain", "--quick"),
                program("idle CPU", 13, "counts.IdleLoopMain"));
    }

    private Step program(String name, double expectedSeconds, String mainClass, String... words) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ROOMS + mainClass));
        command.addAll(List.of(words));
        return new ProgramStep(name, expectedSeconds, ROOMS + mainClass, command, log);
    }
}

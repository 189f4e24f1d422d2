package org.mainspring.bench.run;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.results.RunResult;

/** What a run measures, and in which order. */
final class Plan {
    private static final String ROOMS = "org.mainspring.bench.";

    private final Arguments arguments;
    private final PrintStream jmhLog;
    private final Path log;
    private final List<RunResult> results;

    Plan(Arguments arguments, PrintStream jmhLog, Path log, List<RunResult> results) {
        this.arguments = arguments;
        this.jmhLog = jmhLog;
        this.log = log;
        this.results = results;
    }

    /** The flags that JVMs are started with: those of this one. */
    static String flags() {
        return String.join(" ", ManagementFactory.getRuntimeMXBean().getInputArguments());
    }

    /** JMH's cases first, those most wanted before the others: there may not be the time for all. */
    List<Step> steps() {
        return Stream.concat(jmh(), programs().stream())
                .filter(step -> arguments.only().matcher(step.name()).find())
                .toList();
    }

    private Stream<Step> jmh() {
        Effort effort = arguments.full() ? Effort.FULL : Effort.QUICK;
        return JmhCatalog.all().stream()
                .filter(subject -> arguments.full() || Selection.isQuick(subject.measured()))
                .sorted(Comparator.comparing(subject -> Selection.rank(subject.measured())))
                .map(subject -> new JmhStep(subject, effort, jmhLog, results));
    }

    private List<Step> programs() {
        return List.of(
                program("GLib and a thread for each task in C", 25, "c.GlibMain"),
                program("floor of the machine", 10, "floor.FloorMain"),
                program("system calls counted by strace", 20, "counts.CountsMain"),
                program("latency with an open loop", 60, "latency.LatencyMain"),
                program("memory", 25, "memory.MemoryMain"));
    }

    private Step program(String name, double expectedSeconds, String mainClass) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), ROOMS + mainClass));
        Stream.of("--quick").filter(quick -> !arguments.full()).forEach(command::add);
        return new ProgramStep(name, arguments.full() ? 0 : expectedSeconds, ROOMS + mainClass, command, log);
    }
}

package org.mainspring.bench.c;

import java.util.List;
import java.util.stream.Stream;

/**
 * What the sources in C are linked to: some for each program, some for all.
 *
 * @param file what the built program is called
 * @param usesGlib whether it needs GLib
 * @param sources the files that are compiled for it
 */
public record CProgram(String file, boolean usesGlib, List<String> sources) {
    /** GLib's main loop, measured with the operations of the Java benchmarks. */
    public static final CProgram GLIB_BENCH = program(
            "glib-bench",
            true,
            "glib_bench.c",
            "rows_attached.c",
            "rows_echo.c",
            "rows_flooded.c",
            "rows_idle.c",
            "rows_lateness.c",
            "rows_many_sources.c",
            "rows_memory.c",
            "rows_passing.c",
            "rows_ping_pong.c",
            "rows_post.c",
            "rows_rally.c",
            "rows_task.c",
            "rows_timeouts.c",
            "rows_wake.c",
            "arrivals.c",
            "echo_line.c",
            "loop_thread.c",
            "open_load.c",
            "quiet_files.c",
            "sources.c",
            "ticker.c",
            "waiting.c");

    /** Operations of GLib whose system calls are counted. */
    public static final CProgram GLIB_COUNT =
            program("glib-count", true, "glib_count.c", "echo_line.c", "loop_thread.c", "sources.c");

    /** What the machine can do at all. */
    public static final CProgram FLOOR =
            program("floor", false, "floor.c", "floor_alone.c", "floor_cache_line.c", "floor_echo.c", "floor_wake.c");

    private static CProgram program(String file, boolean usesGlib, String... sources) {
        Stream<String> shared = Stream.of("measure.c", "placement.c", "report.c", "samples.c");
        return new CProgram(
                file, usesGlib, Stream.concat(Stream.of(sources), shared).toList());
    }

    /** Copies the list. */
    public CProgram {
        sources = List.copyOf(sources);
    }
}

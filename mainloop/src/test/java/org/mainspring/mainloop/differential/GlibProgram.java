package org.mainspring.mainloop.differential;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The runner on the real GLib, compiled where there is a compiler and GLib's headers.
 *
 * @param program the file to run
 * @param version of GLib
 */
record GlibProgram(Path program, String version) {
    private static final Path SOURCES = Path.of("src", "test", "c", "differential");
    private static final Path TARGET = Path.of("target", "differential");

    /** The outcome of a command. */
    private record Outcome(int status, String output) {}

    private static final class Once {
        static final Optional<GlibProgram> PROGRAM = compile();
    }

    /** Compiled once; nothing if there are no headers of GLib, or no compiler. */
    static Optional<GlibProgram> compiled() {
        return Once.PROGRAM;
    }

    private static Optional<GlibProgram> compile() {
        Outcome version = run(List.of("pkg-config", "--modversion", "glib-2.0"));
        if (version.status() != 0 || run(List.of("gcc", "--version")).status() != 0) {
            return Optional.empty();
        }
        Outcome flags = run(List.of("pkg-config", "--cflags", "--libs", "glib-2.0"));
        Path program = TARGET.resolve("glib-runner");
        List<String> command =
                new ArrayList<>(List.of("gcc", "-std=gnu11", "-O1", "-g", "-Wall", "-Wextra", "-Werror"));
        command.addAll(sources());
        command.addAll(List.of("-o", program.toString()));
        command.addAll(List.of(flags.output().strip().split("\\s+")));
        Outcome compiled = run(command);
        if (compiled.status() != 0) {
            throw new IllegalStateException("the runner does not compile: " + compiled.output());
        }
        return Optional.of(new GlibProgram(program, version.output().strip()));
    }

    private static List<String> sources() {
        try {
            Files.createDirectories(TARGET);
            try (Stream<Path> files = Files.list(SOURCES)) {
                return files.map(Path::toString)
                        .filter(name -> name.endsWith(".c"))
                        .sorted()
                        .collect(Collectors.toList());
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** A program that is not there has the status of a shell that does not find it. */
    private static Outcome run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), UTF_8);
            return new Outcome(process.waitFor(), output);
        } catch (IOException notThere) {
            return new Outcome(127, notThere.getMessage());
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}

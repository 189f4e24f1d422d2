package org.mainspring.bench.c;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The compiler, and where GLib is: what pkg-config says. */
final class Toolchain {
    private static final String COMPILER = "gcc";
    private static final List<String> FLAGS = List.of("-std=gnu11", "-O2", "-Wall", "-Wextra", "-Werror", "-pthread");
    private static final long LIMIT_SECONDS = 60;

    private Toolchain() {}

    /**
     * Compiles a program.
     *
     * @param program which
     * @param sources the directory of the sources
     * @param target the file to be made
     * @throws AbsentException if the compiler or GLib is not there, or does not take the sources
     */
    static void compile(CProgram program, Path sources, Path target) throws AbsentException {
        require(Command.of(COMPILER, "--version"), "no compiler: ");
        List<String> glib = program.usesGlib() ? flagsOfGlib() : List.of();
        require(new Command(command(program, sources, target, glib)), program.file() + " is not built: ");
    }

    private static List<String> flagsOfGlib() throws AbsentException {
        String flags = require(Command.of("pkg-config", "--cflags", "--libs", "glib-2.0"), "no headers of GLib: ");
        return List.of(flags.strip().split("\\s+"));
    }

    private static String require(Command command, String otherwise) throws AbsentException {
        Command.Outcome outcome = command.run(LIMIT_SECONDS);
        if (!outcome.isGood()) {
            throw new AbsentException(otherwise + outcome.complaint());
        }
        return outcome.text();
    }

    /** The libraries stand behind what needs them. */
    static List<String> command(CProgram program, Path sources, Path target, List<String> flagsOfGlib) {
        List<String> words = new ArrayList<>();
        words.add(COMPILER);
        words.addAll(FLAGS);
        words.add("-o");
        words.add(target.toString());
        for (String source : program.sources()) {
            words.add(sources.resolve(source).toString());
        }
        words.addAll(flagsOfGlib);
        words.add("-lm");
        return words;
    }
}

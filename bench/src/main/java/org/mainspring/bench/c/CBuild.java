package org.mainspring.bench.c;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** Builds the programs in the directory {@code c} beside our classes or our jar: {@code bench/target/c}. */
public final class CBuild {
    private CBuild() {}

    /**
     * Builds a program anew.
     *
     * @param program which
     * @return the file to run
     * @throws AbsentException if what it takes is not here
     */
    public static Path build(CProgram program) throws AbsentException {
        return build(program, target().resolve("c"));
    }

    static Path build(CProgram program, Path directory) throws AbsentException {
        Path sources = directory.resolve("sources");
        Path file = directory.resolve(program.file());
        CSources.copyTo(sources);
        Toolchain.compile(program, sources, file);
        return file;
    }

    private static Path target() {
        try {
            return Path.of(CBuild.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .getParent();
        } catch (URISyntaxException strange) {
            throw new IllegalStateException(strange);
        }
    }
}

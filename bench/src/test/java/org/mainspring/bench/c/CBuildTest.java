package org.mainspring.bench.c;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CBuildTest {
    @TempDir
    private Path directory;

    static List<CProgram> programs() {
        return List.of(CProgram.GLIB_BENCH, CProgram.GLIB_COUNT, CProgram.FLOOR);
    }

    @ParameterizedTest
    @MethodSource("programs")
    void whenTheSourcesAreCopied_thenThoseOfAProgramAreThere(CProgram program) {
        CSources.copyTo(directory);

        assertThat(program.sources())
                .allSatisfy(source -> assertThat(directory.resolve(source)).isNotEmptyFile());
    }

    /** Where there is a compiler, and GLib, the program is built; else we are told what is missing. */
    @ParameterizedTest
    @MethodSource("programs")
    void whenAProgramIsBuilt_thenItIsThereOrSomethingElseIsNot(CProgram program) {
        try {
            assertThat(CBuild.build(program, directory)).isExecutable();
        } catch (AbsentException absent) {
            assertThat(absent.why()).containsAnyOf("no compiler: no gcc", "no headers of GLib: ");
        }
    }

    @Test
    void whenCopied_thenTheHeadersAreThereToo() {
        CSources.copyTo(directory);

        assertThat(directory.resolve("names.h"))
                .satisfies(file -> assertThat(Files.readString(file)).contains("\"W1 idle dispatch\""));
    }
}

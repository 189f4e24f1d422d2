package org.mainspring.bench.c;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ToolchainTest {
    private static final Path SOURCES = Path.of("sources");
    private static final Path TARGET = Path.of("program");

    @Nested
    class GivenAProgramOfTwoFiles {
        private final CProgram program = new CProgram("program", true, List.of("a.c", "b.c"));

        @Test
        void whenCompiled_thenWarningsAreErrors() {
            assertThat(Toolchain.command(program, SOURCES, TARGET, List.of()))
                    .startsWith("gcc")
                    .contains("-O2", "-Wall", "-Wextra", "-Werror");
        }

        @Test
        void whenCompiled_thenTheLibrariesStandBehindTheFiles() {
            List<String> words = Toolchain.command(program, SOURCES, TARGET, List.of("-I/glib", "-lglib-2.0"));

            assertThat(words)
                    .containsSubsequence("-o", "program", "sources/a.c", "sources/b.c", "-I/glib", "-lglib-2.0", "-lm");
        }
    }
}

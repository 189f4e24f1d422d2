package org.mainspring.bench.jvm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompilerThreadsTest {
    @TempDir
    Path tasks;

    private void given(String id, String name, String schedstat) throws IOException {
        Path thread = Files.createDirectory(tasks.resolve(id));
        Files.writeString(thread.resolve("comm"), name + "\n");
        if (!schedstat.isEmpty()) {
            Files.writeString(thread.resolve("schedstat"), schedstat + "\n");
        }
    }

    @Test
    void whenThreadsCompile_thenTheTimeTheyHaveRunIsAdded_andNoOther() throws IOException {
        given("17", "C1 CompilerThre", "5000000 7 3");
        given("18", "C2 CompilerThre", "40000000000 0 12");
        given("19", "VM Thread", "900 0 1");

        assertThat(CompilerThreads.spentNanos(tasks)).hasValue(40_005_000_000L);
    }

    @Test
    void whenAThreadHasGoneSinceItWasListed_thenTheOthersCount() throws IOException {
        given("17", "C1 CompilerThre", "");
        given("18", "C2 CompilerThre", "12 0 1");

        assertThat(CompilerThreads.spentNanos(tasks)).hasValue(12);
    }

    @Test
    void whenNoCompilerIsTold_thenThatIsEmpty() throws IOException {
        given("19", "VM Thread", "900 0 1");

        assertThat(CompilerThreads.spentNanos(tasks)).isEmpty();
        assertThat(CompilerThreads.spentNanos(tasks.resolve("nowhere"))).isEmpty();
    }

    @Test
    void whenThisJvmIsAsked_thenItDoesNotFail() {
        assertThat(CompilerThreads.spentMillis().getAsLong()).isNotNegative();
    }
}

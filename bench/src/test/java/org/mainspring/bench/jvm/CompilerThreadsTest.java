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

        assertThat(new CompilerThreads(tasks).spentNanos()).isEqualTo(40_005_000_000L);
    }

    @Test
    void whenAThreadHasEnded_thenWhatItHasSpentCountsAllTheSame() throws IOException {
        given("17", "C1 CompilerThre", "5 7 3");
        given("18", "C2 CompilerThre", "12 0 1");
        CompilerThreads threads = new CompilerThreads(tasks);
        threads.spentNanos();

        Files.delete(tasks.resolve("18").resolve("schedstat"));
        Files.writeString(tasks.resolve("17").resolve("schedstat"), "6 7 3\n");

        assertThat(threads.spentNanos()).isEqualTo(6 + 12);
    }

    @Test
    void whenNothingIsToldOfACompiler_thenItIsNothing() throws IOException {
        given("18", "C2 CompilerThre", "?");
        given("19", "VM Thread", "900 0 1");

        assertThat(new CompilerThreads(tasks).spentNanos()).isZero();
        assertThat(new CompilerThreads(tasks.resolve("nowhere")).spentNanos()).isZero();
    }

    @Test
    void whenThisJvmIsAsked_thenItDoesNotFail() {
        assertThat(CompilerThreads.spentMillis().getAsLong()).isNotNegative();
    }
}

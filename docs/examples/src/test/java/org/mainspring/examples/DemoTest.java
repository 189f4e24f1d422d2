package org.mainspring.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs the demo as a whole: real time, real sockets, about five seconds. Another seed: {@code -Dseed=7}. */
@Tag("realtime")
class DemoTest {
    private static final long SEED = Long.getLong("seed", 20_151_221L);

    @Test
    void whenTheDemoRuns_thenEverythingIsAsItMustBe() throws IOException {
        List<String> lines = new CopyOnWriteArrayList<>();

        int status = new Demo(lines::add, SEED).run();

        String story = String.join("\n", lines);
        assertThat(status).as("seed %d\n%s", SEED, story).isZero();
        assertThat(story)
                .containsSubsequence(
                        "1. An operation that a timeout polls",
                        "sda: asked to spin up",
                        "sdb: callback, failed: spindle of sdb is stuck at 2400 rpm",
                        "destroy notify of sdb's task",
                        "destroy notify of sdb's timeout",
                        "sda: callback, ready at 7200 rpm",
                        "destroy notify of sda's task",
                        "destroy notify of sda's timeout",
                        "2. An asynchronous listen",
                        "tcp: a worker is asked to listen",
                        "second: cannot listen: java.net.BindException",
                        "6 clients send 4194304 bytes each",
                        "every connection waits for OUT",
                        "4194304 of 4194304 bytes came back as they were sent",
                        "What was measured",
                        "24.0 MiB echoed",
                        "What must hold",
                        "Everything is as it must be.");
        assertThat(lines).filteredOn(line -> line.startsWith("  ok ")).hasSizeGreaterThan(15);
        assertThat(story).doesNotContain("NOT OK");
        assertThat(lines)
                .as("what a worker does is told by the worker")
                .anyMatch(line -> line.contains("io-task-worker") && line.contains("tcp: to be bound to localhost/"));
    }
}

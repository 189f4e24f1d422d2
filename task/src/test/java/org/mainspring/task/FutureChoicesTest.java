package org.mainspring.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.source.Priority;
import org.mainspring.mainloop.testing.LoopDriver;

/** What can be chosen for a future of a task, and what it is if nothing is. */
class FutureChoicesTest {
    private final LoopDriver loop = LoopDriver.virtual();
    private final ManualExecutor executor = new ManualExecutor();

    @BeforeEach
    void setWorkers() {
        TaskWorkers.setExecutor(executor);
    }

    @AfterEach
    void close() {
        TaskWorkers.setExecutor(null);
        loop.close();
    }

    @Test
    void whenNoneIsMade_thenTheWorkersExecutorRunsItAndItCompletesAsAnIdleOfTheContext() {
        var unused = TaskFutures.runInThread("source", t -> {}, loop.context()).thenRun(() -> loop.note("future"));
        assertThat(executor.size()).isEqualTo(1);
        executor.runAll();
        idle(Priority.DEFAULT_IDLE + 1, "after it");
        idle(Priority.DEFAULT_IDLE - 1, "before it");

        loop.advanceMillis(1);

        assertThat(loop.log()).containsExactly("before it", "future", "after it");
    }

    private void idle(int priority, String name) {
        loop.context()
                .idleAdd(
                        priority,
                        noted -> {
                            loop.note(noted);
                            return Source.REMOVE;
                        },
                        name,
                        null);
    }

    @Test
    void whenItsExecutorAndPriorityAreGiven_thenItUsesThem() {
        ManualExecutor other = new ManualExecutor();
        CompletableFuture<String> urgent =
                TaskFutures.runInThread("source", t -> t.setResult("urgent"), loop.context(), Priority.HIGH, other);
        CompletableFuture<String> usual = TaskFutures.runInThread("source", t -> t.setResult("usual"), loop.context());
        var first = usual.thenAccept(loop::note);
        var second = urgent.thenAccept(loop::note);
        executor.runAll();
        assertThat(other.size()).isEqualTo(1);
        other.runAll();

        loop.advanceMillis(1);

        assertThat(first).isDone();
        assertThat(second).isDone();
        assertThat(loop.log()).containsExactly("urgent", "usual");
    }

    @Test
    void whenTheWorkerWantsData_thenTheTaskIsStartedSo() {
        CompletableFuture<String> future = TaskFutures.of(
                "source",
                task -> task.runInThread(
                        (t, data) -> t.setResult(data + " of " + t.source()),
                        "data",
                        data -> loop.note("destroy " + data),
                        loop.context()),
                loop.context());
        executor.runAll();

        loop.iterate();

        assertThat(future).isCompletedWithValue("data of source");
        assertThat(loop.log()).containsExactly("destroy data");
    }
}

package org.mainspring.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.source.Priority;
import org.mainspring.mainloop.testing.LoopDriver;

/** A task that a stage completes. */
class TaskOfAStageTest {
    private final LoopDriver loop = LoopDriver.virtual();
    private final ManualExecutor executor = new ManualExecutor();
    private final IOException error = new IOException("stage");
    private final List<Throwable> reported = new ArrayList<>();
    private final CompletableFuture<String> stage = new CompletableFuture<>();
    private final AtomicReference<Throwable> seen = new AtomicReference<>();
    private final IOTask<String, String> task = IOTask.of(
            "source",
            (t, data) -> {
                loop.note("callback " + t.result());
                seen.set(t.propagateError());
            },
            "data",
            data -> loop.note("destroy " + data));

    @BeforeEach
    void report() {
        loop.context().setExceptionHandler((source, thrown) -> reported.add(thrown));
    }

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void whenTheStageCompletes_thenTheTaskIsCompletedOnTheContext() {
        TaskFutures.completeWith(stage, task, loop.context());
        stage.complete("result");
        assertThat(loop.log()).isEmpty();

        loop.iterate();

        assertThat(loop.log()).containsExactly("callback result", "destroy data");
        assertThat(seen).hasValue(null);
    }

    @Test
    void whenTheStageFails_thenTheErrorIsTheCause() {
        TaskFutures.completeWith(stage.thenApply(result -> result), task, loop.context());
        stage.completeExceptionally(error);

        loop.iterate();

        assertThat(seen).hasValue(error);
    }

    @Test
    void whenTheContextIsClosedBefore_thenTheTaskIsFreed() {
        TaskFutures.completeWith(stage, task, loop.context());
        stage.complete("result");

        loop.close();

        assertThat(loop.log()).containsExactly("destroy data");
    }

    @Test
    void whenTheContextIsClosedBeforeTheStageCompletes_thenTheTaskIsFreedAtOnce() {
        TaskFutures.completeWith(stage, task, loop.context());

        loop.close();

        assertThat(loop.log()).containsExactly("destroy data");
    }

    @Test
    void whenTheContextIsClosedAlready_thenThrowsAndTheTaskIsStillNew() {
        loop.close();

        assertThatThrownBy(() -> TaskFutures.completeWith(stage, task, loop.context()))
                .isInstanceOf(IllegalStateException.class);

        task.complete();
        assertThat(loop.log()).containsExactly("callback null", "destroy data");
    }

    @Test
    void whenTheTaskHasEnded_thenThrows() {
        task.free();

        assertThatThrownBy(() -> TaskFutures.completeWith(stage, task, loop.context()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("DONE");
    }

    @Test
    void whenItIsFreedBetweenTheStageAndTheCallback_thenNothingHappensAnyMore() {
        TaskFutures.completeWith(stage, task, loop.context());
        stage.complete("result");

        task.free();
        loop.advanceMillis(1);

        assertThat(loop.log()).containsExactly("destroy data");
        assertThat(reported).isEmpty();
    }

    @Test
    void whenItIsCancelledBeforeTheStageCompletes_thenNothingHappensAnyMore() {
        TaskFutures.completeWith(stage, task, loop.context());
        task.cancel(CancelOption.CALL_BACK);

        stage.complete("result");
        loop.advanceMillis(1);

        assertThat(loop.log()).containsExactly("callback null", "destroy data");
        assertThat(reported).isEmpty();
    }

    @Test
    void whenItIsHandedToAWorkerMeanwhile_thenTheHandlerIsToldAndTheWorkersTaskEndsAsItWould() {
        TaskFutures.completeWith(stage, task, loop.context());
        task.runInThread(t -> t.setResult("worker"), loop.context(), Priority.DEFAULT, executor);

        stage.complete("result");
        loop.advanceMillis(1);
        executor.runAll();
        loop.advanceMillis(1);

        assertThat(reported).hasSize(1).first().isInstanceOf(IllegalStateException.class);
        assertThat(loop.log()).containsExactly("callback worker", "destroy data");
    }

    @Test
    void whenTheContextWasClosedLongAgo_thenTheTaskIsFreedAtOnce() {
        TaskFutures.completeWith(stage, task, loop.context());
        loop.close();

        stage.complete("result");

        assertThat(loop.log()).containsExactly("destroy data");
    }
}

package org.mainspring.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
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
    private final AtomicReference<Throwable> seen = new AtomicReference<>(new AssertionError("no callback"));
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
        assertThat(seen.get()).isNull();
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
    void whenItIsFreedBeforeTheStageCompletes_thenNothingOfItIsLeftInTheContext() {
        TaskFutures.completeWith(stage, task, loop.context());
        TaskFutures.completeWith(new CompletableFuture<>(), task, loop.context());
        assertThat(loop.context().dump()).contains("io-task-at-close");

        task.free();

        assertThat(loop.context().dump()).doesNotContain("io-task-at-close");
        stage.complete("result");
        assertThat(loop.iterate()).isFalse();
        assertThat(loop.log()).containsExactly("destroy data");
    }

    @Test
    void whenAWorkerEndsItBeforeTheStageCompletes_thenNothingOfItIsLeftInTheContext() {
        TaskFutures.completeWith(stage, task, loop.context());
        task.runInThread(t -> {}, loop.context(), Priority.DEFAULT, executor);
        executor.runAll();

        loop.advanceMillis(1);

        assertThat(loop.log()).containsExactly("callback null", "destroy data");
        assertThat(loop.context().dump()).doesNotContain("io-task-at-close");
    }

    @Test
    @Tag("realtime")
    void whenItIsFreedBeforeTheStageCompletes_thenTheStageDoesNotKeepIt() {
        WeakReference<Object> freed = freeOneOf(stage);

        while (freed.get() != null) {
            System.gc();
        }

        assertThat(stage).isNotDone();
    }

    private WeakReference<Object> freeOneOf(CompletableFuture<String> waited) {
        IOTask<String, String> dropped = IOTask.of("source", t -> {});
        TaskFutures.completeWith(waited, dropped, loop.context());
        dropped.free();
        return new WeakReference<>(dropped);
    }

    @Test
    void whenTheStageThrows_thenThrowsTheSameAndTheTaskIsStillNew() {
        IllegalArgumentException thrown = new IllegalArgumentException("stage");
        CompletableFuture<String> refusing = new CompletableFuture<>() {
            @Override
            public CompletableFuture<String> whenComplete(BiConsumer<? super String, ? super Throwable> action) {
                throw thrown;
            }
        };

        assertThatThrownBy(() -> TaskFutures.completeWith(refusing, task, loop.context()))
                .isSameAs(thrown);

        assertThat(loop.context().dump()).doesNotContain("io-task-at-close");
        loop.close();
        task.complete();
        assertThat(loop.log()).containsExactly("callback null", "destroy data");
    }

    @Test
    void whenTheContextWasClosedLongAgo_thenTheTaskIsFreedAtOnce() {
        TaskFutures.completeWith(stage, task, loop.context());
        loop.close();

        stage.complete("result");

        assertThat(loop.log()).containsExactly("destroy data");
    }
}

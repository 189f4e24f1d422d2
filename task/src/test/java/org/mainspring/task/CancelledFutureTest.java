package org.mainspring.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.testing.LoopDriver;

/** A future of a task that nobody ends but whoever cancels the future, or closes the context. */
class CancelledFutureTest {
    private final LoopDriver loop = LoopDriver.virtual();
    private final Counted source = new Counted();
    private final Consumer<IOTask<Counted, String>> start = task -> {
        try {
            task.onCancel(() -> loop.note("task"));
        } catch (Exception impossible) {
            throw new AssertionError(impossible);
        }
    };
    private final CompletableFuture<String> future = TaskFutures.of(source, start, loop.context());

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void whenTheOwnerCancelsIt_thenTheTaskIsCancelledAfterTheStages() {
        var first = future.whenComplete((result, thrown) -> loop.note("first stage"));
        var dependent = first.whenComplete((result, thrown) -> loop.note("stage of the first"));
        var last = future.whenComplete((result, thrown) -> {
            loop.note("last stage");
            throw new IllegalStateException("keeps nobody from anything");
        });
        loop.context().idleAddOnce(() -> future.cancel(true));

        loop.iterate();

        assertThat(loop.log()).containsExactly("last stage", "first stage", "stage of the first", "task");
        assertThat(dependent).isCompletedExceptionally();
        assertThat(last).isCompletedExceptionally();
        assertThat(source.count()).isEqualTo(1);
    }

    /** Whoever closes the context cancels the future once more, and so does what is left to do. */
    @Test
    void whenTheContextIsClosedBeforeTheCancellingComesToTheTask_thenThatIsCancelledAllTheSame() {
        var closing = future.whenComplete((result, thrown) -> loop.close());

        future.cancel(true);

        assertThat(closing).isCompletedExceptionally();
        assertThat(loop.log()).containsExactly("task");
        assertThat(source.count()).isEqualTo(1);
    }

    @Test
    void whenTheContextIsClosed_thenTheTaskIsCancelledThereAndThen() {
        loop.close();

        assertThat(future).isCancelled();
        assertThat(loop.log()).containsExactly("task");
        assertThat(source.count()).isEqualTo(1);
    }
}

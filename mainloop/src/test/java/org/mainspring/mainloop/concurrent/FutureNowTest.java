package org.mainspring.mainloop.concurrent;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What newer JDKs ask futures without waiting, of ours and of the JDK's own. The thread owns the context, where others would
 * wait by iterating it: here it must not be iterated.
 */
class FutureNowTest extends ContextFixture {
    /** Whose future it is. */
    enum Kind {
        SCHEDULED,
        OF_A_CONTEXT,
        COPY_OF_A_STAGE,
        TASK_OF_THE_JDK,
        COMPLETABLE_OF_THE_JDK
    }

    private final ContextScheduler scheduler = new ContextScheduler(context);
    private final IOException failure = new IOException("thrown");
    private Runnable fulfil = () -> {};

    /** A future that a task of its own fulfils once {@link #fulfil} is run; whose owner this thread is. */
    private Future<String> future(Kind kind, Callable<String> task) {
        context.tryAcquire();
        return switch (kind) {
            case SCHEDULED -> {
                fulfil = loop::iterate;
                yield scheduler.submit(task);
            }
            case TASK_OF_THE_JDK -> {
                FutureTask<String> made = new FutureTask<>(task);
                fulfil = made;
                yield made;
            }
            case OF_A_CONTEXT -> fulfilledBy(task, new LoopFuture<>(context));
            case COMPLETABLE_OF_THE_JDK -> fulfilledBy(task, new CompletableFuture<>());
            case COPY_OF_A_STAGE -> {
                CompletableFuture<String> inside = fulfilledBy(task, new LoopFuture<>(context));
                yield inside.minimalCompletionStage().toCompletableFuture();
            }
        };
    }

    private CompletableFuture<String> fulfilledBy(Callable<String> task, CompletableFuture<String> made) {
        fulfil = () -> {
            try {
                made.complete(task.call());
            } catch (Exception thrown) {
                made.completeExceptionally(thrown);
            }
        };
        return made;
    }

    private String fail() throws IOException {
        throw failure;
    }

    @ParameterizedTest
    @EnumSource
    void givenItIsNotDone_thenThereIsNeitherResultNorException(Kind kind) throws Throwable {
        Future<String> future = future(kind, () -> "result");
        context.idleAdd(loop.logging("iterated"));

        assertThat(Since19.state(future)).isEqualTo("RUNNING");
        assertThatIllegalStateException().isThrownBy(() -> Since19.resultNow(future));
        assertThatIllegalStateException().isThrownBy(() -> Since19.exceptionNow(future));

        assertThat(loop.log()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void givenItHasAResult_thenThatIsTold(Kind kind) throws Throwable {
        Future<String> future = future(kind, () -> "result");

        fulfil.run();

        assertThat(Since19.state(future)).isEqualTo("SUCCESS");
        assertThat(Since19.resultNow(future)).isEqualTo("result");
        assertThatIllegalStateException().isThrownBy(() -> Since19.exceptionNow(future));
    }

    @ParameterizedTest
    @EnumSource
    void givenItsResultIsNull_thenThatIsTold(Kind kind) throws Throwable {
        Future<@Nullable String> future = future(kind, () -> null);

        fulfil.run();

        assertThat(Since19.state(future)).isEqualTo("SUCCESS");
        assertThat(Since19.resultNow(future)).isNull();
    }

    @ParameterizedTest
    @EnumSource
    void givenItHasFailed_thenWhatWasThrownIsTold(Kind kind) throws Throwable {
        Future<String> future = future(kind, this::fail);

        fulfil.run();

        assertThat(Since19.state(future)).isEqualTo("FAILED");
        assertThat((Throwable) requireNonNull(Since19.exceptionNow(future))).isSameAs(failure);
        assertThatIllegalStateException().isThrownBy(() -> Since19.resultNow(future));
    }

    @ParameterizedTest
    @EnumSource
    void givenItIsCancelled_thenThereIsNeitherResultNorException(Kind kind) throws Throwable {
        Future<String> future = future(kind, () -> "result");

        future.cancel(true);

        assertThat(Since19.state(future)).isEqualTo("CANCELLED");
        assertThatIllegalStateException().isThrownBy(() -> Since19.resultNow(future));
        assertThatIllegalStateException().isThrownBy(() -> Since19.exceptionNow(future));
    }
}

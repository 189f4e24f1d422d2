package org.mainspring.mainloop.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.source.Priority;

/** A context as an executor. */
class ContextExecutorTest extends ContextFixture {
    private final ContextExecutor executor = ContextExecutor.of(context);

    @Nested
    class GivenCommands {
        @Test
        void thenTheyRunInTheirOrderInAnIterationToCome() {
            executor.execute(note("a"));
            executor.execute(note("b"));
            assertThat(loop.log()).isEmpty();

            loop.iterate();

            assertThat(loop.log()).containsExactly("a", "b");
            assertThat(loop.iterate()).isFalse();
        }

        @Test
        void whenTheOwnerGivesOneFromACallback_thenItRunsInTheNextIteration() {
            executor.execute(() -> {
                executor.execute(note("inner"));
                loop.note("outer");
            });

            loop.iterate();
            assertThat(loop.log()).containsExactly("outer");

            loop.iterate();
            assertThat(loop.log()).containsExactly("outer", "inner");
        }

        @Test
        void whenAnotherThreadGivesOneWhileTheLoopSleeps_thenItWakesAndTheOwnerRunsIt() {
            Thread owner = Thread.currentThread();
            loop.poller()
                    .duringNextPoll(() -> elsewhereDo(
                            () -> executor.execute(() -> loop.note(String.valueOf(Thread.currentThread() == owner)))));

            loop.iterateBlocking();

            assertThat(loop.log()).containsExactly("true");
            assertThat(loop.clock().elapsedNanos()).isZero();
        }

        @Test
        void whenMoreAreThereThanOneIterationRuns_thenWhatIsMoreUrgentComesBetweenThem() {
            for (int i = 1; i <= 129; i++) {
                executor.execute(note(String.valueOf(i)));
            }
            executor.execute(note("last"));
            loop.iterate();
            assertThat(loop.log()).hasSize(128).endsWith("127", "128");

            ContextExecutor.of(context, Priority.HIGH).execute(note("urgent"));
            loop.iterate();
            loop.iterate();

            assertThat(loop.log()).endsWith("128", "urgent", "129", "last");
        }

        @Test
        void whenOneHasAPriority_thenItRunsByThat() {
            ContextExecutor.of(context, Priority.LOW).execute(note("low"));
            context.idleAdd(() -> {
                loop.note("idle");
                return Source.REMOVE;
            });
            executor.execute(note("default"));
            ContextExecutor.of(context, Priority.HIGH).execute(note("high"));

            loop.advanceMillis(1);

            assertThat(loop.log()).containsExactly("high", "default", "idle", "low");
        }

        @Test
        void whenOneThrows_thenTheHandlerIsToldAndTheNextRuns() {
            RuntimeException failure = new RuntimeException("thrown");
            executor.execute(() -> {
                throw failure;
            });
            executor.execute(note("next"));

            loop.advanceMillis(1);

            assertThat(takeThrown()).containsExactly(failure);
            assertThat(loop.log()).containsExactly("next");
        }

        @Test
        void whenOneThrowsAnError_thenTheIterationDoes() {
            Error error = new AssertionError("thrown");
            executor.execute(() -> {
                throw error;
            });
            executor.execute(note("next"));

            assertThatThrownBy(loop::iterate).isSameAs(error);
            loop.iterate();

            assertThat(loop.log()).containsExactly("next");
        }

        @Test
        void whenTheContextIsClosed_thenTheyDoNotRunAndMoreAreRejected() {
            executor.execute(note("a"));

            loop.close();

            assertThatThrownBy(() -> executor.execute(note("b"))).isInstanceOf(RejectedExecutionException.class);
            assertThat(loop.log()).isEmpty();
        }
    }

    @Nested
    class GivenADelay {
        @Test
        void thenTheCommandRunsWhenItHasPassed() {
            executor.delayed(Duration.ofHours(3)).execute(stamp("a"));
            executor.delayed(Duration.ofHours(-1)).execute(stamp("b"));

            loop.advance(Duration.ofDays(1));

            assertThat(loop.log()).containsExactly("b@0", "a@3h");
        }

        @Test
        void whenTheContextIsClosed_thenItIsRejected() {
            loop.close();

            assertThatThrownBy(() -> executor.delayed(Duration.ZERO).execute(note("a")))
                    .isInstanceOf(RejectedExecutionException.class);
        }
    }

    @Test
    void thereIsOneForAContextAndPriority() {
        assertThat(ContextExecutor.of(context)).isSameAs(executor);
        assertThat(ContextExecutor.of(context, Priority.DEFAULT)).isSameAs(executor);
        assertThat(ContextExecutor.of(context, Priority.LOW))
                .isNotSameAs(executor)
                .isSameAs(ContextExecutor.of(context, Priority.LOW));
        assertThat(executor.context()).isSameAs(context);
        assertThat(ContextExecutor.of(context, 7).priority()).isEqualTo(7);
        try (MainContext other = new MainContext()) {
            assertThat(ContextExecutor.of(other)).isNotSameAs(executor);
        }
    }

    @Test
    void nothingIsNull() {
        assertThatNullPointerException().isThrownBy(() -> executor.execute(null));
        assertThatNullPointerException().isThrownBy(() -> executor.delayed(null));
        assertThatNullPointerException()
                .isThrownBy(() -> executor.delayed(Duration.ZERO).execute(null));
        assertThatNullPointerException().isThrownBy(() -> ContextExecutor.of(null));
    }
}

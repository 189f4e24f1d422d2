package org.mainspring.mainloop.concurrent;

import static java.util.concurrent.TimeUnit.HOURS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What the javadoc of {@code ExecutorService} and {@code ScheduledExecutorService} promises about the end of a service, as
 * far as nothing has to happen while a task runs.
 */
abstract class SchedulerEndContract extends SchedulerFixture {
    SchedulerEndContract(SchedulerMake make) {
        super(make);
    }

    @Nested
    class GivenItIsShutDown {
        @Test
        void whenSomethingIsSubmitted_thenItIsRejected() {
            scheduler.shutdown();

            List<ThrowingSubmission> submissions = List.of(
                    () -> scheduler.execute(note("a")),
                    () -> scheduler.submit(note("a")),
                    () -> scheduler.submit(note("a"), "result"),
                    () -> scheduler.submit(never()),
                    () -> scheduler.schedule(note("a"), 1, SECONDS),
                    () -> scheduler.schedule(never(), 1, SECONDS),
                    () -> scheduler.scheduleAtFixedRate(note("a"), 1, 1, SECONDS),
                    () -> scheduler.scheduleWithFixedDelay(note("a"), 1, 1, SECONDS),
                    () -> scheduler.invokeAll(List.of(never())),
                    () -> scheduler.invokeAny(List.of(never())));
            for (ThrowingSubmission submission : submissions) {
                assertThatThrownBy(submission::submit).isInstanceOf(RejectedExecutionException.class);
            }
            assertThat(ran).isEmpty();
        }

        @Test
        void thenWhatWasSubmittedRunsInItsTime() throws Exception {
            scheduler.execute(note("now"));
            ScheduledFuture<?> later = scheduler.schedule(note("later"), SHORT_DELAY_MILLIS, MILLISECONDS);

            scheduler.shutdown();

            assertThat(scheduler.isShutdown()).isTrue();
            assertThat(later.get()).isNull();
            awaitTermination();
            assertThat(scheduler.isTerminated()).isTrue();
            assertThat(ran).containsExactly("now", "later");
        }

        @Test
        void thenWhatIsRepeatedIsCancelled() throws Exception {
            ScheduledFuture<?> rate = scheduler.scheduleAtFixedRate(note("a"), 1, 1, HOURS);
            ScheduledFuture<?> delay = scheduler.scheduleWithFixedDelay(note("b"), 1, 1, HOURS);

            scheduler.shutdown();

            assertThat(rate.isCancelled()).isTrue();
            assertThat(delay.isCancelled()).isTrue();
            awaitTermination();
        }

        @Test
        void whenItIsShutDownByATaskThatRepeats_thenThatIsTheLastRun() throws Exception {
            AtomicInteger runs = new AtomicInteger();
            ScheduledFuture<?> future = scheduler.scheduleAtFixedRate(
                    () -> {
                        runs.incrementAndGet();
                        scheduler.shutdown();
                    },
                    0,
                    1,
                    NANOSECONDS);

            awaitTermination();

            assertThat(runs).hasValue(1);
            assertThatThrownBy(future::get).isInstanceOf(CancellationException.class);
        }

        @Test
        void whenItIsShutDownAgain_thenNothingChanges() throws Exception {
            scheduler.shutdown();
            scheduler.shutdown();

            awaitTermination();
            assertThat(scheduler.shutdownNow()).isEmpty();
            assertThat(scheduler.isTerminated()).isTrue();
        }

        @Test
        void whenTheLastIsCancelled_thenItIsTerminated() throws Exception {
            ScheduledFuture<?> last = scheduler.schedule(never(), 1, HOURS);
            scheduler.shutdown();
            assertThat(scheduler.isTerminated()).isFalse();
            assertThat(scheduler.awaitTermination(1, MILLISECONDS)).isFalse();

            last.cancel(false);
            scheduler.shutdownNow(); // the pool of the JDK keeps what is cancelled until its time

            awaitTermination();
        }
    }

    @Nested
    class GivenItIsShutDownNow {
        @Test
        void thenWhatWaitsIsGivenBackAsItIs() throws Exception {
            ScheduledFuture<?> once = scheduler.schedule(note("once"), 1, HOURS);
            ScheduledFuture<?> again = scheduler.scheduleAtFixedRate(note("again"), 2, 2, HOURS);

            List<Runnable> waiting = scheduler.shutdownNow();

            assertThat(scheduler.isShutdown()).isTrue();
            awaitTermination();
            assertThat(scheduler.isTerminated()).isTrue();
            assertThat(waiting).containsExactlyInAnyOrder((Runnable) once, (Runnable) again);
            assertThat(once.isDone()).isFalse();
            assertThat(again.isDone()).isFalse();
            assertThat(ran).isEmpty();
        }

        @Test
        void thenWhoeverHasItMayCancelIt() throws Exception {
            ScheduledFuture<?> once = scheduler.schedule(note("once"), 1, HOURS);
            scheduler.shutdownNow();

            once.cancel(true);

            assertThat(once.isCancelled()).isTrue();
            awaitTermination();
        }
    }

    /** Newer JDKs close an executor service as a resource. */
    @Nested
    class GivenItIsClosed {
        @Test
        void thenWhatWasSubmittedHasRun() throws Throwable {
            scheduler.execute(note("now"));
            ScheduledFuture<?> later = scheduler.schedule(note("later"), SHORT_DELAY_MILLIS, MILLISECONDS);
            ScheduledFuture<?> rate = scheduler.scheduleAtFixedRate(note("never"), 1, 1, HOURS);

            Since19.close(scheduler);

            assertThat(scheduler.isTerminated()).isTrue();
            assertThat(ran).containsExactly("now", "later");
            assertThat(later.isDone()).isTrue();
            assertThat(rate.isCancelled()).isTrue();
        }

        @Test
        void whenTheThreadIsInterrupted_thenWhatWaitsDoesNotRunAndTheInterruptionIsKept() throws Throwable {
            ScheduledFuture<?> waits = scheduler.schedule(never(), 1, HOURS);
            Thread.currentThread().interrupt();

            Since19.close(scheduler);

            assertThat(Thread.interrupted()).isTrue();
            assertThat(scheduler.isTerminated()).isTrue();
            assertThat(waits.isDone()).isFalse();
        }

        @Test
        void whenItIsTerminatedAlready_thenNothingChangesAndTheInterruptionIsKept() throws Throwable {
            scheduler.shutdownNow();
            awaitTermination();
            Thread.currentThread().interrupt();

            Since19.close(scheduler);

            assertThat(Thread.interrupted()).isTrue();
        }

        @AfterEach
        void forget() {
            Thread.interrupted();
        }
    }

    /** "Blocks until all tasks have completed, or the timeout occurs, or the current thread is interrupted." */
    @Nested
    class GivenTheThreadIsInterrupted {
        @BeforeEach
        void interrupt() {
            Thread.currentThread().interrupt();
        }

        @AfterEach
        void forget() {
            Thread.interrupted();
        }

        @Test
        void whenItIsTerminatedAlready_thenThatIsToldAndTheInterruptionKept() throws Exception {
            scheduler.shutdownNow();
            while (!scheduler.isTerminated()) {
                Thread.onSpinWait();
            }

            assertThat(scheduler.awaitTermination(1, HOURS)).isTrue();
            assertThat(scheduler.awaitTermination(0, HOURS)).isTrue();

            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        }

        @Test
        void whenNoTimeIsGiven_thenItsEndIsToldAndTheInterruptionKept() throws Exception {
            assertThat(scheduler.awaitTermination(0, HOURS)).isFalse();
            assertThat(scheduler.awaitTermination(-1, HOURS)).isFalse();

            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        }

        @Test
        void whenItWouldHaveToWait_thenItThrowsAndTheInterruptionIsTaken() {
            assertThatThrownBy(() -> scheduler.awaitTermination(1, HOURS)).isInstanceOf(InterruptedException.class);

            assertThat(Thread.currentThread().isInterrupted()).isFalse();
        }
    }

    @Nested
    class GivenItIsNotShutDown {
        @Test
        void thenItSaysSo() throws Exception {
            assertThat(scheduler.isShutdown()).isFalse();
            assertThat(scheduler.isTerminated()).isFalse();
            assertThat(scheduler.awaitTermination(1, MILLISECONDS)).isFalse();
            assertThat(scheduler.awaitTermination(0, MILLISECONDS)).isFalse();
            assertThat(scheduler.awaitTermination(-1, MILLISECONDS)).isFalse();
            assertThatNullPointerException().isThrownBy(() -> scheduler.awaitTermination(1, null));
        }
    }

    /** Something that is refused. */
    @FunctionalInterface
    interface ThrowingSubmission {
        void submit() throws Exception;
    }
}

package org.mainspring.mainloop.concurrent;

import static java.util.concurrent.TimeUnit.HOURS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What the javadoc of {@code ScheduledExecutorService} and of what it extends promises about tasks that run while another
 * thread does something.
 */
abstract class RunningTaskContract extends SchedulerFixture {
    private static final int ROUNDS = 2_000;

    private final CountDownLatch running = new CountDownLatch(1);
    private final CountDownLatch release = new CountDownLatch(1);

    RunningTaskContract(SchedulerMake make) {
        super(make);
    }

    /** Runs until it is released; fails if it is interrupted. */
    private String block() throws InterruptedException {
        running.countDown();
        await(release);
        return "released";
    }

    /** Has another thread do something that waits, and interrupts it. */
    private static void interruptedIn(Callable<?> waiting) throws Exception {
        FutureTask<Void> body = new FutureTask<>(() -> {
            assertThatThrownBy(waiting::call).isInstanceOf(InterruptedException.class);
            assertThat(Thread.currentThread().isInterrupted()).isFalse();
            return null;
        });
        Thread thread = new Thread(body, "waits");
        thread.start();
        while (thread.getState() != Thread.State.WAITING && thread.getState() != Thread.State.TIMED_WAITING) {
            assertThat(thread.isAlive()).isTrue();
            Thread.onSpinWait();
        }
        thread.interrupt();
        body.get(LONG_DELAY_SECONDS, SECONDS);
        thread.join();
    }

    @Nested
    class GivenATaskThatRuns {
        private Future<String> task;

        void start() throws InterruptedException {
            task = scheduler.submit(RunningTaskContract.this::block);
            RunningTaskContract.await(running);
        }

        @Test
        void whenItIsCancelledWithLeaveToInterrupt_thenItIsInterruptedAndTheNextIsNot() throws Exception {
            start();
            Future<Boolean> next = scheduler.submit(() -> Thread.currentThread().isInterrupted());

            assertThat(task.cancel(true)).isTrue();

            assertThat(task.isDone()).isTrue();
            assertThatThrownBy(task::get).isInstanceOf(CancellationException.class);
            assertThat(next.get(LONG_DELAY_SECONDS, SECONDS)).isFalse();
            assertThat(release.getCount()).isEqualTo(1);
        }

        @Test
        void whenItIsCancelledWithoutLeave_thenItRunsToItsEnd() throws Exception {
            AtomicBoolean ended = new AtomicBoolean();
            task = scheduler.submit(() -> {
                String result = block();
                ended.set(true);
                return result;
            });
            RunningTaskContract.await(running);

            assertThat(task.cancel(false)).isTrue();
            assertThat(task.isCancelled()).isTrue();
            release.countDown();
            scheduler.submit(() -> {}).get(LONG_DELAY_SECONDS, SECONDS);

            assertThat(ended).isTrue();
            assertThatThrownBy(task::get).isInstanceOf(CancellationException.class);
        }

        @Test
        void whenItIsShutDown_thenItIsTerminatedWhenTheTaskHasEnded() throws Exception {
            start();

            scheduler.shutdown();

            assertThat(scheduler.isShutdown()).isTrue();
            assertThat(scheduler.isTerminated()).isFalse();
            assertThat(scheduler.awaitTermination(1, MILLISECONDS)).isFalse();
            release.countDown();
            awaitTermination();
            assertThat(scheduler.isTerminated()).isTrue();
            assertThat(task.get()).isEqualTo("released");
        }

        @Test
        void whenACancelledOneStillRuns_thenItIsNotTerminatedBefore() throws Exception {
            start();
            scheduler.shutdown();

            task.cancel(false);

            assertThat(scheduler.isTerminated()).isFalse();
            release.countDown();
            awaitTermination();
        }

        @Test
        void whenItIsShutDownNow_thenTheTaskIsInterruptedAndItsFutureTellsHowItEnded() throws Exception {
            start();
            Future<?> waiting = scheduler.submit(never());

            assertThat(scheduler.shutdownNow()).containsExactly((Runnable) waiting);

            assertThatThrownBy(() -> task.get(LONG_DELAY_SECONDS, SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(InterruptedException.class);
            awaitTermination();
            assertThat(waiting.isDone()).isFalse();
        }

        @Test
        void whenItIsShutDownNow_thenWhatRepeatsDoesNotRunAgain() throws Exception {
            AtomicInteger runs = new AtomicInteger();
            ScheduledFuture<?> future = scheduler.scheduleAtFixedRate(
                    () -> {
                        runs.incrementAndGet();
                        running.countDown();
                        while (!Thread.interrupted()) {
                            Thread.onSpinWait();
                        }
                    },
                    0,
                    1,
                    NANOSECONDS);
            RunningTaskContract.await(running);

            scheduler.shutdownNow();

            awaitTermination();
            assertThat(runs).hasValue(1);
            assertThat(future.isCancelled()).isTrue();
        }

        @Test
        void whenSomebodyWhoWaitsIsInterrupted_thenHeIsTold() throws Exception {
            start();

            interruptedIn(() -> task.get());
            interruptedIn(() -> task.get(LONG_DELAY_SECONDS, SECONDS));
            interruptedIn(() -> scheduler.awaitTermination(LONG_DELAY_SECONDS, SECONDS));

            assertThat(task.isDone()).isFalse();
            release.countDown();
        }

        @Test
        void whenSomebodyWhoInvokesIsInterrupted_thenHisTasksAreCancelled() throws Exception {
            start();
            List<Callable<String>> tasks = List.of(never(), never());

            interruptedIn(() -> scheduler.invokeAll(tasks));
            interruptedIn(() -> scheduler.invokeAll(tasks, LONG_DELAY_SECONDS, SECONDS));
            interruptedIn(() -> scheduler.invokeAny(tasks));
            interruptedIn(() -> scheduler.invokeAny(tasks, LONG_DELAY_SECONDS, SECONDS));

            release.countDown();
            scheduler.submit(() -> {}).get(LONG_DELAY_SECONDS, SECONDS);
        }

        @Test
        void whenManyAreInvokedForATime_thenThoseThatAreNotDoneAreCancelled() throws Exception {
            AtomicBoolean interrupted = new AtomicBoolean();
            Callable<String> endless = () -> {
                try {
                    return block();
                } catch (InterruptedException expected) {
                    interrupted.set(true);
                    throw expected;
                }
            };

            List<Future<String>> futures =
                    scheduler.invokeAll(List.of(() -> "a", endless), SHORT_DELAY_MILLIS, MILLISECONDS);

            assertThat(futures).hasSize(2).allMatch(Future::isDone);
            assertThat(futures.get(0).isCancelled() || futures.get(0).get().equals("a"))
                    .isTrue();
            assertThat(futures.get(1).isCancelled()).isTrue();
            scheduler.submit(() -> {}).get(LONG_DELAY_SECONDS, SECONDS);
            assertThat(interrupted.get()).isEqualTo(running.getCount() == 0);
        }

        @Test
        void whenAnyIsInvokedForATime_thenItTakesNoLongerAndThoseLeftAreCancelled() throws Exception {
            List<Callable<String>> endless = List.of(RunningTaskContract.this::block);

            assertThatThrownBy(() -> scheduler.invokeAny(endless, SHORT_DELAY_MILLIS, MILLISECONDS))
                    .isInstanceOf(TimeoutException.class);

            scheduler.submit(() -> {}).get(LONG_DELAY_SECONDS, SECONDS);
        }
    }

    /** "Actions in a thread prior to the submission happen-before it runs; what it does happens-before get returns." */
    @Nested
    class GivenPlainFields {
        private int toTask;
        private int fromTask;

        @Test
        void whenTasksAreSubmittedAndWaitedFor_thenBothSidesSeeWhatTheOtherWrote() throws Exception {
            for (int round = 1; round <= ROUNDS; round++) {
                int expected = round;
                toTask = round;
                Future<Integer> seen = scheduler.submit(() -> {
                    fromTask = expected;
                    return toTask;
                });

                assertThat(seen.get(LONG_DELAY_SECONDS, SECONDS)).isEqualTo(expected);
                assertThat(fromTask).isEqualTo(expected);
            }
        }
    }

    @Nested
    class GivenRaces {
        @Test
        void whenATaskIsCancelledWhileItMayBegin_thenItHasRunOrIsCancelledAndNeverNeither() throws Exception {
            for (int round = 0; round < ROUNDS; round++) {
                AtomicInteger runs = new AtomicInteger();
                Future<Integer> future = scheduler.submit(runs::incrementAndGet);

                boolean cancelled = future.cancel(false);

                if (cancelled) {
                    assertThatThrownBy(future::get).isInstanceOf(CancellationException.class);
                } else {
                    assertThat(future.get()).isEqualTo(1);
                }
                assertThat(future.isCancelled()).isEqualTo(cancelled);
                assertThat(runs.get()).isLessThanOrEqualTo(1);
            }
        }

        @Test
        void whenATaskIsInterruptedWhileItMayEnd_thenTheNextIsNot() throws Exception {
            for (int round = 0; round < ROUNDS; round++) {
                Future<?> future = scheduler.submit(() -> {});
                Future<Boolean> next =
                        scheduler.submit(() -> Thread.currentThread().isInterrupted());

                future.cancel(true);

                assertThat(next.get(LONG_DELAY_SECONDS, SECONDS)).isFalse();
            }
        }
    }

    @Nested
    class GivenTasksThatWait {
        @Test
        void whenItIsShutDownNow_thenSomebodyWhoAwaitsTheTerminationIsWoken() throws Exception {
            scheduler.schedule(never(), 1, HOURS);
            FutureTask<Boolean> waiting = new FutureTask<>(() -> scheduler.awaitTermination(1, HOURS));
            startAndAwaitSleep(waiting);

            scheduler.shutdownNow();

            assertThat(waiting.get(LONG_DELAY_SECONDS, SECONDS)).isTrue();
        }
    }
}

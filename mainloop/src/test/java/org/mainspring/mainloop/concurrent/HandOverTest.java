package org.mainspring.mainloop.concurrent;

import static java.util.concurrent.TimeUnit.HOURS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mainspring.mainloop.LoopThread;
import org.mainspring.mainloop.MainContext;

/** What passes between a loop that runs and other threads: nothing lost, nothing twice, nobody sleeps on. */
@Tag("realtime")
@Timeout(120)
class HandOverTest {
    private static final int ROUNDS = 2_000;
    private static final int PRODUCERS = 2;
    private static final int COMMANDS = 20_000;

    private final LoopThread thread = LoopThread.start("loop");
    private final MainContext context = thread.context();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    @AfterEach
    void closeThread() {
        thread.close();
        assertThat(failure).hasValue(null);
    }

    /** Has the owner do something, and another thread something else at about the same time, many times over. */
    private void race(Waiting owner, Runnable other) throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Void> ended = new CompletableFuture<>();
        ContextExecutor.of(context).execute(() -> {
            begun.countDown();
            try {
                owner.await();
                ended.complete(null);
            } catch (Throwable thrown) {
                ended.completeExceptionally(thrown);
            }
        });
        SchedulerFixture.await(begun);
        other.run();
        ended.get(SchedulerFixture.LONG_DELAY_SECONDS, SECONDS);
    }

    @Test
    void whenAFutureIsCompletedWhileTheOwnerBeginsToWait_thenItWakes() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            LoopFuture<Integer> future = new LoopFuture<>(context);
            int expected = round;

            race(() -> assertThat(future.get()).isEqualTo(expected), () -> future.complete(expected));
        }
    }

    @Test
    void whenAFutureIsCompletedWhileTheOwnerBeginsToJoin_thenItWakes() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            LoopFuture<Integer> future = new LoopFuture<>(context);

            race(() -> assertThat(future.join()).isEqualTo(1), () -> future.complete(1));
        }
    }

    @Test
    void whenATaskIsCancelledWhileTheOwnerBeginsToWait_thenItWakes() throws Exception {
        ContextScheduler scheduler = new ContextScheduler(context);
        for (int round = 0; round < ROUNDS; round++) {
            var task = scheduler.schedule(() -> 1, 1, HOURS);

            race(
                    () -> {
                        try {
                            task.get();
                            throw new AssertionError("was not cancelled");
                        } catch (CancellationException expected) {
                            assertThat(task.isCancelled()).isTrue();
                        }
                    },
                    () -> task.cancel(false));
        }
    }

    @Test
    void whenAServiceIsShutDownWhileTheOwnerBeginsToAwaitThat_thenItWakes() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            ContextScheduler scheduler = new ContextScheduler(context);
            var last = scheduler.schedule(() -> 1, 1, HOURS);
            boolean cancels = round % 2 == 0;

            race(() -> assertThat(scheduler.awaitTermination(1, HOURS)).isTrue(), () -> {
                if (cancels) {
                    scheduler.shutdown();
                    last.cancel(false);
                } else {
                    scheduler.shutdownNow();
                }
            });
        }
    }

    @Test
    void whenManyThreadsGiveCommands_thenEachRunsOnceAndInTheOrderOfItsThread() throws Exception {
        List<List<Integer>> ran = new ArrayList<>();
        CountDownLatch done = new CountDownLatch(PRODUCERS * COMMANDS);
        List<Thread> producers = new ArrayList<>();
        for (int i = 0; i < PRODUCERS; i++) {
            List<Integer> mine = new ArrayList<>(); // written by the owner only
            ran.add(mine);
            producers.add(new Thread(() -> {
                for (int n = 0; n < COMMANDS; n++) {
                    int number = n;
                    ContextExecutor.of(context).execute(() -> {
                        mine.add(number);
                        done.countDown();
                    });
                }
            }));
        }
        producers.forEach(Thread::start);

        SchedulerFixture.await(done);

        for (Thread producer : producers) {
            producer.join();
        }
        for (List<Integer> each : ran) {
            assertThat(each).hasSize(COMMANDS).isSorted().doesNotHaveDuplicates();
        }
    }

    @Test
    void whenWorkersWork_thenEachResultComesToTheOwnerOnce() throws Exception {
        LoopFutures futures = LoopFutures.of(context);
        SynchronousQueue<Runnable> work = new SynchronousQueue<>();
        Thread worker = new Thread(() -> workOff(work), "worker");
        worker.start();
        int[] sum = new int[1]; // written by the owner only
        CompletableFuture<Integer> total = new CompletableFuture<>();
        for (int n = 1; n <= ROUNDS; n++) {
            int number = n;
            LoopFuture<Integer> future = futures.supplyAsync(() -> number, command -> hand(command, work));
            future.thenAcceptAsync(result -> {
                sum[0] += result;
                if (result == ROUNDS) {
                    total.complete(sum[0]);
                }
            });
        }

        assertThat(total.get(SchedulerFixture.LONG_DELAY_SECONDS, SECONDS)).isEqualTo(ROUNDS * (ROUNDS + 1) / 2);

        worker.interrupt();
        worker.join();
    }

    private void workOff(SynchronousQueue<Runnable> work) {
        try {
            while (true) {
                work.take().run();
            }
        } catch (InterruptedException end) {
            return;
        } catch (RuntimeException | Error thrown) {
            failure.set(thrown);
        }
    }

    private static void hand(Runnable command, SynchronousQueue<Runnable> work) {
        try {
            assertThat(work.offer(command, SchedulerFixture.LONG_DELAY_SECONDS, TimeUnit.SECONDS))
                    .isTrue();
        } catch (InterruptedException unexpected) {
            throw new AssertionError(unexpected);
        }
    }

    /** Something that waits. */
    @FunctionalInterface
    private interface Waiting {
        void await() throws Exception;
    }
}

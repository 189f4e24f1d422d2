package org.mainspring.mainloop.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mainspring.house.AllocatedBytes;
import org.mainspring.mainloop.CountingPoller;
import org.mainspring.mainloop.ForwardingPoller;
import org.mainspring.mainloop.HeldPoller;
import org.mainspring.mainloop.LoopThread;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.poll.park.ParkPoller;
import org.mainspring.mainloop.time.SystemClock;

/** What a message costs where time is not the measure: bytes, polls and wake-ups; and that none is lost. */
@Tag("realtime")
class MailboxCostTest {
    private static final int ROUNDS = 20_000;
    private static final int RACES = 30_000;
    private static final int DELAYS = 64;

    private final CountingPoller poller = new CountingPoller(new ParkPoller(SystemClock.INSTANCE));
    private final MainContext context = new MainContext(SystemClock.INSTANCE, ignored -> poller);
    private final Executor executor = ContextExecutor.of(context);
    private final Runnable command = this::count;
    private int arrived;

    /** The poster is let go, and then has posted, once in each round. */
    private volatile int go;

    private volatile int posted;

    @AfterEach
    void close() {
        context.close();
    }

    private void count() {
        arrived++;
    }

    @Test
    void whenCommandsAreGivenAndRun_thenNothingIsAllocated_norPolled_norWoken() {
        long bytes = AllocatedBytes.in(ROUNDS, () -> {
            executor.execute(command);
            executor.execute(command);
            context.iteration(true);
        });

        assertThat(bytes).isZero();
        assertThat(arrived).isGreaterThanOrEqualTo(2 * ROUNDS);
        assertThat(poller.polls).hasValue(0);
        assertThat(poller.wakeups).hasValue(0);
    }

    @Test
    void whenThereIsNoCommand_thenIteratingAllocatesNothing() {
        executor.execute(command);

        assertThat(AllocatedBytes.in(ROUNDS, () -> context.iteration(false))).isZero();
    }

    /** The loop is held in its sleep until all have been given. */
    @Test
    void whenABurstIsGivenToALoopThatSleeps_thenItIsWokenOnce() throws InterruptedException {
        HeldPoller held = new HeldPoller(new ParkPoller(SystemClock.INSTANCE));
        CountingPoller counting = new CountingPoller(held);
        MainContext sleeping = new MainContext(SystemClock.INSTANCE, ignored -> counting);
        Executor theirs = ContextExecutor.of(sleeping);
        CountDownLatch last = new CountDownLatch(1);
        theirs.execute(command);
        sleeping.iteration(false);

        try (LoopThread loop = LoopThread.start(sleeping)) {
            SchedulerFixture.await(held.asleep);
            for (int i = 0; i < 1_000; i++) {
                theirs.execute(command);
            }
            theirs.execute(last::countDown);

            assertThat(counting.wakeups).as("wakeups of %s", loop).hasValue(1);
            held.letGo();
            SchedulerFixture.await(last);
            assertThat(counting.wakeups).hasValue(1);
        }

        assertThat(arrived).isEqualTo(1_001);
    }

    /** A poller whose wake-up takes until the one that it has woken sleeps again. */
    private static final class SlowWaker extends ForwardingPoller {
        private final CountDownLatch asleep = new CountDownLatch(1);
        private final CountDownLatch asleepAgain = new CountDownLatch(2);

        SlowWaker() {
            super(new ParkPoller(SystemClock.INSTANCE));
        }

        @Override
        public void poll(long timeoutNanos, ReadyRecords ready) {
            if (timeoutNanos != 0) {
                asleep.countDown();
                asleepAgain.countDown();
            }
            super.poll(timeoutNanos, ready);
        }

        @Override
        public void wakeup() {
            super.wakeup();
            try {
                SchedulerFixture.await(asleepAgain);
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
        }
    }

    /** He has told the others that he wakes the loop, and must not do so once it has looked. */
    @Test
    void whenTheLoopSleepsAgainBeforeItsWakerIsThrough_thenTheNextMessageWakesItToo() throws InterruptedException {
        SlowWaker waker = new SlowWaker();
        MainContext sleeping = new MainContext(SystemClock.INSTANCE, ignored -> waker);
        Executor theirs = ContextExecutor.of(sleeping);
        CountDownLatch second = new CountDownLatch(1);
        theirs.execute(command);
        sleeping.iteration(false);

        try (LoopThread loop = LoopThread.start(sleeping)) {
            SchedulerFixture.await(waker.asleep);
            theirs.execute(command);
            assertThat(waker.asleepAgain.getCount())
                    .as("sleeps of %s to come", loop)
                    .isZero();
            theirs.execute(second::countDown);
            SchedulerFixture.await(second);
        }

        assertThat(arrived).isEqualTo(2);
    }

    /** A while later in each round than in the one before, so as to meet every step of the loop. */
    private void postInEachRound() {
        for (int round = 1; round <= RACES; round++) {
            while (go < round) {
                Thread.onSpinWait();
            }
            for (int delay = round % DELAYS; delay > 0; delay--) {
                Thread.onSpinWait();
            }
            executor.execute(command);
            posted = round;
        }
    }

    /** Nobody posts between the rounds, so one that is lost is not found by another's wake-up: the loop sleeps for ever. */
    @Test
    void whenOneIsPostedWhileTheLoopTakesTheLast_thenItArrives() throws InterruptedException {
        Thread poster = new Thread(this::postInEachRound);
        poster.setDaemon(true);
        poster.start();

        try {
            for (int round = 1; round <= RACES; round++) {
                executor.execute(command);
                go = round;
                while (arrived < 2 * round) {
                    assertThat(Thread.currentThread().isInterrupted())
                            .as("timed out in round " + round)
                            .isFalse();
                    context.iteration(true);
                }
            }
        } finally {
            go = RACES;
            poster.join();
        }

        assertThat(posted).isEqualTo(RACES);
        assertThat(arrived).isEqualTo(2 * RACES);
    }
}

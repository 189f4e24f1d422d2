package org.mainspring.mainloop.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollRecord;
import org.mainspring.mainloop.poll.Poller;
import org.mainspring.mainloop.time.SystemClock;

/** What a message costs where time is not the measure: bytes, polls and wake-ups; and that none is lost. */
@Tag("realtime")
class MailboxCostTest {
    private static final int ROUNDS = 20_000;
    private static final int RACES = 30_000;
    private static final int DELAYS = 64;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Sleeps until it is woken, and counts. */
    private static final class CountingPoller implements Poller {
        final AtomicInteger polls = new AtomicInteger();
        final AtomicInteger wakeups = new AtomicInteger();
        private boolean woken;

        @Override
        public void validate(Object target, IOCondition events) {}

        @Override
        public void add(PollRecord record) {}

        @Override
        public void modify(PollRecord record) {}

        @Override
        public void remove(PollRecord record) {}

        @Override
        public synchronized void poll(long timeoutNanos, ReadyRecords ready) {
            polls.incrementAndGet();
            while (timeoutNanos > 0 && !woken) {
                try {
                    wait();
                } catch (InterruptedException timedOut) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
            woken = false;
        }

        @Override
        public synchronized void wakeup() {
            wakeups.incrementAndGet();
            woken = true;
            notifyAll();
        }

        @Override
        public void close() {}
    }

    private final CountingPoller poller = new CountingPoller();
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

    /** The least of several measurements, because the machine may allocate in between for reasons of its own. */
    private static long allocatedBytes(Runnable round) {
        long id = Thread.currentThread().getId();
        long least = Long.MAX_VALUE;
        for (int attempt = 0; attempt < 10 && least != 0; attempt++) {
            long before = THREADS.getThreadAllocatedBytes(id);
            for (int i = 0; i < ROUNDS; i++) {
                round.run();
            }
            least = Math.min(least, THREADS.getThreadAllocatedBytes(id) - before);
        }
        return least;
    }

    @Test
    void whenCommandsAreGivenAndRun_thenNothingIsAllocated_norPolled_norWoken() {
        long bytes = allocatedBytes(() -> {
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

        assertThat(allocatedBytes(() -> context.iteration(false))).isZero();
    }

    /** The loop is held in its poll until all have been given. */
    @Test
    void whenABurstIsGivenToALoopThatSleeps_thenItIsWokenOnce() throws InterruptedException {
        executor.execute(command);
        context.iteration(false);
        Thread poster = new Thread(() -> {
            while (poller.polls.get() == 0) {
                Thread.onSpinWait();
            }
            synchronized (poller) { // it waits by now, and goes on when we leave
                for (int i = 0; i < 1_000; i++) {
                    executor.execute(command);
                }
            }
        });
        poster.setDaemon(true);
        poster.start();

        while (arrived < 1_001 && !Thread.currentThread().isInterrupted()) {
            context.iteration(true);
        }

        poster.join();
        assertThat(arrived).isEqualTo(1_001);
        assertThat(poller.wakeups).hasValue(1);
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

package org.mainspring.mainloop.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** A scheduler under test, of whatever make. */
@Timeout(60)
abstract class SchedulerFixture {
    /** Long enough for what must happen: {@code -Dmainspring.test.scale=5} for a slow machine. */
    static final long LONG_DELAY_SECONDS = 20L * Long.getLong("mainspring.test.scale", 1);

    /** Long enough for the code of a test, and short enough to be waited for. */
    static final long SHORT_DELAY_MILLIS = 20;

    final SchedulerMake make;
    final List<String> ran = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger ranThoughNotTo = new AtomicInteger();
    ScheduledExecutorService scheduler;

    SchedulerFixture(SchedulerMake make) {
        this.make = make;
    }

    @BeforeEach
    final void openScheduler() {
        scheduler = make.open();
    }

    @AfterEach
    final void closeScheduler() throws Exception {
        scheduler.shutdownNow();
        assertThat(scheduler.awaitTermination(LONG_DELAY_SECONDS, TimeUnit.SECONDS))
                .as("terminated")
                .isTrue();
        make.release();
        assertThat(ranThoughNotTo).as("tasks that were not to run").hasValue(0);
    }

    final Runnable note(String name) {
        return () -> ran.add(name);
    }

    /** Who is not told of the end waits until the time of the test is up, and not until his own is, when he looks again. */
    final void awaitTermination() throws InterruptedException {
        assertThat(scheduler.awaitTermination(1, TimeUnit.DAYS)).isTrue();
    }

    /** Returns once a thread of its own waits in it, with a limit of its time. */
    static void startAndAwaitSleep(FutureTask<?> waiting) {
        Thread thread = new Thread(waiting, "waits");
        thread.setDaemon(true);
        thread.start();
        while (thread.getState() != Thread.State.TIMED_WAITING) {
            assertThat(waiting.isDone()).as("has returned").isFalse();
            Thread.onSpinWait();
        }
    }

    /** A task that is not to run: what it threw would be in its future, which nobody asks, so it is counted. */
    final Callable<String> never() {
        return () -> {
            ranThoughNotTo.incrementAndGet();
            throw new AssertionError("was not to run");
        };
    }

    /** A task that throws. */
    static <T> Callable<T> failing(Exception failure) {
        return () -> {
            throw failure;
        };
    }

    static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(LONG_DELAY_SECONDS, TimeUnit.SECONDS))
                .as("waited in vain")
                .isTrue();
    }
}

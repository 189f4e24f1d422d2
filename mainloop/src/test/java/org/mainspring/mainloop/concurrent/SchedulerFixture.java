package org.mainspring.mainloop.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
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

    ScheduledExecutorService scheduler;

    /** Makes the scheduler. */
    abstract ScheduledExecutorService open();

    /** Lets go of what {@link #open} has made beside the scheduler. */
    abstract void release() throws Exception;

    /** The clock by which the scheduler goes. */
    abstract long nanos();

    @BeforeEach
    final void openScheduler() {
        scheduler = open();
    }

    @AfterEach
    final void closeScheduler() throws Exception {
        scheduler.shutdownNow();
        assertThat(scheduler.awaitTermination(LONG_DELAY_SECONDS, TimeUnit.SECONDS))
                .as("terminated")
                .isTrue();
        release();
    }

    /** A task that is not to run. */
    static Callable<String> never() {
        return () -> {
            throw new AssertionError("was not to run");
        };
    }

    static void await(CountDownLatch latch) throws InterruptedException {
        assertThat(latch.await(LONG_DELAY_SECONDS, TimeUnit.SECONDS))
                .as("waited in vain")
                .isTrue();
    }
}

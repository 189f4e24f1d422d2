package org.mainspring.mainloop.concurrent;

import static java.util.concurrent.TimeUnit.HOURS;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mainspring.mainloop.MainContext;

/**
 * A task that has run and is to run again, at the moment between: it is not in the roster then, and nobody can take it
 * off. That moment comes when it reads the clock, to know when it is due.
 */
@Timeout(60)
class RepeatedTaskTest {
    private @Nullable Runnable whenTheClockIsRead;
    private final MainContext context = new MainContext(this::nanos);
    private final ContextScheduler scheduler = new ContextScheduler(context);
    private final ScheduledFuture<?> task = scheduler.scheduleWithFixedDelay(this::run, 0, 1, HOURS);
    private Runnable between = () -> {};
    private int runs;

    @AfterEach
    void close() {
        context.close();
    }

    private long nanos() {
        Runnable once = whenTheClockIsRead;
        whenTheClockIsRead = null;
        if (once != null) {
            once.run();
        }
        return 0;
    }

    private void run() {
        runs++;
        whenTheClockIsRead = () -> ContextFixture.elsewhereDo(between);
    }

    private void runOnce() {
        context.iteration(false);

        assertThat(runs).isEqualTo(1);
        assertThat(whenTheClockIsRead).as("the clock was read").isNull();
    }

    private boolean isAttached() {
        return context.findById(1) != null;
    }

    @Test
    void whenNothingHappens_thenItWaits() {
        runOnce();

        assertThat(task.isDone()).isFalse();
        assertThat(isAttached()).isTrue();
        scheduler.shutdownNow();
        assertThat(isAttached()).isFalse();
    }

    @Test
    void whenItIsCancelled_thenItIsOffTheRoster() {
        between = () -> task.cancel(false);

        runOnce();

        assertThat(task.isCancelled()).isTrue();
        assertThat(isAttached()).isFalse();
        assertThat(scheduler.shutdownNow()).isEmpty();
        assertThat(scheduler.isTerminated()).isTrue();
    }

    @Test
    void whenTheServiceIsShutDown_thenItIsCancelled() {
        between = scheduler::shutdown;

        runOnce();

        assertThat(task.isCancelled()).isTrue();
        assertThat(isAttached()).isFalse();
        assertThat(scheduler.isTerminated()).isTrue();
    }
}

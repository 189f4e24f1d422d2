package org.mainspring.mainloop.concurrent;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.mainspring.mainloop.LoopThread;
import org.mainspring.mainloop.time.SystemClock;

/** The contract of tasks that run, kept by ours and by the scheduler it was read from. */
@Tag("realtime")
class RunningTaskContractTest {
    @Nested
    class OfALoopThread extends RunningTaskContract {
        private final LoopThread thread = LoopThread.start("loop");

        @Override
        ScheduledExecutorService open() {
            return new ContextScheduler(thread.context());
        }

        @Override
        void release() {
            thread.close();
        }

        @Override
        long nanos() {
            return SystemClock.INSTANCE.nanos();
        }
    }

    /** The scheduler of the JDK: what does not hold here is not the contract. */
    @Nested
    class OfThePool extends RunningTaskContract {
        @Override
        ScheduledExecutorService open() {
            return new ScheduledThreadPoolExecutor(1);
        }

        @Override
        void release() {}

        @Override
        long nanos() {
            return SystemClock.INSTANCE.nanos();
        }
    }
}

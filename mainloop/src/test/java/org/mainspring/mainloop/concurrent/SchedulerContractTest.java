package org.mainspring.mainloop.concurrent;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.mainspring.mainloop.LoopThread;
import org.mainspring.mainloop.testing.LoopDriver;
import org.mainspring.mainloop.time.SystemClock;

/** The contract of a scheduler, kept by ours and by the one it was read from. */
class SchedulerContractTest {
    /** The owner of a context in virtual time submits, and waits: it iterates. */
    @Nested
    class OfTheOwner extends SchedulerContract {
        private LoopDriver loop;

        @Override
        ScheduledExecutorService open() {
            if (loop == null) {
                loop = LoopDriver.virtual();
                loop.context().tryAcquire();
            }
            return new ContextScheduler(loop.context());
        }

        @Override
        void release() {
            loop.context().release();
            loop.close();
        }

        @Override
        long nanos() {
            return loop.clock().nanos();
        }
    }

    /** Another thread iterates. */
    @Nested
    @Tag("realtime")
    class OfALoopThread extends SchedulerContract {
        private LoopThread thread;

        @Override
        ScheduledExecutorService open() {
            if (thread == null) {
                thread = LoopThread.start("loop");
            }
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
    @Tag("realtime")
    class OfThePool extends SchedulerContract {
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

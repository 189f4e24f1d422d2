package org.mainspring.mainloop.concurrent;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import org.mainspring.mainloop.LoopThread;
import org.mainspring.mainloop.testing.LoopDriver;
import org.mainspring.mainloop.time.SystemClock;

/** A make of schedulers under test. */
interface SchedulerMake {
    /** Makes a scheduler; several may be there at once. */
    ScheduledExecutorService open();

    /** Lets go of what {@link #open} has made beside the schedulers. */
    void release();

    /** The clock by which the schedulers go. */
    long nanos();

    /** Ours: the owner of a context in virtual time submits, and waits: it iterates. */
    static SchedulerMake ofTheOwner() {
        LoopDriver loop = LoopDriver.virtual();
        loop.context().tryAcquire();
        return new SchedulerMake() {
            @Override
            public ScheduledExecutorService open() {
                return new ContextScheduler(loop.context());
            }

            @Override
            public void release() {
                loop.context().release();
                loop.close();
            }

            @Override
            public long nanos() {
                return loop.clock().nanos();
            }
        };
    }

    /** Ours: another thread iterates. */
    static SchedulerMake ofALoopThread() {
        LoopThread thread = LoopThread.start("loop");
        return new SchedulerMake() {
            @Override
            public ScheduledExecutorService open() {
                return new ContextScheduler(thread.context());
            }

            @Override
            public void release() {
                thread.close();
            }

            @Override
            public long nanos() {
                return SystemClock.INSTANCE.nanos();
            }
        };
    }

    /** The scheduler of the JDK: what does not hold here is not the contract. */
    static SchedulerMake ofThePool() {
        return new SchedulerMake() {
            @Override
            public ScheduledExecutorService open() {
                return new ScheduledThreadPoolExecutor(1);
            }

            @Override
            public void release() {}

            @Override
            public long nanos() {
                return SystemClock.INSTANCE.nanos();
            }
        };
    }
}

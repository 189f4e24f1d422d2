package org.mainspring.mainloop.concurrent;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/** The contract of tasks that run, kept by ours and by the scheduler it was read from. */
@Tag("realtime")
class RunningTaskContractTest {
    @Nested
    class OfALoopThread extends RunningTaskContract {
        OfALoopThread() {
            super(SchedulerMake.ofALoopThread());
        }
    }

    @Nested
    class OfThePool extends RunningTaskContract {
        OfThePool() {
            super(SchedulerMake.ofThePool());
        }
    }
}

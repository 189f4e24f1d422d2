package org.mainspring.mainloop.concurrent;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/** The contract of many tasks that are invoked at once, kept by ours and by the scheduler it was read from. */
class InvokeManyContractTest {
    @Nested
    class OfTheOwner extends InvokeManyContract {
        OfTheOwner() {
            super(SchedulerMake.ofTheOwner());
        }
    }

    @Nested
    @Tag("realtime")
    class OfALoopThread extends InvokeManyContract {
        OfALoopThread() {
            super(SchedulerMake.ofALoopThread());
        }
    }

    @Nested
    @Tag("realtime")
    class OfThePool extends InvokeManyContract {
        OfThePool() {
            super(SchedulerMake.ofThePool());
        }
    }
}

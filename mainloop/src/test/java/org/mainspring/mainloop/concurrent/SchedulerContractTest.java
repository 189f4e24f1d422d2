package org.mainspring.mainloop.concurrent;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/** The contract of a scheduler, kept by ours and by the one it was read from. */
class SchedulerContractTest {
    @Nested
    class OfTheOwner extends SchedulerContract {
        OfTheOwner() {
            super(SchedulerMake.ofTheOwner());
        }
    }

    @Nested
    @Tag("realtime")
    class OfALoopThread extends SchedulerContract {
        OfALoopThread() {
            super(SchedulerMake.ofALoopThread());
        }
    }

    @Nested
    @Tag("realtime")
    class OfThePool extends SchedulerContract {
        OfThePool() {
            super(SchedulerMake.ofThePool());
        }
    }
}

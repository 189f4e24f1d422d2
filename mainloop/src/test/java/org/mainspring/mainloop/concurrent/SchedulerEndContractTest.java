package org.mainspring.mainloop.concurrent;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/** The contract of the end of a scheduler, kept by ours and by the one it was read from. */
class SchedulerEndContractTest {
    @Nested
    class OfTheOwner extends SchedulerEndContract {
        OfTheOwner() {
            super(SchedulerMake.ofTheOwner());
        }
    }

    @Nested
    @Tag("realtime")
    class OfALoopThread extends SchedulerEndContract {
        OfALoopThread() {
            super(SchedulerMake.ofALoopThread());
        }
    }

    @Nested
    @Tag("realtime")
    class OfThePool extends SchedulerEndContract {
        OfThePool() {
            super(SchedulerMake.ofThePool());
        }
    }
}

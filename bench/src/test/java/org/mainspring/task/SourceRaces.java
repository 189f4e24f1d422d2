package org.mainspring.task;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Description;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * Somebody who asks a task what it is about, against one who ends it.
 *
 * <p>Question: can he get null, of a task that was made with something? Run
 * {@code mvn -Pjcstress}; one operation is one such encounter; any forbidden result is bad.
 */
public class SourceRaces {
    private SourceRaces() {}

    /** Any thread may ask until the task has ended, and need not know whether it has. */
    @JCStressTest
    @Description("A task is completed, against somebody who asks for its source.")
    @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "It was lent.")
    @Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "The task had ended, and he was told so.")
    @Outcome(expect = Expect.FORBIDDEN, desc = "He got null.")
    @State
    public static class SourceAgainstComplete {
        private final Object about = new Object();
        private final IOTask<Object, Object> task = IOTask.of(about, told -> {});

        @Actor
        public void completer() {
            task.complete();
        }

        @Actor
        public void asker(I_Result result) {
            try {
                result.r1 = task.source() == about ? 1 : 2;
            } catch (IllegalStateException ended) {
                result.r1 = 0;
            }
        }
    }
}

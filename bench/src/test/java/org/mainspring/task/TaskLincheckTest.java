package org.mainspring.task;

import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.time.Duration;
import java.util.concurrent.Executor;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Options;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jetbrains.lincheck.datastructures.Validate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.source.DestroyNotify;

/**
 * A task in the hands of a worker, under programs of several moves that Lincheck draws: two threads at once, one of which may be
 * the worker and one the owner. What holds whatever the order: the worker runs once at most, one end comes, and no hook
 * after it.
 *
 * <p>At random, it is part of every build; one interleaving after the other, it takes minutes, and {@code -Plincheck}.
 *
 * <p>The moves return nothing, as their results are no matter of an order: a task that is cancelled is not let go of yet, and
 * whether it is depends on where the other threads are. Functions are objects here, as Lincheck cannot look into lambdas.
 */
@Tag("realtime")
@Timeout(500)
public class TaskLincheckTest {
    private final MainContext context = new MainContext();
    private final IOTask<String, String> task;
    private @Nullable Runnable job;
    private volatile int worked;
    private volatile int callbacks;
    private volatile int destroyed;
    private volatile boolean freed;
    private volatile boolean calledOff;
    private volatile boolean hookCameLate;
    private volatile boolean hookCalled;
    private volatile boolean nextHookCalled;

    private final class End implements IOTask.DataCallback<String, String, String>, DestroyNotify<String> {
        @Override
        @SuppressWarnings("NonAtomicOperationOnVolatileField") // that it happens once at most is the question
        public void completed(IOTask<String, String> told, String data) {
            callbacks++;
        }

        @Override
        @SuppressWarnings("NonAtomicOperationOnVolatileField")
        public void destroy(String data) {
            destroyed++;
        }
    }

    private final class Work implements IOTask.DataWorker<String, String, String>, CancelHook, Executor {
        @Override
        public void execute(Runnable handed) {
            job = handed;
        }

        @Override
        @SuppressWarnings("NonAtomicOperationOnVolatileField")
        public void run(IOTask<String, String> self, String data) throws Exception {
            worked++;
            self.onCancel(this);
            self.onCancel(new NextHook());
        }

        @Override
        public void cancelled() {
            hookCalled = true;
            hookCameLate |= callbacks + destroyed > 0;
        }
    }

    /** Set by the worker in place of the first: when that was called, or while it is, this is called as well. */
    private final class NextHook implements CancelHook {
        @Override
        public void cancelled() {
            nextHookCalled = true;
            hookCameLate |= callbacks + destroyed > 0;
        }
    }

    /** A task whose worker has not begun. */
    public TaskLincheckTest() {
        End end = new End();
        Work work = new Work();
        task = IOTask.of("source", end, "data", end);
        task.runInThread(work, "data", null, context, 0, work);
    }

    /** The executor's thread begins. */
    @Operation(nonParallelGroup = "worker")
    public void work() {
        Runnable handed = job;
        job = null;
        if (handed != null) {
            handed.run();
        }
    }

    /** The loop goes round. */
    @Operation(nonParallelGroup = "owner")
    public void iterate() {
        context.iteration(false);
    }

    /** Its owner looks for the completion. */
    @Operation(nonParallelGroup = "owner")
    public void look() {
        try {
            task.waitThread(Duration.ZERO);
        } catch (IllegalStateException over) {
            // what became of it is asked in the end
        }
    }

    @Operation
    public void free() {
        task.free();
        freed = true;
    }

    @Operation
    public void cancel() {
        if (task.cancel()) {
            calledOff = true;
        }
    }

    @Operation
    public void cancelWithCallback() {
        task.cancel(CancelOption.CALL_BACK);
    }

    /** When all threads are done, the worker and the loop still come round. */
    @Validate
    public void end() {
        work();
        context.iteration(false);
        boolean told = callbacks == 1;
        boolean may = callbacks == 0 && (freed || calledOff) || told && !calledOff;
        boolean hookMissed = hookCalled && !nextHookCalled;
        if (worked > 1 || destroyed != 1 || hookCameLate || hookMissed || !may) {
            throw new IllegalStateException("worked " + worked + ", callbacks " + callbacks + ", destroyed " + destroyed
                    + ", freed " + freed + ", called off " + calledOff + ", hook came late " + hookCameLate
                    + ", hook missed " + hookMissed);
        }
    }

    /** The execution of Surefire that is for all tests asks for assertions; {@code -Dtest} has it look in here too. */
    @BeforeAll
    static void needsAJvmWithoutAssertions() {
        assumeFalse(
                MainContext.class.desiredAssertionStatus(),
                "not run: assertions are on, and Lincheck's monitors are a model, of which Thread.holdsLock says no;"
                        + " the execution lincheck of Surefire runs it without");
    }

    private static void check(Options<?, ?> options) {
        options.check(TaskLincheckTest.class);
    }

    @Test
    void whenTheyRunAtOnce_thenOneEndComes() {
        check(new StressOptions()
                .threads(2)
                .actorsPerThread(3)
                .actorsBefore(0)
                .actorsAfter(0)
                .iterations(10)
                .invocationsPerIteration(500));
    }

    @Test
    @Tag("lincheck")
    void whenTheirStepsAreInterleaved_thenOneEndComes() {
        check(new ModelCheckingOptions()
                .threads(2)
                .actorsPerThread(2)
                .actorsBefore(0)
                .actorsAfter(0)
                .iterations(20)
                .invocationsPerIteration(300));
    }
}

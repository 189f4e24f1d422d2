package org.mainspring.task;

import java.time.Duration;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.StressOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.MainContext;

/**
 * A task in the hands of a worker, used by several threads at once: whatever they do must come out as if they had done
 * it one after the other.
 */
public class TaskStateLincheckTest {
    private final MainContext context = new MainContext();
    private @Nullable Runnable job;
    private int callbacks;
    private int destroyed;
    private final IOTask<String, String> task =
            IOTask.of("source", (t, data) -> callbacks++, "data", data -> destroyed++);

    public TaskStateLincheckTest() {
        task.runInThread(t -> {}, context, 0, handed -> job = handed);
    }

    @Operation
    public void work() {
        job.run();
    }

    @Operation
    public void free() {
        task.free();
    }

    @Operation
    public boolean cancel() {
        return task.cancel();
    }

    @Operation
    public boolean cancelWithCallback() {
        return task.cancel(CancelOption.CALL_BACK);
    }

    @Operation(nonParallelGroup = "owner")
    public int iterate() {
        context.iteration(false);
        return 10 * callbacks + destroyed;
    }

    @Operation(nonParallelGroup = "owner")
    public String look() {
        try {
            return String.valueOf(task.waitThread(Duration.ZERO));
        } catch (IllegalStateException over) {
            return "over";
        }
    }

    @Test
    void whenUsedAtOnce_thenItIsAsIfOneAfterTheOther() {
        new StressOptions()
                .iterations(10)
                .invocationsPerIteration(200)
                .threads(3)
                .actorsPerThread(2)
                .check(TaskStateLincheckTest.class);
    }
}

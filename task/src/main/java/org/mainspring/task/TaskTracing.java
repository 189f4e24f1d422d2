package org.mainspring.task;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who traces tasks: nobody, until a tracer is set. What that costs then is the reading of one field at each point.
 *
 * @threads any
 */
public final class TaskTracing {
    private static final Logger LOGGER = System.getLogger("org.mainspring.task");

    private static volatile @Nullable TaskTracer tracer;

    private TaskTracing() {}

    /**
     * Sets who is told of all tasks of the process from now on.
     *
     * @param next the tracer, or null for nobody
     */
    public static void setTracer(@Nullable TaskTracer next) {
        tracer = next;
    }

    /** Whether somebody wants to know: what is told is only put together if so. */
    static boolean isOn() {
        return tracer != null;
    }

    static void tell(Consumer<TaskTracer> event) {
        TaskTracer told = tracer;
        if (told == null) {
            return;
        }
        try {
            event.accept(told);
        } catch (Throwable thrown) {
            LOGGER.log(Level.WARNING, "a tracer of tasks has thrown", thrown);
        }
    }
}

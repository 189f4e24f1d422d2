package org.mainspring.task;

import org.jspecify.annotations.Nullable;

/**
 * Who traces tasks: nobody, until a tracer is set. What that costs then is the reading of one field at each point.
 *
 * @threads any
 */
public final class TaskTracing {
    private static volatile @Nullable TaskTracer tracer;

    private TaskTracing() {}

    /**
     * Sets who is told of all tasks of the process from now on.
     *
     * @param next the tracer, or null for nobody
     */
    public static void setTracer(@Nullable TaskTracer next) {
        tracer = next == null ? null : new CarefulTracer(next);
    }

    /** Who is told; null, and so nothing to call, if nobody is. It throws nothing. */
    static @Nullable TaskTracer tracer() {
        return tracer;
    }
}

package org.mainspring.task.qio;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;
import org.mainspring.task.IOTask;

/**
 * A task, as ported code hands it about: see {@link Qio}.
 *
 * @param <S> the type of the object that the task is about
 * @threads any
 * @origin QEMU QIOTask
 */
public final class QIOTask<S extends @Nullable Object> {
    private @Nullable IOTask<S, @Nullable Object> task;

    QIOTask() {}

    void set(IOTask<S, @Nullable Object> made) {
        task = made;
    }

    /**
     * The same in the Java spelling, which can do more.
     *
     * @return the task
     */
    public IOTask<S, @Nullable Object> task() {
        return requireNonNull(task, "task");
    }

    @Override
    public String toString() {
        return String.valueOf(task);
    }
}

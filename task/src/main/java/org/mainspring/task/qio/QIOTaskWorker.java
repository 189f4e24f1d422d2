package org.mainspring.task.qio;

import org.jspecify.annotations.Nullable;

/**
 * What does the work on another thread, since 2017.
 *
 * @param <S> the type of the object that the task is about
 * @param <T> the type of the object that is handed over
 * @threads one of the executor's
 * @origin QEMU QIOTaskWorker
 */
@FunctionalInterface
public interface QIOTaskWorker<S extends @Nullable Object, T extends @Nullable Object> {
    /**
     * Called once.
     *
     * @param task takes an error or a result
     * @param opaque the object that came with the worker
     * @throws Exception if the operation has failed; taken as the error
     */
    void run(QIOTask<S> task, T opaque) throws Exception;
}

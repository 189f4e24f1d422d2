package org.mainspring.task.qio;

import org.jspecify.annotations.Nullable;

/**
 * What is told of the end of an operation, since 2017.
 *
 * @param <S> the type of the object that the task is about
 * @param <T> the type of the object that is handed over
 * @threads the one that completes the task; owner if a worker had it
 * @origin QEMU QIOTaskFunc
 */
@FunctionalInterface
public interface QIOTaskFunc<S extends @Nullable Object, T extends @Nullable Object> {
    /**
     * Called once.
     *
     * @param task the task, with its error or its result
     * @param opaque the object that the task was made with
     * @throws Exception whatever it likes
     */
    void completed(QIOTask<S> task, T opaque) throws Exception;
}

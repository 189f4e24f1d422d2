package org.mainspring.task.qio;

import org.jspecify.annotations.Nullable;
import org.mainspring.task.QError;

/**
 * What is told of the end of an operation, until 2017.
 *
 * @param <S> the type of the object that the task is about
 * @param <T> the type of the object that is handed over
 * @threads the one that completes the task; owner if a worker had it
 * @origin QEMU QIOTaskFunc, of 2015
 */
@FunctionalInterface
public interface QIOTaskFunc2015<S extends @Nullable Object, T extends @Nullable Object> {
    /**
     * Called once.
     *
     * @param source the object that the task is about; lent
     * @param err why the operation has failed; null if it has not
     * @param opaque the object that the task was made with
     * @throws Exception whatever it likes
     */
    void completed(S source, @Nullable QError err, T opaque) throws Exception;
}

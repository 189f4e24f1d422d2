package org.mainspring.task.qio;

import org.jspecify.annotations.Nullable;
import org.mainspring.task.ErrorSink;

/**
 * What does the work on another thread, until 2017.
 *
 * @param <S> the type of the object that the task is about
 * @param <T> the type of the object that is handed over
 * @threads one of the executor's
 * @origin QEMU QIOTaskWorker, of 2015
 */
@FunctionalInterface
public interface QIOTaskWorker2015<S extends @Nullable Object, T extends @Nullable Object> {
    /**
     * Called once.
     *
     * @param task the task
     * @param errp takes the reason of a failure
     * @param opaque the object that came with the worker
     * @return 0 if the operation has succeeded
     * @throws Exception if the operation has failed; taken as the error
     */
    int run(QIOTask<S> task, ErrorSink errp, T opaque) throws Exception;
}

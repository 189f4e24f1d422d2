package org.mainspring.task;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.source.DestroyNotify;

/**
 * How an operation ended: an error or none, and a result or none.
 *
 * @threads confined to whoever has the task
 */
final class Outcome {
    private static final Logger LOGGER = System.getLogger("org.mainspring.task");

    private @Nullable Throwable error;
    private boolean errorTaken;
    private boolean aborted;
    private @Nullable Object result;
    private @Nullable DestroyNotify<@Nullable Object> resultNotify;

    /** The first error stays; what comes later is kept as suppressed by it. */
    void fail(Throwable cause) {
        Throwable first = error;
        if (first == null) {
            error = cause;
            errorTaken = false;
        } else if (first != cause) {
            first.addSuppressed(cause);
        }
    }

    /** The operation was called off: that is the error, and what there was before is kept as suppressed by it. */
    void cancelled() {
        CancellationException cancellation = new CancellationException("task was cancelled");
        if (error != null) {
            cancellation.addSuppressed(error);
        }
        error = cancellation;
        errorTaken = false;
    }

    /** The error, which is then no longer here. */
    @Nullable
    Throwable takeError() {
        Throwable taken = error;
        error = null;
        errorTaken |= taken != null;
        return taken;
    }

    /** What ends is told as an abort. */
    void markAborted() {
        aborted = true;
    }

    boolean isAborted() {
        return aborted;
    }

    /** The error, which stays here. */
    @Nullable
    Throwable error() {
        return error;
    }

    /** Whether there is an error. */
    boolean isFailed() {
        return error != null;
    }

    boolean isErrorTaken() {
        return errorTaken;
    }

    @Nullable
    Object result() {
        return result;
    }

    /** Lets go of the result before, if it was another's to destroy. */
    void replaceResult(@Nullable Object next, @Nullable DestroyNotify<@Nullable Object> nextNotify) {
        Object before = result;
        DestroyNotify<@Nullable Object> beforeNotify = resultNotify;
        result = next;
        resultNotify = nextNotify;
        Failures.rethrowUnchecked(Failures.joinNotify(null, beforeNotify, before));
    }

    /** Lets go of both; what that throws is joined to what was thrown before. */
    @Nullable
    Throwable end(@Nullable Throwable failure) {
        return end(failure, LOGGER);
    }

    @Nullable
    Throwable end(@Nullable Throwable failure, Logger logger) {
        Throwable joined = Failures.joinNotify(failure, resultNotify, result);
        result = null;
        resultNotify = null;
        Throwable unfetched = error;
        error = null;
        if (unfetched != null) {
            logger.log(Level.DEBUG, "a task's error was never fetched", unfetched);
        }
        return joined;
    }
}

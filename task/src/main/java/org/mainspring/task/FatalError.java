package org.mainspring.task;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * An error came to a sink that cannot go on after one.
 *
 * @threads any
 * @origin QEMU error_fatal, which ends the process
 */
public final class FatalError extends Error {
    private static final long serialVersionUID = 1L;

    /** Not written to streams; see {@link #error}. */
    private final transient @Nullable QError error;

    FatalError(QError error) {
        super(requireNonNull(error, "error").message(), error.cause());
        this.error = error;
    }

    /**
     * What has failed.
     *
     * @return the error; if this has been through a stream, another with the same message and cause
     */
    public QError error() {
        return error != null ? error : restored();
    }

    private QError restored() {
        String message = String.valueOf(getMessage());
        Throwable cause = getCause();
        return cause == null ? QError.of(message) : QError.causedBy(cause, message);
    }
}

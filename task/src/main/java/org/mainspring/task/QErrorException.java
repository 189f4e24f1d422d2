package org.mainspring.task;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A {@link QError} that is thrown, or that travels where exceptions do.
 *
 * @threads any
 */
public final class QErrorException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Not written to streams; see {@link #error}. */
    private final transient @Nullable QError error;

    /**
     * An exception for an error.
     *
     * @param error the error; its message is the exception's, and so is its cause
     */
    public QErrorException(QError error) {
        this(error, true);
    }

    private QErrorException(QError error, boolean stackTrace) {
        super(requireNonNull(error, "error").message(), error.cause(), true, stackTrace);
        this.error = error;
    }

    /** One that only carries the error, and has no stack trace. */
    static QErrorException carrying(QError error) {
        return new QErrorException(error, false);
    }

    /**
     * The error.
     *
     * @return what it was made with; if this has been through a stream, another with the same message and cause
     */
    public QError error() {
        return error != null ? error : restored();
    }

    /**
     * What was thrown, as an error.
     *
     * @param thrown any exception
     * @return the error that it carries, the same object; or else one that it is the cause of
     */
    public static QError toError(Throwable thrown) {
        return thrown instanceof QErrorException carrier ? carrier.error() : QError.causedBy(thrown);
    }

    private QError restored() {
        String message = String.valueOf(getMessage());
        Throwable cause = getCause();
        return cause == null ? QError.of(message) : QError.causedBy(cause, message);
    }
}

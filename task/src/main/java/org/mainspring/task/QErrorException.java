package org.mainspring.task;

import static java.util.Objects.requireNonNull;

/**
 * A {@link QError} that is thrown, or that travels where exceptions do.
 *
 * @threads any
 */
public final class QErrorException extends Exception {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // an error is not written to streams
    private final QError error;

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
     * @return what it was made with
     */
    public QError error() {
        return error;
    }

    /**
     * What was thrown, as an error.
     *
     * @param thrown any exception
     * @return the error that it carries, the same object; or else one that it is the cause of
     */
    public static QError toError(Throwable thrown) {
        return thrown instanceof QErrorException carrier ? carrier.error : QError.causedBy(thrown);
    }
}

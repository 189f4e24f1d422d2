package org.mainspring.task;

import static java.util.Objects.requireNonNull;

/**
 * An error came to a sink that cannot go on after one.
 *
 * @threads any
 * @origin QEMU error_fatal, which ends the process
 */
public final class FatalError extends Error {
    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // an error is not written to streams
    private final QError error;

    FatalError(QError error) {
        super(requireNonNull(error, "error").message(), error.cause());
        this.error = error;
    }

    /**
     * What has failed.
     *
     * @return the error
     */
    public QError error() {
        return error;
    }
}

package org.mainspring.task;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Where a function that returns a number puts the reason why it has failed.
 *
 * @threads confined
 * @origin QEMU Error **errp
 */
public final class ErrorSlot {
    private @Nullable Throwable error;

    /** An empty slot. */
    public ErrorSlot() {}

    /**
     * Sets the error.
     *
     * @param reason the error
     * @throws IllegalStateException if there is one already
     * @origin QEMU error_setg
     */
    public void set(Throwable reason) {
        requireNonNull(reason, "reason");
        if (error != null) {
            throw new IllegalStateException("error was set before", error);
        }
        error = reason;
    }

    /**
     * Passes an error on that may be none. The first one counts; later ones are added to it as suppressed.
     *
     * @param reason the error, or null for none
     * @origin QEMU error_propagate
     */
    public void propagate(@Nullable Throwable reason) {
        error = Failures.join(error, reason);
    }

    /**
     * The error.
     *
     * @return the error, or null
     */
    public @Nullable Throwable error() {
        return error;
    }
}

package org.mainspring.mainloop;

/** What a {@link ModelScript} throws that no handler may take: it comes out of the iteration. */
final class ModelError extends Error {
    private static final long serialVersionUID = 1;

    ModelError(String message) {
        super(message, null, true, false);
    }
}

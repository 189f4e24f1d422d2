package org.mainspring.task;

import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.source.DestroyNotify;

/**
 * What was thrown by steps of which each must run: the first of it, and in it the rest as suppressed. An error comes
 * before every exception.
 *
 * @threads any
 */
final class Failures {
    private Failures() {}

    static @Nullable Throwable join(@Nullable Throwable first, @Nullable Throwable next) {
        if (first == null || next == null || first == next) {
            return first == null ? next : first;
        }
        if (next instanceof Error && !(first instanceof Error)) {
            next.addSuppressed(first);
            return next;
        }
        first.addSuppressed(next);
        return first;
    }

    /** One step: lets go of an object. */
    @SuppressWarnings("NullAway") // on 17 it does not see that the type of the data allows null
    static @Nullable Throwable joinNotify(
            @Nullable Throwable first, @Nullable DestroyNotify<@Nullable Object> notify, @Nullable Object data) {
        if (notify == null) {
            return first;
        }
        try {
            notify.destroy(data);
            return first;
        } catch (Throwable thrown) {
            return join(first, thrown);
        }
    }

    /** What is neither exception nor error, which no signature forbids for good, is the cause of a {@link CompletionException}. */
    static void rethrow(@Nullable Throwable thrown) throws Exception {
        if (thrown instanceof Exception exception) {
            throw exception;
        }
        rethrowUnchecked(thrown);
    }

    /** All but errors and what is unchecked is the cause of a {@link CompletionException}. */
    static void rethrowUnchecked(@Nullable Throwable thrown) {
        if (thrown instanceof Error error) {
            throw error;
        }
        if (thrown instanceof RuntimeException unchecked) {
            throw unchecked;
        }
        if (thrown != null) {
            throw new CompletionException(thrown);
        }
    }
}

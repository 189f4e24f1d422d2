package org.mainspring.mainloop;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.DisposeHook;
import org.mainspring.mainloop.source.FinalizeHook;

/**
 * What is told at an end: destroy notifies, dispose and finalize hooks. An exception that one of them throws goes to the
 * exception handler, an error is given back, for the caller to rethrow when all is in order.
 */
final class Endings {
    /** For sources that belong to no context. */
    static final Endings UNATTACHED = new Endings(new Reports());

    private final Reports reports;

    Endings(Reports reports) {
        this.reports = reports;
    }

    /** Tells sources that have ended. An error is rethrown when all have been told. */
    void tell(List<SourceNode> sources) {
        Error error = null;
        for (int i = 0; i < sources.size(); i++) {
            error = first(error, tell(sources.get(i)));
        }
        rethrow(error);
    }

    /** Runs the dispose and the finalize hook, once, and lets go of a callback that is there still: it came too late to be called (S176). */
    @Nullable
    Error tell(SourceNode source) {
        Error error = null;
        if (source.markTold()) {
            error = first(dispose(source), finalizeSource(source));
        }
        return first(error, retire(source, source.exchangeCallback(null)));
    }

    private @Nullable Error dispose(SourceNode source) {
        DisposeHook hook = source.disposeHook();
        if (hook != null) {
            try {
                hook.dispose(source);
            } catch (Throwable thrown) {
                return reports.report(source, thrown);
            }
        }
        return null;
    }

    private @Nullable Error finalizeSource(SourceNode source) {
        if (source.funcs instanceof FinalizeHook hook) {
            try {
                hook.finalizeSource(source);
            } catch (Throwable thrown) {
                return reports.report(source, thrown);
            }
        }
        return null;
    }

    /** Lets go of a callback that is no longer the source's. */
    @Nullable
    Error retire(SourceNode source, @Nullable Callback callback) {
        return callback instanceof CallbackRecord record && record.retire() ? notifyDestroyed(source, record) : null;
    }

    /** Lets go of a callback that was retired while it ran, and has returned. */
    @Nullable
    Error notifyDestroyed(SourceNode source, CallbackRecord callback) {
        try {
            callback.notifyDestroyed();
            return null;
        } catch (Throwable thrown) {
            return reports.report(source, thrown);
        }
    }

    /** The one that came first, with the other suppressed in it. */
    static <T extends Throwable> @Nullable T first(@Nullable T some, @Nullable T other) {
        if (some != null && other != null && some != other) {
            some.addSuppressed(other);
        }
        return some != null ? some : other;
    }

    static void rethrow(@Nullable Error error) {
        if (error != null) {
            throw error;
        }
    }
}

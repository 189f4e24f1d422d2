package org.mainspring.mainloop;

import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.source.FinalizeHook;

/** The end of what belongs to no context: of a source that was never attached, and of its callbacks. */
final class Unattached {
    private static final Reports REPORTS = new Reports();

    private Unattached() {}

    /** Ends a source: its finalize hook first, then its callback's notify (S176). */
    static void end(SourceNode source) {
        Error error = null;
        if (source.funcs instanceof FinalizeHook hook && source.markTold()) {
            try {
                hook.finalizeSource(source);
            } catch (Throwable thrown) {
                error = REPORTS.report(source, thrown);
            }
        }
        error = Lifecycle.first(error, retire(source, source.exchangeCallback(null)));
        Lifecycle.rethrow(error);
    }

    /** Lets go of a callback that is no longer the source's. */
    static void let(@Nullable LoopContext context, SourceNode source, @Nullable CallbackRecord callback) {
        Lifecycle.rethrow(context == null ? retire(source, callback) : context.lifecycle.retire(source, callback));
    }

    private static @Nullable Error retire(SourceNode source, @Nullable CallbackRecord callback) {
        if (callback == null || !callback.retire()) {
            return null;
        }
        try {
            callback.notifyDestroyed();
            return null;
        } catch (Throwable thrown) {
            return REPORTS.report(source, thrown);
        }
    }
}

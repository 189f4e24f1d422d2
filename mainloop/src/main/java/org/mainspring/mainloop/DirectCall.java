package org.mainspring.mainloop;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.source.Callback;

/** Runs what was to be invoked right here. Depth and current source stay what they are. */
final class DirectCall {
    private DirectCall() {}

    /** Calls a source's callback until it wants no more. What it throws goes where that of an attached one would go. */
    static @Nullable Error run(LoopContext context, SourceNode source) {
        Callback callback = requireNonNull(source.callback());
        try {
            boolean again = true;
            while (again) {
                again = callback.call();
            }
            return null;
        } catch (Throwable thrown) {
            return context.reports.report(source, thrown);
        }
    }

    /** Lets the callback go, and rethrows an error that it has thrown. */
    static void end(LoopContext context, SourceNode source, @Nullable Error thrown) {
        source.markDestroyed();
        Error error = context.lifecycle.endings.retire(source, source.exchangeCallback(null));
        Endings.rethrow(Endings.first(thrown, error));
    }
}

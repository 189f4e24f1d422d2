package org.mainspring.mainloop.concurrent;

import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.FinalizeHook;
import org.mainspring.mainloop.source.SourceHandle;

/**
 * The kind of a source that does one of two things, and does it once: what it is there for, when its ready time has come;
 * or, if it is destroyed before, most likely with its context, what is to be done instead.
 *
 * @threads owner; what is done instead as {@link FinalizeHook} says
 */
final class Promise implements FinalizeHook {
    static final String NAME = "future-promise";

    private final Runnable action;
    private final Runnable otherwise;
    private boolean ran; // the loop dispatches before it finalizes

    Promise(Runnable action, Runnable otherwise) {
        this.action = action;
        this.otherwise = otherwise;
    }

    @Override
    public boolean dispatch(SourceHandle self, @Nullable Callback callback) {
        ran = true;
        action.run();
        return Source.REMOVE;
    }

    @Override
    public void finalizeSource(SourceHandle self) {
        if (!ran) {
            otherwise.run();
        }
    }
}

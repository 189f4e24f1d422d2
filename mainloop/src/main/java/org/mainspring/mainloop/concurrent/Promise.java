package org.mainspring.mainloop.concurrent;

import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.FinalizeHook;
import org.mainspring.mainloop.source.SourceHandle;

/**
 * Does one of two things, and does it once: what it is there for; or, if that cannot be any more, most likely because the
 * context is closed, what is to be done instead. It is a command for an executor, and the kind of a source for one that has
 * to wait for its time.
 *
 * @threads owner; what is done instead as {@link FinalizeHook} says, or as {@link Mailbox.Receiver#discard}
 */
final class Promise implements FinalizeHook, Runnable {
    static final String NAME = "future-promise";

    private final Runnable action;
    private final Runnable otherwise;
    private boolean ran; // the loop dispatches before it finalizes

    Promise(Runnable action, Runnable otherwise) {
        this.action = action;
        this.otherwise = otherwise;
    }

    // ---- as a command

    @Override
    public void run() {
        action.run();
    }

    void discard() {
        otherwise.run();
    }

    // ---- as a source

    @Override
    public boolean dispatch(SourceHandle self, @Nullable Callback callback) {
        ran = true;
        run();
        return Source.REMOVE;
    }

    @Override
    public void finalizeSource(SourceHandle self) {
        if (!ran) {
            discard();
        }
    }
}

package org.mainspring.mainloop.kind;

import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.source.AlwaysReady;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.Diagnostic;
import org.mainspring.mainloop.source.SourceHandle;

/**
 * An idle: runs in every iteration in which nothing more urgent is ready.
 *
 * @threads owner
 * @origin GLib g_idle_source_new
 */
public final class Idle implements AlwaysReady {
    /** The name that idle sources are born with. */
    public static final String NAME = "GIdleSource";

    /** The one instance: an idle has no state of its own. */
    public static final Idle INSTANCE = new Idle();

    private Idle() {}

    @Override
    public String initialName() {
        return NAME;
    }

    @Override
    public boolean dispatch(SourceHandle self, @Nullable Callback callback) throws Exception {
        if (callback == null) {
            self.report(Diagnostic.NO_CALLBACK, "idle source dispatched without callback: call setCallback()");
            return false;
        }
        return callback.call();
    }
}

package org.mainspring.mainloop;

import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.CheckHook;
import org.mainspring.mainloop.source.PollTimeout;
import org.mainspring.mainloop.source.PrepareHook;
import org.mainspring.mainloop.source.SourceFuncs;
import org.mainspring.mainloop.source.SourceHandle;

/** A kind of source that is asked in every iteration whether it is ready, and says no. */
final class AskedKind implements SourceFuncs, PrepareHook, CheckHook {
    @Override
    public boolean prepare(SourceHandle self, PollTimeout timeout) {
        return false;
    }

    @Override
    public boolean check(SourceHandle self) {
        return false;
    }

    @Override
    public boolean dispatch(SourceHandle self, @Nullable Callback callback) {
        throw new IllegalStateException("dispatched");
    }
}

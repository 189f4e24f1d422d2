package org.mainspring.mainloop;

import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.CheckHook;
import org.mainspring.mainloop.source.FinalizeHook;
import org.mainspring.mainloop.source.PollTimeout;
import org.mainspring.mainloop.source.PrepareHook;
import org.mainspring.mainloop.source.SourceHandle;

/** A kind with every hook, each of which a test may fill. Left as it is, it is never ready and asks nothing. */
class Hooked implements PrepareHook, CheckHook, FinalizeHook {
    @Override
    public boolean prepare(SourceHandle self, PollTimeout timeout) throws Exception {
        return false;
    }

    @Override
    public boolean check(SourceHandle self) throws Exception {
        return false;
    }

    @Override
    public boolean dispatch(SourceHandle self, @Nullable Callback callback) throws Exception {
        return callback != null && callback.call();
    }

    @Override
    public void finalizeSource(SourceHandle self) {}
}

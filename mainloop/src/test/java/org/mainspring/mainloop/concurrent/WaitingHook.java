package org.mainspring.mainloop.concurrent;

import java.util.concurrent.Future;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.PollTimeout;
import org.mainspring.mainloop.source.PrepareHook;
import org.mainspring.mainloop.source.SourceHandle;

/** A kind that waits for a future where it must not. */
record WaitingHook(Future<?> future) implements PrepareHook {
    @Override
    public boolean prepare(SourceHandle self, PollTimeout timeout) throws Exception {
        future.get();
        return false;
    }

    @Override
    public boolean dispatch(SourceHandle self, Callback callback) {
        return Source.REMOVE;
    }
}

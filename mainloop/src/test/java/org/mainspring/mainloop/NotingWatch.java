package org.mainspring.mainloop;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.poll.PollRecord;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.SourceFuncs;
import org.mainspring.mainloop.source.SourceHandle;
import org.mainspring.mainloop.testing.LoopDriver;

/** A kind that watches one thing, notes what it sees of it, and calls a callback if it has one. */
final class NotingWatch implements SourceFuncs {
    private final LoopDriver loop;

    @Nullable
    PollRecord record;

    NotingWatch(LoopDriver loop) {
        this.loop = loop;
    }

    @Override
    public boolean dispatch(SourceHandle self, @Nullable Callback callback) throws Exception {
        PollRecord watched = requireNonNull(record);
        loop.note(watched.target() + " " + self.queryWatch(watched));
        return callback == null || callback.call();
    }
}

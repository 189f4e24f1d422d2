package org.mainspring.mainloop.concurrent;

import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.source.AlwaysReady;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.SourceHandle;

/**
 * The kind of a source that runs a command once, as soon as its turn comes. What the command throws is thrown to the loop.
 *
 * @threads owner
 */
final class Job implements AlwaysReady {
    static final String NAME = "executor-job";

    private final Runnable command;

    Job(Runnable command) {
        this.command = command;
    }

    @Override
    public boolean dispatch(SourceHandle self, @Nullable Callback callback) {
        command.run();
        return Source.REMOVE;
    }
}

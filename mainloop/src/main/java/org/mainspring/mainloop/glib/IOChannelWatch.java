package org.mainspring.mainloop.glib;

import java.nio.channels.SelectableChannel;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.kind.ChannelWatch;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.SourceFuncs;
import org.mainspring.mainloop.source.SourceHandle;

/**
 * A channel watch that look-ups can tell from those of {@code g_unix_fd_source_new}; it has no buffers either.
 *
 * @threads owner
 * @origin GLib g_io_create_watch
 */
final class IOChannelWatch implements SourceFuncs {
    private static final String NAME = "GIOChannel (Unix)";

    private final ChannelWatch watch;

    private IOChannelWatch(ChannelWatch watch) {
        this.watch = watch;
    }

    static Source on(SelectableChannel channel, IOCondition condition) {
        ChannelWatch watch = new ChannelWatch(channel);
        Source source = new Source(new IOChannelWatch(watch));
        source.setName(NAME);
        watch.watchFrom(source, condition);
        return source;
    }

    @Override
    public boolean dispatch(SourceHandle self, @Nullable Callback callback) throws Exception {
        return watch.dispatch(self, callback);
    }

    @Override
    public Class<?> callbackType() {
        return watch.callbackType();
    }
}

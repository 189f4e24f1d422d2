package org.mainspring.mainloop.kind;

import java.nio.channels.SelectableChannel;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollRecord;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.ChannelFunc;
import org.mainspring.mainloop.source.Diagnostic;
import org.mainspring.mainloop.source.SourceFuncs;
import org.mainspring.mainloop.source.SourceHandle;

/**
 * A watch on one channel. It is ready whenever the channel is: a callback that does not read what there is will be
 * called again.
 *
 * @threads owner
 * @origin GLib g_unix_fd_source_new
 */
public final class ChannelWatch implements SourceFuncs {
    private final SelectableChannel channel;
    private @Nullable PollRecord watch;

    /**
     * A kind for one source, which {@link #watchFrom} makes ready for use.
     *
     * @param channel the channel, in non-blocking mode; it is never closed from here
     */
    public ChannelWatch(SelectableChannel channel) {
        this.channel = channel;
    }

    /**
     * Gives the source its watch.
     *
     * @param self the source
     * @param condition what is waited for
     */
    public void watchFrom(SourceHandle self, IOCondition condition) {
        watch = self.addWatch(channel, condition);
    }

    @Override
    @SuppressWarnings("NullAway") // whoever set the callback has tied function and data
    public boolean dispatch(SourceHandle self, @Nullable Callback callback) throws Exception {
        if (callback == null) {
            self.report(Diagnostic.NO_CALLBACK, "channel watch dispatched without callback: call setCallback()");
            return false;
        }
        @SuppressWarnings("unchecked")
        ChannelFunc<SelectableChannel, @Nullable Object> function =
                (ChannelFunc<SelectableChannel, @Nullable Object>) callback.function();
        return function.ready(channel, seen(), callback.data());
    }

    private IOCondition seen() {
        return watch == null ? IOCondition.NONE : watch.revents();
    }

    @Override
    public Class<?> callbackType() {
        return ChannelFunc.class;
    }
}

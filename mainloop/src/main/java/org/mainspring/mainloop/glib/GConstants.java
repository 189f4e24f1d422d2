package org.mainspring.mainloop.glib;

import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.kind.ChannelWatch;
import org.mainspring.mainloop.kind.ChildWatch;
import org.mainspring.mainloop.kind.Idle;
import org.mainspring.mainloop.kind.SignalWatch;
import org.mainspring.mainloop.kind.Timeout;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.source.Priority;

/**
 * GLib's constants of the main loop.
 *
 * @threads any
 */
public abstract class GConstants {
    /** More urgent than anything ordinary. */
    public static final int G_PRIORITY_HIGH = Priority.HIGH;

    /** The ordinary priority. */
    public static final int G_PRIORITY_DEFAULT = Priority.DEFAULT;

    /** For idles that must not wait long. */
    public static final int G_PRIORITY_HIGH_IDLE = Priority.HIGH_IDLE;

    /** The priority of idles. */
    public static final int G_PRIORITY_DEFAULT_IDLE = Priority.DEFAULT_IDLE;

    /** For what may wait. */
    public static final int G_PRIORITY_LOW = Priority.LOW;

    /** What a callback returns to have its source destroyed. */
    public static final boolean G_SOURCE_REMOVE = Source.REMOVE;

    /** What a callback returns to be called again. */
    public static final boolean G_SOURCE_CONTINUE = Source.CONTINUE;

    /** There is something to read, to accept, or the end of the stream. */
    public static final int G_IO_IN = 1;

    /** There is urgent data. */
    public static final int G_IO_PRI = 2;

    /** A write, or the end of a connect, will not block. */
    public static final int G_IO_OUT = 4;

    /** An error is pending. */
    public static final int G_IO_ERR = 8;

    /** The peer has hung up. */
    public static final int G_IO_HUP = 16;

    /** The channel is closed. */
    public static final int G_IO_NVAL = 32;

    /** Nothing special is asked of a context. */
    public static final int G_MAIN_CONTEXT_FLAGS_NONE = 0;

    /** Whoever attaches wakes the poll, though nobody owns the context. */
    public static final int G_MAIN_CONTEXT_FLAGS_OWNERLESS_POLLING = 1;

    /** Timeouts, as a key for look-ups; those of seconds too. */
    public static final GVtable g_timeout_funcs = GVtable.of(Timeout.class);

    /** Idles, as a key for look-ups. */
    public static final GVtable g_idle_funcs = GVtable.of(Idle.class);

    /** Child watches, as a key for look-ups. */
    public static final GVtable g_child_watch_funcs = GVtable.of(ChildWatch.class);

    /** Signal sources, as a key for look-ups. */
    public static final GVtable g_unix_signal_funcs = GVtable.of(SignalWatch.class);

    /** Watches made by {@code g_unix_fd_source_new}, as a key for look-ups. */
    public static final GVtable g_unix_fd_source_funcs = GVtable.of(ChannelWatch.class);

    /** Watches made by {@code g_io_create_watch}, as a key for look-ups. */
    public static final GVtable g_io_watch_funcs = GVtable.of(IOChannelWatch.class);

    /** The terminal has hung up. */
    public static final int SIGHUP = 1;

    /** An interrupt from the keyboard. */
    public static final int SIGINT = 2;

    /** The first signal for the user's own use. */
    public static final int SIGUSR1 = 10;

    /** The second signal for the user's own use. */
    public static final int SIGUSR2 = 12;

    /** A request to end. */
    public static final int SIGTERM = 15;

    /** The window has another size. */
    public static final int SIGWINCH = 28;

    private static final int ALL_CONDITIONS = 63;

    GConstants() {}

    /** The conditions that bits of C stand for; other bits have no meaning. */
    static IOCondition conditionOf(int bits) {
        return IOCondition.of(bits & ALL_CONDITIONS);
    }
}

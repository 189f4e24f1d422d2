package org.mainspring.examples;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.source.ChannelFunc;
import org.mainspring.mainloop.source.Priority;

/**
 * Sends back what comes, through a buffer of fixed size.
 *
 * <p>There is an IN watch while the buffer has room, and an OUT watch while it holds something that the socket would not
 * take. A peer that does not read thus stops being read from, and costs one buffer, however much it sends. Watches are
 * level-triggered: whoever is not interested has to take the watch away, or would be called without end.
 *
 * @threads confined to the thread of the loop
 * @origin the watches that QEMU's channels add and remove, qio_channel_add_watch_full and g_source_destroy
 */
final class EchoConnection {
    private static final int BUFFER_BYTES = 64 * 1024;

    private final MainContext context;
    private final SocketChannel channel;
    private final EchoTraffic traffic;
    private final Ledger ledger;
    private final Consumer<EchoConnection> whenClosed;

    /** Between two callbacks it is ready to be read into: what is to be sent lies before the position. */
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);

    private @Nullable Source in;
    private @Nullable Source out;
    private boolean ended;
    private boolean heldUp;

    EchoConnection(
            MainContext context,
            SocketChannel channel,
            EchoTraffic traffic,
            Ledger ledger,
            Consumer<EchoConnection> whenClosed) {
        this.context = context;
        this.channel = channel;
        this.traffic = traffic;
        this.ledger = ledger;
        this.whenClosed = whenClosed;
    }

    void start() {
        followBuffer();
    }

    private boolean readable() {
        return step(() -> {
            ended = channel.read(buffer) < 0;
            // Most of the time the socket takes it all: no need to ask first.
            send();
        });
    }

    private boolean writable() {
        return step(this::send);
    }

    private void send() throws IOException {
        buffer.flip();
        traffic.echoed(channel.write(buffer));
        if (buffer.hasRemaining()) {
            traffic.shortWrite(!heldUp);
            heldUp = true;
        }
        buffer.compact();
    }

    /** Always CONTINUE: a watch that is no longer wanted is destroyed by then, which its own callback may do. */
    private boolean step(Step step) {
        ledger.callback("connection's watch");
        try {
            step.run();
            followBuffer();
        } catch (IOException broken) {
            close(true);
        }
        return Source.CONTINUE;
    }

    private void followBuffer() {
        boolean toSend = buffer.position() > 0;
        boolean room = !ended && buffer.hasRemaining();
        if (ended && !toSend) {
            close(false);
            return;
        }
        if (room && in == null) {
            in = watch(IOCondition.IN, (ready, condition, self) -> self.readable());
        } else if (!room && in != null) {
            traffic.pausedRead();
            in = unwatch(in);
        }
        if (toSend && out == null) {
            out = watch(IOCondition.OUT, (ready, condition, self) -> self.writable());
        } else if (!toSend && out != null) {
            out = unwatch(out);
        }
    }

    /** In C: g_unix_fd_add_full. */
    private Source watch(IOCondition condition, ChannelFunc<SocketChannel, EchoConnection> callback) {
        return context.watchAdd(
                Priority.DEFAULT, channel, condition, callback, this, ledger.counted(condition + " watch"));
    }

    /** In C: g_source_destroy, g_source_unref, and NULL in the field. */
    private static @Nullable Source unwatch(@Nullable Source watch) {
        if (watch != null) {
            watch.destroy();
        }
        return null;
    }

    /** Ends the connection: the watches first, then what they watch. */
    void close(boolean byError) {
        in = unwatch(in);
        out = unwatch(out);
        boolean clean = !byError;
        try {
            channel.close();
        } catch (IOException unsent) {
            clean = false;
        }
        traffic.closed(!clean);
        whenClosed.accept(this);
    }

    /** What a callback does, and may fail to do. */
    private interface Step {
        void run() throws IOException;
    }
}

package org.mainspring.bench.channel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.mainspring.mainloop.Source;

/**
 * A socket on which messages of one length come and go.
 *
 * @threads confined to the loop
 */
final class MessageEnd {
    private final SocketChannel channel;
    private final ByteBuffer message;
    private final ByteBuffer buffer;
    private final Runnable received;
    private int missing;

    MessageEnd(SocketChannel channel, int bytes, Runnable received) {
        this.channel = channel;
        this.received = received;
        message = ByteBuffer.allocateDirect(bytes);
        buffer = ByteBuffer.allocateDirect(bytes);
        missing = bytes;
    }

    /** Sends the message. */
    void send() {
        message.clear();
        try {
            while (message.hasRemaining()) { // there is room: who sends waits for an answer first
                channel.write(message);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** Something has come, or the end. */
    boolean receive() throws IOException {
        buffer.clear().limit(missing);
        int length = channel.read(buffer);
        if (length < 0) {
            return Source.REMOVE;
        }
        missing -= length;
        if (missing == 0) {
            missing = message.capacity();
            received.run();
        }
        return Source.CONTINUE;
    }
}

package org.mainspring.bench.channel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.mainspring.mainloop.Source;

/**
 * A socket on which everything goes back that comes.
 *
 * @threads confined to the loop
 */
final class EchoEnd {
    private static final int ROOM = 8192;

    private final SocketChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(ROOM);

    EchoEnd(SocketChannel channel) {
        this.channel = channel;
    }

    /** Something has come, or the end. */
    boolean receive() throws IOException {
        buffer.clear();
        if (channel.read(buffer) < 0) {
            return Source.REMOVE;
        }
        buffer.flip();
        while (buffer.hasRemaining()) { // there is room: the other side waits for what it has sent
            channel.write(buffer);
        }
        return Source.CONTINUE;
    }
}

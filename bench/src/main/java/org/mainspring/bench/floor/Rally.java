package org.mainspring.bench.floor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/**
 * A message there and back between both ends of a socket of the Unix domain, which one thread and one selector watch: twice a
 * look of the selector, which finds one channel ready, a read and a write.
 */
final class Rally {
    private static final int[] SIZES = {1, 4096};

    private final Selector selector;
    private final ByteBuffer message;
    private final Consumer<SelectionKey> answer = this::answer;

    private Rally(Selector selector, int bytes) {
        this.selector = selector;
        this.message = ByteBuffer.allocateDirect(bytes);
    }

    static void measure(Effort effort, Lines lines) throws IOException {
        for (int bytes : SIZES) {
            lines.print("what=channel-lap;bytes=" + bytes + ";in=java", collect(effort, bytes));
        }
    }

    private static Histogram collect(Effort effort, int bytes) throws IOException {
        try (Selector selector = Selector.open();
                SocketPair sockets = SocketPair.open()) {
            sockets.near().configureBlocking(false).register(selector, SelectionKey.OP_READ);
            sockets.far().configureBlocking(false).register(selector, SelectionKey.OP_READ);
            Rally rally = new Rally(selector, bytes);
            sockets.near().write(rally.message);
            rally.laps(2 * effort.nanos());
            return rally.laps(2 * effort.nanos());
        }
    }

    private Histogram laps(long lengthNanos) throws IOException {
        Histogram nanos = new Histogram(3);
        long untilNanos = System.nanoTime() + lengthNanos;
        for (long now = System.nanoTime(); now - untilNanos < 0; ) {
            for (int ways = 0; ways < 2; ) {
                ways += selector.selectNow(answer);
            }
            long endNanos = System.nanoTime();
            nanos.recordValue(endNanos - now);
            now = endNanos;
        }
        return nanos;
    }

    private void answer(SelectionKey key) {
        SocketChannel channel = (SocketChannel) key.channel();
        try {
            message.clear();
            channel.read(message); // the whole: it was written as one, and there is room
            message.flip();
            channel.write(message);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}

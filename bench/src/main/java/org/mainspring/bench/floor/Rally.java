package org.mainspring.bench.floor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A message to and fro between both ends of a socket of the Unix domain, which one thread and one selector watch. One
 * operation is one way: a look of the selector, which finds one channel ready, a read and a write.
 */
final class Rally {
    private static final int[] SIZES = {1, 4096};
    private static final int BATCH = 500;

    /** More calls are in it than in the rest, and the compiler wants each some ten thousand times. */
    private static final int TIMES_THE_EFFORT = 5;

    private final Selector selector;
    private final ByteBuffer message;
    private final Consumer<SelectionKey> answer = this::answer;

    private Rally(Selector selector, int bytes) {
        this.selector = selector;
        this.message = ByteBuffer.allocateDirect(bytes);
    }

    static void measure(Effort effort, Lines lines) throws IOException {
        for (int bytes : SIZES) {
            lines.print("what=channel-dispatch;bytes=" + bytes + ";in=java", nanos(effort, bytes));
        }
    }

    private static double nanos(Effort effort, int bytes) throws IOException {
        Path directory = Files.createTempDirectory("mainspring");
        Path file = directory.resolve("rally");
        UnixDomainSocketAddress address = UnixDomainSocketAddress.of(file);
        try (Selector selector = Selector.open();
                ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(address);
            try (SocketChannel near = SocketChannel.open(address);
                    SocketChannel far = server.accept()) {
                near.configureBlocking(false).register(selector, SelectionKey.OP_READ);
                far.configureBlocking(false).register(selector, SelectionKey.OP_READ);
                Rally rally = new Rally(selector, bytes);
                near.write(rally.message);
                return effort.times(TIMES_THE_EFFORT).measure(rally::dispatch, BATCH);
            }
        } finally {
            Files.deleteIfExists(file);
            Files.delete(directory);
        }
    }

    private void dispatch(int operations) {
        try {
            for (int done = 0; done < operations; ) {
                done += selector.selectNow(answer);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
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

package org.mainspring.examples;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.time.Nanos;

/**
 * A client as it might be written without a loop: one thread that sends, one that receives, a blocking channel.
 *
 * <p>It receives nothing until it is told to, and then slowly, so that the server has to hold what it cannot send.
 *
 * @threads confined to its own two
 */
final class EchoClient {
    private static final int CHUNK_BYTES = 16 * 1024;
    private static final int RECEIVE_BUFFER_BYTES = 64 * 1024;
    private static final long PAUSE_NANOS = Nanos.PER_MILLI;
    private static final long PATIENCE_SECONDS = 20;

    private final String name;
    private final SocketAddress address;
    private final long seed;
    private final int bytes;
    private final CountDownLatch mayReceive;
    private @Nullable Exception sendingFailed; // published by the end of the sending thread

    /** A client that sends so many random bytes, and receives once the latch is open. */
    EchoClient(String name, SocketAddress address, long seed, int bytes, CountDownLatch mayReceive) {
        this.name = name;
        this.address = address;
        this.seed = seed;
        this.bytes = bytes;
        this.mayReceive = mayReceive;
    }

    /** Runs in a thread of its own; the result is handed over there. */
    void start(Consumer<Result> whenDone) {
        daemon(name, () -> whenDone.accept(run())).start();
    }

    private Result run() {
        int received = 0;
        try (SocketChannel channel = connect()) {
            Thread sender = daemon(name + "-send", () -> send(channel));
            sender.start();
            boolean held = mayReceive.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            ByteBuffer chunk = ByteBuffer.allocate(CHUNK_BYTES);
            byte[] expected = new byte[CHUNK_BYTES];
            Random random = new Random(seed);
            while (fill(channel, chunk)) {
                random.nextBytes(expected);
                int same = same(ByteBuffer.wrap(expected, 0, chunk.position()), chunk.flip());
                received += same;
                if (same < chunk.limit()) {
                    return new Result(name, received, "other bytes than were sent from " + received + " on");
                }
                chunk.clear();
                LockSupport.parkNanos(PAUSE_NANOS);
            }
            sender.join();
            return new Result(name, received, verdict(received, held));
        } catch (IOException | InterruptedException failure) {
            return new Result(name, received, failure.toString());
        }
    }

    private @Nullable String verdict(int received, boolean held) {
        if (sendingFailed != null) {
            return sendingFailed.toString();
        }
        if (received < bytes) {
            return "the stream ended after " + received + " bytes";
        }
        return held ? null : "not every connection was held up";
    }

    private SocketChannel connect() throws IOException {
        SocketChannel channel = address instanceof UnixDomainSocketAddress
                ? SocketChannel.open(StandardProtocolFamily.UNIX)
                : SocketChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER_BYTES);
        channel.connect(address);
        return channel;
    }

    private void send(SocketChannel channel) {
        Random random = new Random(seed);
        byte[] chunk = new byte[CHUNK_BYTES];
        try {
            for (int sent = 0; sent < bytes; sent += CHUNK_BYTES) {
                random.nextBytes(chunk);
                ByteBuffer toSend = ByteBuffer.wrap(chunk, 0, Math.min(CHUNK_BYTES, bytes - sent));
                while (toSend.hasRemaining()) {
                    channel.write(toSend);
                }
            }
            channel.shutdownOutput();
        } catch (IOException failure) {
            sendingFailed = failure;
        }
    }

    /** Reads until the buffer is full or the stream at its end. False if nothing came. */
    private static boolean fill(SocketChannel channel, ByteBuffer chunk) throws IOException {
        boolean more = true;
        while (more && chunk.hasRemaining()) {
            more = channel.read(chunk) >= 0;
        }
        return chunk.position() > 0;
    }

    /** How many bytes are the same from the start. */
    private static int same(ByteBuffer expected, ByteBuffer found) {
        int first = expected.mismatch(found);
        return first < 0 ? found.remaining() : first;
    }

    private static Thread daemon(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * What became of a client.
     *
     * @param name whose result it is
     * @param bytesRight how many bytes came back as they were sent, from the start on
     * @param failure what went wrong; or null
     */
    record Result(String name, int bytesRight, @Nullable String failure) {}
}

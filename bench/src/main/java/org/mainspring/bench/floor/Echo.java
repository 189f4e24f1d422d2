package org.mainspring.bench.floor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.HdrHistogram.Histogram;

/** One byte over a socket of the Unix domain to a thread that blocks in read, and back. */
final class Echo {
    private static final int WARM_UP = 5_000;
    private static final int MOST = 50_000;

    private final Effort effort;
    private final Place place;

    private Echo(Effort effort, Place place) {
        this.effort = effort;
        this.place = place;
    }

    static void measure(Effort effort, Place place, Lines lines) throws IOException, InterruptedException {
        try (SocketPair sockets = SocketPair.open()) {
            Histogram nanos = new Echo(effort, place).collect(sockets.near(), sockets.far());
            lines.print("what=echo;placement=" + place.name() + ";in=java", nanos);
        }
    }

    private Histogram collect(SocketChannel near, SocketChannel far) throws IOException, InterruptedException {
        Thread other = new Thread(() -> sendBack(far), "floor");
        other.start();
        Histogram nanos = new Histogram(3);
        ByteBuffer message = ByteBuffer.allocateDirect(1);
        long warmUntilNanos = System.nanoTime() + effort.nanos();
        for (int i = 0; i < WARM_UP && System.nanoTime() - warmUntilNanos < 0; i++) {
            roundTrip(near, message);
        }
        long untilNanos = System.nanoTime() + 2 * effort.nanos();
        for (int i = 0; i < MOST && System.nanoTime() - untilNanos < 0; i++) {
            nanos.recordValue(roundTrip(near, message));
        }
        near.shutdownOutput();
        other.join();
        return nanos;
    }

    private static long roundTrip(SocketChannel channel, ByteBuffer message) throws IOException {
        long startNanos = System.nanoTime();
        message.clear();
        channel.write(message);
        message.clear();
        channel.read(message);
        return System.nanoTime() - startNanos;
    }

    private void sendBack(SocketChannel channel) {
        place.pinThere();
        ByteBuffer message = ByteBuffer.allocateDirect(1);
        try {
            while (channel.read(message) > 0) {
                message.clear();
                channel.write(message);
                message.clear();
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}

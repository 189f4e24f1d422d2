package org.mainspring.bench.latency;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.SingleWriterRecorder;
import org.mainspring.bench.channel.ChannelLoop;
import org.mainspring.bench.channel.SocketFile;
import org.mainspring.mainloop.time.Nanos;

/**
 * How late does a loop see a byte on a channel while the thread that sent it floods the loop? The bytes come at fixed
 * times and count from when they were meant.
 *
 * <p>The bound of {@link FloodedTimer} holds for a channel of ours too: one batch, which is window times what one task costs.
 *
 * @param periodMicros from one byte to the next
 * @param window how many tasks of the flood may wait on the loop at a time
 */
record FloodedChannel(int periodMicros, int window) implements FloodedExperiment {
    @Override
    public String params() {
        return "delayed=channel;period=" + periodMicros + "us;window=" + window;
    }

    @Override
    public List<String> peers() {
        return Flooded.withChannels();
    }

    @Override
    public Trial open(String peer, Placement placement) throws Exception {
        Flooded flooded = Flooded.open(peer);
        placement.pinThere(flooded.loop());
        Seen seen = new Seen();
        return new Flooding(flooded, seen, connect(flooded.channels().orElseThrow(), seen));
    }

    private static SocketChannel connect(ChannelLoop channels, Runnable received) throws IOException {
        try (SocketFile file = SocketFile.create();
                ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(file.path()));
            channels.connect(file.path(), 1, received);
            return server.accept();
        }
    }

    /** What the loop does with a byte. Its fields are written while no byte is on the way, and published by the next. */
    private static final class Seen implements Runnable {
        private final AtomicLong count = new AtomicLong();
        private Arrivals arrivals = new Arrivals(0, 1);
        private SingleWriterRecorder recorder = Histograms.recorder();

        @Override
        public void run() {
            long number = count.get();
            Histograms.record(recorder, Waiting.now() - arrivals.intendedNanos(number));
            count.lazySet(number + 1);
        }
    }

    private final class Flooding implements Trial {
        private final Flooded flooded;
        private final Flooder flooder;
        private final Seen seen;
        private final SocketChannel sender;
        private final ByteBuffer signal = ByteBuffer.allocateDirect(1);

        Flooding(Flooded flooded, Seen seen, SocketChannel sender) {
            this.flooded = flooded;
            this.seen = seen;
            this.sender = sender;
            flooder = new Flooder(flooded.flood(), window);
        }

        @Override
        public void measure(long lengthNanos, SingleWriterRecorder recorder) throws IOException {
            long periodNanos = periodMicros * Nanos.PER_MICRO;
            Arrivals arrivals = new Arrivals(Waiting.now() + periodNanos, periodNanos);
            seen.arrivals = arrivals;
            seen.recorder = recorder;
            seen.count.set(0);
            long total = arrivals.within(lengthNanos);
            for (long sent = 0; sent < total; ) {
                if (sent < arrivals.dueBy(Waiting.now())) {
                    sender.write(signal.clear());
                    sent++;
                } else {
                    flooder.offer();
                }
            }
            awaitSeen(total);
            flooder.drain();
        }

        /** The flood goes on until the last byte is seen. */
        private void awaitSeen(long total) {
            while (seen.count.get() < total) {
                flooder.offer();
            }
        }

        @Override
        public void close() throws IOException {
            sender.close();
            flooded.close();
        }
    }
}

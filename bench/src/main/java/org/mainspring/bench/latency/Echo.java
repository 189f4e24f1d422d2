package org.mainspring.bench.latency;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.List;
import org.HdrHistogram.SingleWriterRecorder;
import org.mainspring.bench.channel.ChannelLoop;
import org.mainspring.bench.channel.ChannelLoops;
import org.mainspring.bench.channel.SocketFile;

/**
 * How long does a message take to a loop that echoes and back, over a socket of the Unix domain, alone and beside quiet
 * channels? The other side is the poster, which blocks in read.
 *
 * @param load how messages come
 * @param bytes the length of a message
 * @param quiet how many channels the loop watches beside
 */
record Echo(Load load, int bytes, int quiet) implements Experiment {
    @Override
    public String workload() {
        return workload(quiet);
    }

    static String workload(int quiet) {
        return quiet == 0 ? "W7 echo" : "W8 quiet channels";
    }

    @Override
    public String params() {
        return params(bytes, quiet) + load.params();
    }

    static String params(int bytes, int quiet) {
        return "channel=socketpair;bytes=" + bytes + (quiet == 0 ? "" : ";quiet=" + quiet);
    }

    @Override
    public List<String> peers() {
        return ChannelLoops.names();
    }

    @Override
    public boolean suits(Placement placement) {
        return !placement.isFree();
    }

    @Override
    public String whyAbsent() {
        return OpenFiles.whyNot(quiet);
    }

    @Override
    public Experiment hurried() {
        return new Echo(load.hurried(), bytes, quiet);
    }

    @Override
    public Trial open(String peer, Placement placement) throws Exception {
        ChannelLoop loop = ChannelLoops.open(peer);
        placement.pinThere(loop.loop());
        loop.watchQuiet(quiet);
        try (SocketFile file = SocketFile.create()) {
            loop.echo(file.path());
            return new Client(loop, SocketChannel.open(UnixDomainSocketAddress.of(file.path())));
        }
    }

    private final class Client implements Trial {
        private final ChannelLoop loop;
        private final SocketChannel channel;
        private final ByteBuffer message = ByteBuffer.allocateDirect(bytes);

        Client(ChannelLoop loop, SocketChannel channel) {
            this.loop = loop;
            this.channel = channel;
        }

        @Override
        public void measure(long lengthNanos, SingleWriterRecorder recorder) throws Exception {
            load.run(this::roundTrip, lengthNanos, recorder);
        }

        private void roundTrip() throws IOException {
            message.clear();
            while (message.hasRemaining()) {
                channel.write(message);
            }
            message.clear();
            while (message.hasRemaining()) {
                if (channel.read(message) < 0) {
                    throw new IOException("the loop has closed the channel");
                }
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
            loop.close();
        }
    }
}

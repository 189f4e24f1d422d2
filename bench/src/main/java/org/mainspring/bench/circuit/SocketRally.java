package org.mainspring.bench.circuit;

import java.io.IOException;
import org.mainspring.bench.channel.ChannelLoop;
import org.mainspring.bench.channel.SocketFile;
import org.mainspring.bench.peer.LoopPeer;

/**
 * Out over a socket to a loop that echoes, and back over the same socket. The other loop may be the same: then a lap is
 * two dispatches of one loop. One message is on the way at a time.
 *
 * @threads any
 */
public final class SocketRally implements Circuit {
    private final ChannelLoop near;
    private final ChannelLoop far;
    private final Runnable send;
    private Runnable home = () -> {}; // the origin's

    private SocketRally(ChannelLoop near, ChannelLoop far, int bytes, SocketFile file) throws IOException {
        this.near = near;
        this.far = far;
        far.echo(file.path());
        send = near.connect(file.path(), bytes, () -> home.run());
    }

    /**
     * Connects two loops.
     *
     * @param near where messages begin
     * @param far where they turn round; may be the same
     * @param bytes the length of a message
     * @return closes the loops
     * @throws IOException if it cannot
     */
    public static SocketRally between(ChannelLoop near, ChannelLoop far, int bytes) throws IOException {
        try (SocketFile file = SocketFile.create()) {
            return new SocketRally(near, far, bytes, file);
        }
    }

    @Override
    public LoopPeer origin() {
        return near.loop();
    }

    @Override
    public void setOut(Runnable nextHome) {
        home = nextHome;
        send.run();
    }

    @Override
    public void close() {
        near.close();
        far.close();
    }
}

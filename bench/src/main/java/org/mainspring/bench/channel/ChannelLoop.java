package org.mainspring.bench.channel;

import java.io.IOException;
import java.nio.file.Path;
import org.mainspring.bench.peer.LoopPeer;

/**
 * A loop that watches channels as well. Those between threads are sockets of the Unix domain.
 *
 * @threads any, where a method does not say "the loop's"
 */
public interface ChannelLoop extends AutoCloseable {
    /**
     * The loop.
     *
     * @return always the same; closed with this
     */
    LoopPeer loop();

    /**
     * Watches channels on which nothing ever comes: bound sockets of UDP, which cost one file each.
     *
     * @param count how many
     * @throws IOException if the system does not give so many
     */
    void watchQuiet(int count) throws IOException;

    /**
     * Watches a socket, and sends everything that comes to who connects back to it.
     *
     * @param address a file that does not exist; connections are taken when this has returned
     * @throws IOException if it cannot
     */
    void echo(Path address) throws IOException;

    /**
     * Connects to a socket, and watches the connection.
     *
     * @param address where somebody listens
     * @param bytes the length of a message
     * @param received runs on the loop's thread for each message that has come whole
     * @return sends a message; to be run on the loop's thread
     * @throws IOException if it cannot
     */
    Runnable connect(Path address, int bytes, Runnable received) throws IOException;

    /** Ends the loop, and closes its channels. */
    @Override
    void close();
}

package org.mainspring.mainloop.poll.nio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channel;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Wakes a selector by a byte through a pipe that it selects, and remembers that it did.
 *
 * <p>Not by {@link Selector#wakeup}, which writes while it holds a lock that the woken thread needs. Both ends are
 * non-blocking, and so are indifferent to the interrupt flag of the thread that reads or writes.
 *
 * @threads owner, but for {@link #signal}, which any thread may call
 */
final class WakePipe {
    /*
     * Whoever turns the flag on writes the byte. The owner reads what bytes there are, then turns the flag off: a
     * waker that finds it on in between is served by the poll that is just returning. The owner may find the flag on
     * and the byte not yet written; it takes the flag, and the byte ends a later poll for nothing. So there can be
     * more than one byte in the pipe, at most one for each thread that was held up in signal().
     */
    private final AtomicBoolean signalled = new AtomicBoolean();
    private final Selector selector;
    private final Pipe pipe;
    private final SelectionKey key;
    private final ByteBuffer outgoing = ByteBuffer.allocateDirect(1); // @GuardedBy itself
    private final ByteBuffer incoming = ByteBuffer.allocateDirect(16);

    WakePipe(Selector selector) throws IOException {
        this.selector = selector;
        pipe = Pipe.open();
        try {
            pipe.sink().configureBlocking(false);
            pipe.source().configureBlocking(false);
            key = pipe.source().register(selector, SelectionKey.OP_READ, this);
        } catch (IOException | RuntimeException failure) {
            close();
            throw failure;
        }
    }

    /** Wakes the selector. For any thread. */
    void signal() {
        if (signalled.getAndSet(true)) {
            return;
        }
        try {
            synchronized (outgoing) { // among wakers only
                outgoing.clear();
                pipe.sink().write(outgoing); // 0 bytes if it is full: then it is readable all the same
            }
        } catch (IOException broken) {
            selector.wakeup();
        }
    }

    /** Takes back a pending signal and says whether there was one. */
    boolean take() {
        return signalled.get() && signalled.getAndSet(false);
    }

    /** Reads what is there; called when the selector found the pipe readable. */
    void drain() throws IOException {
        incoming.clear();
        pipe.source().read(incoming);
    }

    /** How many keys of the selector are the pipe's. */
    int keys() {
        return key.isValid() ? 1 : 0;
    }

    void close() {
        signalled.set(true); // later signals have nothing to write to
        closeQuietly(pipe.sink());
        closeQuietly(pipe.source());
    }

    private static void closeQuietly(Channel end) {
        try {
            end.close();
        } catch (IOException ignored) {
            // nothing is lost with it
        }
    }
}

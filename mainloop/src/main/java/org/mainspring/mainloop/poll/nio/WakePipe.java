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
     * Whoever turns the flag on writes the byte. A poll that finds the pipe readable turns the flag off, and leaves the byte
     * where it is, so that what the wake-up was for need not wait for a system call. The next poll reads the bytes first, and
     * after that looks at the flag: if it is on, somebody has turned it on since, whose byte may have been among those read,
     * and the poll does not wait. If it is off, the byte of the next one is still to come, and ends the wait.
     *
     * The owner may find the flag on and the byte not yet written; it takes the flag, and the byte ends a later poll for
     * nothing. So there can be more than one byte in the pipe, at most one for each thread that was held up in signal(), and
     * the one that was left.
     */
    private final AtomicBoolean signalled = new AtomicBoolean();
    private final Selector selector;
    private final Pipe pipe;
    private final SelectionKey key;
    private final ByteBuffer outgoing = ByteBuffer.allocateDirect(1); // @GuardedBy itself
    private final ByteBuffer incoming = ByteBuffer.allocateDirect(16);
    private boolean isReadable;

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
        boolean written = false;
        try {
            synchronized (outgoing) { // among wakers only
                outgoing.clear();
                pipe.sink().write(outgoing); // 0 bytes if it is full: then it is readable all the same
            }
            written = true;
        } catch (IOException broken) {
            selector.wakeup();
            written = true;
        } finally {
            if (!written) { // no stack is left for it: the next must not rely on this one
                signalled.set(false);
            }
        }
    }

    /** Takes back a pending signal and says whether there was one. */
    boolean take() {
        return signalled.get() && signalled.getAndSet(false);
    }

    /** Takes note that the selector found the pipe readable. */
    void found() {
        isReadable = true;
    }

    /** Whether it was found readable, and nobody has drained it. */
    boolean isReadable() {
        return isReadable;
    }

    /** Reads what was found; before the next select, which would find it again. */
    void drain() throws IOException {
        if (isReadable) {
            isReadable = false;
            if (key.isValid()) {
                incoming.clear();
                pipe.source().read(incoming);
            }
        }
    }

    /** Whether a signal is pending. */
    boolean isSignalled() {
        return signalled.get();
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

package org.mainspring.bench.floor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.concurrent.locks.LockSupport;

/**
 * A way to sleep until one is woken, and to wake who sleeps so: the two that our pollers have. There is none with
 * {@code Selector.wakeup}, which holds a lock that the woken thread needs: it is no floor, for ours is faster.
 */
interface Bed extends AutoCloseable {
    /** Sleeps; may end early. */
    void sleep();

    /** Wakes the thread that sleeps, or will sleep next. */
    void wake(Thread sleeper);

    @Override
    default void close() {}

    /** Parked. */
    final class Park implements Bed {
        @Override
        public void sleep() {
            LockSupport.park(this);
        }

        @Override
        public void wake(Thread sleeper) {
            LockSupport.unpark(sleeper);
        }
    }

    /** In select, with a pipe that is watched: to wake is to write a byte. */
    final class Pipe implements Bed {
        private final Selector selector;
        private final java.nio.channels.Pipe pipe;
        private final ByteBuffer written = ByteBuffer.allocateDirect(1);
        private final ByteBuffer read = ByteBuffer.allocateDirect(1);
        private boolean isRung; // of the sleeper

        Pipe() {
            try {
                selector = Selector.open();
                pipe = java.nio.channels.Pipe.open();
                pipe.sink().configureBlocking(false); // as the pipe of our pollers
                pipe.source().configureBlocking(false).register(selector, SelectionKey.OP_READ);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }

        /** Takes the byte that has woken it only now: meanwhile it has answered. */
        @Override
        public void sleep() {
            try {
                if (isRung) {
                    isRung = false;
                    pipe.source().read(read.clear());
                }
                selector.select(key -> isRung = true);
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }

        @Override
        public void wake(Thread sleeper) {
            try {
                pipe.sink().write(written.clear());
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }

        @Override
        public void close() {
            try {
                pipe.sink().close();
                pipe.source().close();
                selector.close();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }
}

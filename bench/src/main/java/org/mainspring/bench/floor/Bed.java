package org.mainspring.bench.floor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Selector;
import java.util.concurrent.locks.LockSupport;

/** A way to sleep until one is woken, and to wake who sleeps so. */
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

    /** In select. */
    final class Select implements Bed {
        private final Selector selector;

        Select() {
            try {
                selector = Selector.open();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }

        @Override
        public void sleep() {
            try {
                selector.select();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }

        @Override
        public void wake(Thread sleeper) {
            selector.wakeup();
        }

        @Override
        public void close() {
            try {
                selector.close();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }
}

package org.mainspring.mainloop.poll.nio;

import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.AbstractSelectionKey;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A selector of pipes of memory. A select without end ends when there is something to read; or when all are done who could
 * write and have not, which it counts. One with an end does not wait for it.
 */
final class MemorySelector extends AbstractSelector {
    private final AtomicInteger others;
    private final Set<SelectionKey> keys = new LinkedHashSet<>();
    private @Nullable Runnable meanwhile;
    private int sleptOver;

    /** With so many others who may wake who selects. */
    MemorySelector(SelectorProvider provider, int others) {
        super(provider);
        this.others = new AtomicInteger(others);
    }

    /** One of the others will not wake anybody any more. */
    void otherIsDone() {
        others.decrementAndGet();
    }

    /** Lets something happen once a select waits. Of the one who selects. */
    void onWait(Runnable event) {
        meanwhile = event;
    }

    /** How many selects without end there were that nobody has ended. Of the one who selects. */
    int sleptOver() {
        return sleptOver;
    }

    @Override
    public int selectNow(Consumer<SelectionKey> found) {
        letGo();
        int count = 0;
        for (SelectionKey key : keys) {
            if (MemoryPipe.readable(key.channel()) > 0) {
                count++;
                found.accept(key);
            }
        }
        return count;
    }

    @Override
    public int select(Consumer<SelectionKey> found, long timeoutMillis) {
        int count = selectNow(found);
        if (meanwhile != null) {
            meanwhile.run();
            meanwhile = null;
        }
        while (count == 0 && timeoutMillis == 0) {
            boolean isLast = others.get() == 0; // before the look: what the last of them has written is seen by it
            count = selectNow(found);
            if (count == 0 && isLast) {
                sleptOver++;
                break;
            }
            Thread.onSpinWait();
        }
        return count;
    }

    /** Takes out what was cancelled, as every select does. */
    private void letGo() {
        Set<SelectionKey> cancelled = cancelledKeys();
        synchronized (cancelled) {
            for (SelectionKey key : cancelled) {
                keys.remove(key);
                deregister((AbstractSelectionKey) key);
            }
            cancelled.clear();
        }
    }

    @Override
    protected SelectionKey register(AbstractSelectableChannel channel, int ops, Object attachment) {
        SelectionKey key = new Key(this, channel).interestOps(ops);
        key.attach(attachment);
        keys.add(key);
        return key;
    }

    @Override
    public Set<SelectionKey> keys() {
        return keys;
    }

    @Override
    public Set<SelectionKey> selectedKeys() {
        return Collections.emptySet();
    }

    @Override
    public int selectNow() {
        throw new UnsupportedOperationException();
    }

    @Override
    public int select(long timeoutMillis) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int select() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Selector wakeup() {
        throw new UnsupportedOperationException();
    }

    @Override
    protected void implCloseSelector() {}

    /** A channel here. Who asks for a pipe's end that is read from, asks for that: the operations are not looked at. */
    private static final class Key extends AbstractSelectionKey {
        private final MemorySelector selector;
        private final AbstractSelectableChannel channel;
        private int ops;

        Key(MemorySelector selector, AbstractSelectableChannel channel) {
            this.selector = selector;
            this.channel = channel;
        }

        @Override
        public AbstractSelectableChannel channel() {
            return channel;
        }

        @Override
        public Selector selector() {
            return selector;
        }

        @Override
        public int interestOps() {
            return ops;
        }

        @Override
        public SelectionKey interestOps(int newOps) {
            ops = newOps;
            return this;
        }

        @Override
        public int readyOps() {
            return OP_READ;
        }
    }
}

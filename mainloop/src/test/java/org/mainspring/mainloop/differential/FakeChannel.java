package org.mainspring.mainloop.differential;

import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.spi.SelectorProvider;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.poll.IOCondition;

/** A channel that nobody selects: its state is what the scenario says. A pipe is its end for reading. */
final class FakeChannel extends SelectableChannel {
    private final String name;
    private final boolean pipe;
    private IOCondition state = IOCondition.NONE;
    private int bytes;
    private boolean hungUp;

    FakeChannel(String name, boolean pipe) {
        this.name = name;
        this.pipe = pipe;
    }

    boolean isPipe() {
        return pipe;
    }

    void set(IOCondition condition) {
        state = condition;
    }

    /** Whether the byte could be written. */
    boolean write() {
        bytes += hungUp ? 0 : 1;
        return !hungUp;
    }

    void drain() {
        bytes = 0;
    }

    /** Whether the other end was open. */
    boolean hangUp() {
        boolean first = !hungUp;
        hungUp = true;
        return first;
    }

    /** What is the matter with it; of a pipe, what the system says of one. */
    IOCondition state() {
        if (!pipe) {
            return state;
        }
        return (bytes > 0 ? IOCondition.IN : IOCondition.NONE).or(hungUp ? IOCondition.HUP : IOCondition.NONE);
    }

    @Override
    public String toString() {
        return name;
    }

    // ---- what a selector would ask

    @Override
    public SelectorProvider provider() {
        return SelectorProvider.provider();
    }

    @Override
    public int validOps() {
        return SelectionKey.OP_READ | SelectionKey.OP_WRITE;
    }

    @Override
    public boolean isRegistered() {
        return false;
    }

    @Override
    public @Nullable SelectionKey keyFor(Selector selector) {
        return null;
    }

    @Override
    public SelectionKey register(Selector selector, int operations, @Nullable Object attachment) {
        throw new UnsupportedOperationException("a scenario's channel cannot be selected: " + name);
    }

    @Override
    public SelectableChannel configureBlocking(boolean blocks) {
        return this;
    }

    @Override
    public boolean isBlocking() {
        return false;
    }

    @Override
    public Object blockingLock() {
        return this;
    }

    @Override
    protected void implCloseChannel() {}
}

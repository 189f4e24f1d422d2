package org.mainspring.mainloop.poll.nio;

import java.io.IOException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;
import org.mainspring.mainloop.poll.PollRecord;
import org.mainspring.mainloop.poll.Poller.ReadyRecords;

/**
 * The watched channels of one selector, and the upkeep of its keys.
 *
 * @threads confined to its poller
 */
final class WatchTable {
    /*
     * Changes are noted, and made before the next select, so that a watch that goes and comes back in between costs
     * no key. A watch without records stays in the map until then; its key is cancelled there, or at once where
     * somebody may be waiting for the descriptor: see remove().
     *
     * Sockets that are not connected stay noted, for their interest changes with their state and nobody tells.
     *
     * A channel that is closed loses its key, and a select takes the key out of the selector. So fewer keys than this
     * table has registered mean that a watch has died, and only then is it worth to look which. A select that is to wait
     * would keep that to itself: so somebody asks isWhole() first.
     */
    private final Selector selector;
    private final IdentityHashMap<SelectableChannel, WatchedChannel> watches = new IdentityHashMap<>();
    private final List<WatchedChannel> changed = new ArrayList<>();
    private final List<WatchedChannel> ready = new ArrayList<>();
    private final KeyRing ring = new KeyRing();
    private int records;

    /** Whoever knows that its channel is dead, and may come again: a source that is blocked for a while does so. */
    private final Set<PollRecord> knowing = Collections.newSetFromMap(new WeakHashMap<>());

    WatchTable(Selector selector) {
        this.selector = selector;
    }

    void add(PollRecord record) {
        SelectableChannel channel = (SelectableChannel) record.target();
        WatchedChannel watch = watches.get(channel);
        if (watch == null) {
            watch = new WatchedChannel(channel, knowing);
            watches.put(channel, watch);
        }
        watch.add(record);
        records++;
        note(watch);
    }

    void modify(PollRecord record) {
        WatchedChannel watch = watchOf(record);
        watch.modified();
        note(watch);
    }

    void remove(PollRecord record) throws IOException {
        WatchedChannel watch = watchOf(record);
        if (!watch.remove(record)) {
            throw notPolled(record);
        }
        records--;
        note(watch);
        if (records == 0 || (watch.isUnused() && (watch.isDead() || isAwaited(watch.channel)))) {
            flush();
        }
    }

    /** A closed channel waits for its descriptor to be closed; a listener is likely to free its port for another. */
    private static boolean isAwaited(SelectableChannel channel) {
        return !channel.isOpen() || channel instanceof ServerSocketChannel;
    }

    /** Makes the selector forget the channels that have no record; from then they may be made blocking. */
    void flush() throws IOException {
        if (retireUnused()) {
            selector.selectNow(WatchTable::ignore);
        }
    }

    /** Brings the keys in line with the records. The next select must follow. */
    void refresh() throws IOException {
        retireUnused();
        int kept = 0;
        for (int i = 0; i < changed.size(); i++) {
            WatchedChannel watch = changed.get(i);
            if (!watch.isDead()) {
                settle(watch);
            }
            if (watch.isUntold()) {
                list(watch);
            }
            watch.isChanged = watch.isUnsettled();
            if (watch.isChanged) {
                changed.set(kept++, watch);
            }
        }
        truncate(changed, kept);
    }

    /** Takes what a select found. */
    void found(SelectionKey key) {
        WatchedChannel watch = (WatchedChannel) key.attachment();
        try {
            watch.found(key.readyOps());
            list(watch);
        } catch (CancelledKeyException closedMeanwhile) {
            // the next select takes it out, and sweep() will tell
        }
    }

    /** Finds the watches that have died, if the selector has fewer keys than it should. */
    void sweep(int otherKeys) {
        if (selector.keys().size() >= ring.size() + otherKeys) {
            return;
        }
        for (WatchedChannel watch : ring.bereft()) {
            kill(watch);
            if (watch.isUntold()) {
                list(watch);
            }
        }
    }

    /** Whether a select may wait: nothing is to be told, and every watch is known to have its key. */
    boolean isWhole() {
        return ready.isEmpty() && ring.isWhole();
    }

    int readyCount() {
        return ready.size();
    }

    /** Whether the state of a channel may change what is to be selected. */
    boolean hasUnsettled() {
        return !changed.isEmpty();
    }

    /** Tells the records what was found since the last time. */
    void deliver(ReadyRecords told) {
        try {
            for (int i = 0; i < ready.size(); i++) {
                ready.get(i).deliver(told);
            }
        } finally {
            for (int i = 0; i < ready.size(); i++) {
                ready.get(i).delivered();
            }
            ready.clear();
        }
    }

    private void note(WatchedChannel watch) {
        if (!watch.isChanged) {
            watch.isChanged = true;
            changed.add(watch);
        }
    }

    private void list(WatchedChannel watch) {
        if (!watch.isReady) {
            watch.isReady = true;
            ready.add(watch);
        }
    }

    /** Returns whether there is something that the selector must let go of. */
    private boolean retireUnused() {
        boolean cancelled = false;
        int kept = 0;
        for (int i = 0; i < changed.size(); i++) {
            WatchedChannel watch = changed.get(i);
            if (watch.isUnused()) {
                watches.remove(watch.channel);
                cancelKey(watch);
                cancelled |= watch.channel.keyFor(selector) != null;
            } else {
                changed.set(kept++, watch);
            }
        }
        truncate(changed, kept);
        return cancelled;
    }

    private void cancelKey(WatchedChannel watch) {
        SelectionKey key = watch.dropKey();
        if (key != null) {
            ring.remove(watch);
            key.cancel();
        }
    }

    private void settle(WatchedChannel watch) throws IOException {
        int ops = watch.refreshInterest();
        try {
            if (watch.key() == null) {
                watch.registered(register(watch, ops), ops);
                ring.add(watch);
            } else {
                watch.select(ops);
            }
        } catch (ClosedChannelException | CancelledKeyException | IllegalBlockingModeException unwatchable) {
            kill(watch);
        }
    }

    private SelectionKey register(WatchedChannel watch, int ops) throws IOException {
        SelectionKey left = watch.channel.keyFor(selector);
        if (left != null && !left.isValid()) {
            selector.selectNow(WatchTable::ignore); // someone cancelled it, and the selector has not yet let go of it
        }
        return watch.channel.register(selector, ops, watch);
    }

    private void kill(WatchedChannel watch) {
        if (watch.dropKey() != null) {
            ring.remove(watch);
        }
        watch.die();
    }

    private WatchedChannel watchOf(PollRecord record) {
        WatchedChannel watch = watches.get(record.target());
        if (watch == null) {
            throw notPolled(record);
        }
        return watch;
    }

    private static IllegalArgumentException notPolled(PollRecord record) {
        return new IllegalArgumentException("not polled here: " + record);
    }

    private static void ignore(SelectionKey key) {}

    private static void truncate(List<WatchedChannel> list, int size) {
        for (int i = list.size() - 1; i >= size; i--) {
            list.remove(i);
        }
    }
}

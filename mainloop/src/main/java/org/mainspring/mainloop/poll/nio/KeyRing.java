package org.mainspring.mainloop.poll.nio;

import java.util.ArrayList;
import java.util.List;

/**
 * The watches that have a key in the selector, in no order.
 *
 * @threads confined to its table
 */
final class KeyRing {
    /** So many can be looked through in less time than a system call takes that sees nothing. */
    static final int GLANCE = 64;

    private final List<WatchedChannel> watches = new ArrayList<>();

    void add(WatchedChannel watch) {
        watch.place = watches.size();
        watches.add(watch);
    }

    void remove(WatchedChannel watch) {
        WatchedChannel last = watches.remove(watches.size() - 1);
        if (last != watch) {
            last.place = watch.place;
            watches.set(watch.place, last);
        }
    }

    int size() {
        return watches.size();
    }

    /** Whether every watch is known to have its key still; false also if there are too many to look at. */
    boolean isWhole() {
        int count = watches.size();
        if (count > GLANCE) {
            return false;
        }
        for (int i = 0; i < count; i++) {
            if (watches.get(i).isBereft()) {
                return false;
            }
        }
        return true;
    }

    /** Those whose key is gone. */
    List<WatchedChannel> bereft() {
        return watches.stream().filter(WatchedChannel::isBereft).toList();
    }
}

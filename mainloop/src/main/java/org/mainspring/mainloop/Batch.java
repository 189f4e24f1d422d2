package org.mainspring.mainloop;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.queue.OrderedList;

/**
 * The sources that an iteration found ready and is about to dispatch, in order. It is frozen: who becomes ready now
 * runs in a later iteration. A nested iteration shares it, so that what it discards is discarded for all.
 *
 * <p>Who has left it is remembered until {@link #forget}: the next iteration often finds the same.
 */
final class Batch {
    private static final int FIRST_CAPACITY = 16;

    @Nullable
    SourceNode[] sources = new SourceNode[FIRST_CAPACITY];

    int next; // who is before it has left
    int size;

    boolean isEmpty() {
        return next == size;
    }

    /** Takes the next source out, or null at the end. */
    @Nullable
    SourceNode poll() {
        if (next == size) {
            return null;
        }
        SourceNode source = requireNonNull(sources[next++]);
        source.markQueued(false);
        return source;
    }

    /** The only one who is here, or has left, since all were forgotten; null if there were more, or nobody. */
    @Nullable
    SourceNode lone() {
        return size == 1 ? sources[0] : null;
    }

    /** Who has left last; nobody may have been added since. */
    SourceNode last() {
        return requireNonNull(sources[next - 1]);
    }

    /** Lets go of those who have left, if they are all. */
    void forget() {
        if (next == size) {
            Arrays.fill(sources, 0, size, null);
            next = 0;
            size = 0;
        }
    }

    /** Takes in one, if all have left: mostly the one that was here before. */
    void fillWith(SourceNode source) {
        if (size == 1 && sources[0] == source) {
            source.markQueued(true);
            next = 0;
        } else {
            forget();
            add(source);
        }
    }

    /**
     * Takes in again all who have left, unless one is blocked. Who was destroyed meanwhile is found out when its turn comes.
     *
     * @return false if one is, or there was nobody; then nothing has changed
     */
    boolean refill() {
        int taken = 0;
        while (taken < size && takeUnlessBlocked(requireNonNull(sources[taken]))) {
            taken++;
        }
        if (taken < size) {
            while (taken > 0) {
                requireNonNull(sources[--taken]).markQueued(false);
            }
            return false;
        }
        next = 0;
        return size > 0;
    }

    private static boolean takeUnlessBlocked(SourceNode source) {
        boolean free = !source.isBlocked();
        if (free) {
            source.markQueued(true);
        }
        return free;
    }

    /** Adds what is live of two lists from one position until before another, in the order of positions. */
    void addInOrder(OrderedList<SourceNode> some, OrderedList<SourceNode> others, long from, long before) {
        if (some.isEmpty() && others.isEmpty()) {
            return;
        }
        int left = some.indexOf(from);
        int leftEnd = some.indexOf(before);
        int right = others.indexOf(from);
        int rightEnd = others.indexOf(before);
        while (left < leftEnd && right < rightEnd) {
            SourceNode a = some.at(left);
            SourceNode b = others.at(right);
            if (a == null) {
                left++;
            } else if (b == null) {
                right++;
            } else if (a.position() < b.position()) {
                addLive(a);
                left++;
            } else {
                addLive(b);
                right++;
            }
        }
        for (; left < leftEnd; left++) {
            addLive(some.at(left));
        }
        for (; right < rightEnd; right++) {
            addLive(others.at(right));
        }
    }

    private void addLive(@Nullable SourceNode source) {
        if (source != null && source.isLive() && !source.isQueued()) {
            add(source); // who is queued already was moved behind by a hook since
        }
    }

    /** Adds one who is not here. */
    void add(SourceNode source) {
        if (size == sources.length) {
            sources = Arrays.copyOf(sources, size * 2);
        }
        source.markQueued(true);
        sources[size++] = source;
    }
}

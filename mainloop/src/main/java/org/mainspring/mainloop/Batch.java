package org.mainspring.mainloop;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.queue.OrderedList;

/**
 * The sources that an iteration found ready and is about to dispatch, in order. It is frozen: who becomes ready now
 * runs in a later iteration. A nested iteration shares it, so that what it discards is discarded for all.
 */
final class Batch {
    private static final int FIRST_CAPACITY = 16;

    @Nullable
    SourceNode[] sources = new SourceNode[FIRST_CAPACITY];

    int next;
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
        SourceNode source = sources[next];
        sources[next++] = null;
        if (next == size) {
            next = 0;
            size = 0;
        }
        return source;
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

    /** Adds what is live of a list. */
    void add(OrderedList<SourceNode> some) {
        int end = some.indexOf(Long.MAX_VALUE);
        for (int i = some.indexOf(Long.MIN_VALUE); i < end; i++) {
            addLive(some.at(i));
        }
    }

    private void addLive(@Nullable SourceNode source) {
        if (source == null || !source.isLive() || source.is(SourceNode.QUEUED)) {
            return; // queued already: a hook has moved it behind since
        }
        if (size == sources.length) {
            sources = Arrays.copyOf(sources, size * 2);
        }
        source.mark(SourceNode.QUEUED);
        sources[size++] = source;
    }
}

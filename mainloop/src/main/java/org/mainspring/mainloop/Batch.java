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

    private @Nullable SourceNode[] sources = new SourceNode[FIRST_CAPACITY];
    private int next;
    private int size;

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

    /** Adds what is live of two lists, in the order of positions. */
    void addInOrder(OrderedList<SourceNode> some, OrderedList<SourceNode> others) {
        int left = some.begin();
        int right = others.begin();
        while (left < some.end() || right < others.end()) {
            SourceNode a = left < some.end() ? some.at(left) : null;
            SourceNode b = right < others.end() ? others.at(right) : null;
            if (a == null && left < some.end()) {
                left++;
            } else if (b == null && right < others.end()) {
                right++;
            } else if (b == null || (a != null && a.position() < b.position())) {
                addLive(a);
                left++;
            } else {
                addLive(b);
                right++;
            }
        }
    }

    private void addLive(@Nullable SourceNode source) {
        if (source == null || !source.isLive()) {
            return;
        }
        if (size == sources.length) {
            sources = Arrays.copyOf(sources, size * 2);
        }
        source.mark(SourceNode.QUEUED);
        sources[size++] = source;
    }
}

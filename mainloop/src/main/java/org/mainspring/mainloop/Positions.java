package org.mainspring.mainloop;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.queue.OrderedList;

/**
 * Where sources of one priority stand: a number each, and a smaller one stands before. Children stand right before
 * their parent (S2-S7).
 *
 * @threads under the registry's lock
 */
final class Positions {
    /*
     * A source without a parent stands at a multiple of ROOM, behind all that came or moved before it; the numbers
     * below it, down to the multiple before, are room for its descendants. So they stand before it and behind
     * everybody else, and no place of others ever has to change. A child that comes later stands a stride behind the one
     * before; the numbers in between are for children of its own. When the room between two gets too small, the
     * whole family is spread out anew. The numbers last for 2^43 sources and moves; a family, for 2^20 descendants.
     */
    private static final long ROOM = 1L << 20;
    private static final long STRIDE = 16;

    private long last;

    /** A place behind all others. */
    long tail() {
        last += ROOM;
        return last;
    }

    /** The place of a source that is being attached: before its parent, or behind all others. */
    void enroll(SourceNode source) {
        SourceNode parent = source.parent();
        OrderedList.assignPosition(source, parent == null ? tail() : before(parent, source));
    }

    /** Whether a child stands where it must: behind its siblings that came before it, and before its parent. */
    static boolean isPlaced(SourceNode source, SourceNode parent) {
        return source.position() < parent.position()
                && source.position() > rootOf(parent).position() - ROOM;
    }

    /** Gives a child its place, if there is room for it. */
    static void place(SourceNode child, SourceNode parent) {
        OrderedList.assignPosition(child, before(parent, child));
    }

    /** The place right before a source and behind its descendants; the source's own if there is no room. */
    private static long before(SourceNode parent, SourceNode child) {
        SourceNode root = rootOf(parent);
        long end = parent.position();
        long begin = lastBefore(end, root, child, root.position() - ROOM);
        long room = end - begin;
        return room < 2 ? end : begin + Math.max(1, Math.min(STRIDE, room / 2));
    }

    /** The last place before another that a descendant has, the child left out; or the least one, if it is before all. */
    private static long lastBefore(long end, SourceNode ancestor, SourceNode child, long least) {
        long last = least;
        for (SourceNode other : ancestor.children()) {
            if (other != child && other.id() != 0 && other.position() < end) {
                last = Math.max(last, other.position());
            }
            last = lastBefore(end, other, child, last);
        }
        return last;
    }

    static SourceNode rootOf(SourceNode source) {
        SourceNode root = source;
        for (SourceNode parent = source.parent(); parent != null; parent = root.parent()) {
            root = parent;
        }
        return root;
    }

    static boolean isAncestor(SourceNode candidate, SourceNode source) {
        SourceNode ancestor = source.parent();
        while (ancestor != null && ancestor != candidate) {
            ancestor = ancestor.parent();
        }
        return ancestor != null;
    }

    /** The attached descendants of a source, each one's children before itself, the newest child first (S4, S7). */
    static List<SourceNode> newestFirst(SourceNode root) {
        return descendants(root, null);
    }

    /** The attached descendants of a source in the order in which they stand. */
    static List<SourceNode> inOrder(SourceNode root) {
        return descendants(root, Comparator.comparingLong(SourceNode::position));
    }

    /** The n-th of so many places, spread evenly over the room before a root. */
    static long spread(long rootPosition, int index, int count) {
        if (count >= ROOM) {
            throw new IllegalStateException("more than " + (ROOM - 1) + " descendants: " + count);
        }
        return rootPosition - ROOM + ROOM / (count + 1) * (index + 1);
    }

    private static List<SourceNode> descendants(SourceNode root, @Nullable Comparator<SourceNode> order) {
        List<SourceNode> list = new ArrayList<>();
        addDescendants(root, order, list);
        return list;
    }

    private static void addDescendants(
            SourceNode source, @Nullable Comparator<SourceNode> order, List<SourceNode> list) {
        SourceNode[] children = source.children();
        if (order != null && children.length > 1) {
            children = children.clone();
            Arrays.sort(children, order);
        }
        for (SourceNode child : children) {
            if (child.id() != 0) {
                addDescendants(child, order, list);
                list.add(child);
            }
        }
    }
}

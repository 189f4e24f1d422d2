package org.mainspring.mainloop;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The kin of one source: its parent and its children. Any thread may change it; who walks the children walks the array
 * of one moment.
 *
 * @param <S> the sources
 * @origin GLib g_source_add_child_source
 */
final class Family<S> {
    private final S[] none;
    private volatile S[] children; // the newest first; written under this family's lock
    private volatile @Nullable S parent; // written under this family's lock
    private volatile boolean hadChildren;

    Family(S[] none) {
        this.none = none;
        children = none;
    }

    @Nullable
    S parent() {
        return parent;
    }

    /** The children of this moment, the newest first. */
    S[] children() {
        return children;
    }

    /** Whether there is a child, or ever was one. */
    boolean hasHadChildren() {
        return hadChildren;
    }

    /** Takes a parent; false if there is one. */
    synchronized boolean join(S newParent) {
        if (parent != null) {
            return false;
        }
        parent = newParent;
        return true;
    }

    synchronized void leave() {
        parent = null;
    }

    synchronized void add(S child) {
        S[] before = children;
        S[] after = Arrays.copyOf(before, before.length + 1);
        System.arraycopy(before, 0, after, 1, before.length);
        after[0] = child;
        hadChildren = true;
        children = after;
    }

    synchronized void remove(S child) {
        S[] before = children;
        int index = Arrays.asList(before).indexOf(child);
        if (index < 0) {
            return;
        }
        S[] after = before.length == 1 ? none : Arrays.copyOf(before, before.length - 1);
        System.arraycopy(before, index + 1, after, index, before.length - index - 1);
        children = after;
    }
}

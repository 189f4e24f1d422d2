package org.mainspring.mainloop.queue;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The priority levels in use, most urgent first. A level stays when its last member leaves, since another often
 * follows, until somebody calls {@link #purge}.
 *
 * <p>A walk by {@link #first} and {@link #after} survives levels that come and go meanwhile.
 *
 * @param <E> what the levels hold
 * @threads confined
 */
public final class PriorityLevels<E extends Member> {
    /* A sorted array, and each linked to the next for walks: programs use a handful of priorities, and levels come and go seldom. */
    private @Nullable PriorityLevel<?>[] levels = new PriorityLevel<?>[4];
    private int size;
    private final PositionSort sort = new PositionSort(); // of all lists of all levels: no two sort at a time

    /** No levels. */
    public PriorityLevels() {}

    /**
     * The most urgent level.
     *
     * @return the level, or null if there is none
     */
    public @Nullable PriorityLevel<E> first() {
        return at(0);
    }

    /**
     * The most urgent level that is less urgent than another.
     *
     * @param level one of these
     * @return the level, or null if there is none
     */
    public @Nullable PriorityLevel<E> after(PriorityLevel<E> level) {
        return level.next;
    }

    /**
     * The level of a priority, made if there is none.
     *
     * @param priority any number
     * @return the level
     */
    public PriorityLevel<E> of(int priority) {
        int index = indexFrom(priority);
        PriorityLevel<E> level = at(index);
        return level != null && level.priority() == priority ? level : insert(index, priority);
    }

    /** Drops the levels that have no members. Nobody may be walking meanwhile. */
    public void purge() {
        int kept = 0;
        for (int i = 0; i < size; i++) {
            PriorityLevel<?> level = levels[i];
            if (level != null && level.members() > 0) {
                levels[kept++] = level;
            } else if (level != null) {
                level.next = null; // who holds it still shall not hold them all
            }
        }
        Arrays.fill(levels, kept, size, null);
        size = kept;
        for (int i = 0; i < size; i++) {
            linkAt(i);
        }
    }

    private PriorityLevel<E> insert(int index, int priority) {
        if (size == levels.length) {
            levels = Arrays.copyOf(levels, size * 2);
        }
        System.arraycopy(levels, index, levels, index + 1, size - index);
        PriorityLevel<E> level = new PriorityLevel<>(priority, sort);
        levels[index] = level;
        size++;
        linkAt(index);
        if (index > 0) {
            linkAt(index - 1);
        }
        return level;
    }

    private void linkAt(int index) {
        PriorityLevel<E> level = at(index);
        if (level != null) {
            level.next = at(index + 1);
        }
    }

    private int indexFrom(int priority) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (priorityAt(middle) < priority) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    @SuppressWarnings("NullAway") // every slot below size is filled
    private int priorityAt(int index) {
        return levels[index].priority();
    }

    @SuppressWarnings("unchecked")
    private @Nullable PriorityLevel<E> at(int index) {
        return index < size ? (PriorityLevel<E>) levels[index] : null;
    }

    void checkInvariants() {
        for (int i = 0; i < size; i++) {
            if (i > 0 && priorityAt(i - 1) >= priorityAt(i)) {
                throw new AssertionError("levels out of order at " + i);
            }
            PriorityLevel<E> level = at(i);
            if (level != null && level.next != at(i + 1)) {
                throw new AssertionError("levels linked wrongly at " + i);
            }
        }
        for (PriorityLevel<E> level = first(); level != null; level = after(level)) {
            level.checkInvariants();
        }
    }
}

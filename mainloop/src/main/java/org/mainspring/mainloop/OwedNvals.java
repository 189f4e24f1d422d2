package org.mainspring.mainloop;

import java.util.AbstractCollection;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * The watches that have to be told NVAL still, by priority: whoever looks for the urgent ones does not look at the others, which
 * may have to wait for long.
 *
 * @threads confined to whoever holds the context
 */
final class OwedNvals extends AbstractCollection<WatchRecord> {
    private final TreeMap<Integer, Set<WatchRecord>> byPriority = new TreeMap<>();
    private int size;

    /** Whether there is one of the given priority or a more urgent one. */
    boolean hasAny(int maxPriority) {
        return size > 0 && byPriority.firstKey() <= maxPriority;
    }

    /** Those of the given priority or a more urgent one, at this moment. */
    List<WatchRecord> until(int maxPriority) {
        return byPriority.headMap(maxPriority, true).values().stream()
                .flatMap(Collection::stream)
                .toList();
    }

    /** Adds a watch whose source has a priority, unless it is here. */
    void add(WatchRecord watch, int priority) {
        if (!watch.owedNval) {
            watch.owedNval = true;
            watch.owedPriority = priority;
            byPriority.computeIfAbsent(priority, first -> new LinkedHashSet<>()).add(watch);
            size++;
        }
    }

    /** Takes a watch out if it is here. */
    void remove(WatchRecord watch) {
        if (watch.owedNval) {
            watch.owedNval = false;
            size--;
            byPriority.computeIfPresent(
                    watch.owedPriority, (priority, here) -> here.remove(watch) && here.isEmpty() ? null : here);
        }
    }

    /** The source of a watch may have another priority now. */
    void move(WatchRecord watch, int priority) {
        if (watch.owedNval && watch.owedPriority != priority) {
            remove(watch);
            add(watch, priority);
        }
    }

    @Override
    public boolean isEmpty() {
        return size == 0;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public boolean contains(Object other) {
        return other instanceof WatchRecord watch
                && byPriority.getOrDefault(watch.owedPriority, Set.of()).contains(watch);
    }

    @Override
    public Iterator<WatchRecord> iterator() {
        return until(Integer.MAX_VALUE).iterator();
    }
}

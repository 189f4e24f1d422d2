package org.mainspring.mainloop;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.queue.IdTable;
import org.mainspring.mainloop.queue.Inbox;

/**
 * Who belongs to a context: ids, positions, look-ups; and the inbox, in which sources wait that other threads have
 * attached or changed.
 *
 * <p>Its own monitor guards ids, positions and the table. A source is in the table from its attachment on, whichever
 * thread attached it, until it has ended.
 */
final class Registry {
    /** So many leave the table together: who only removes what other threads add would fight them for the monitor. */
    private static final int MOST_LEAVING = 64;

    final IdTable<SourceNode> table = new IdTable<>();
    private final Positions positions = new Positions();
    final Inbox<SourceNode> inbox = new Inbox<>();
    private final List<SourceNode> hidden = new ArrayList<>(); // attached, and found by nobody

    /**
     * The ids of sources that have ended and are still in the table, where nobody finds them. Confined to the context's
     * holder. Not the sources: to write a reference into what is old costs a fence of the collector's.
     */
    private final int[] leaving = new int[MOST_LEAVING];

    private int leavingCount;
    private int lastId;
    private volatile boolean wrapped; // ids have begun again: one may be taken still

    Registry(int firstId) {
        lastId = firstId - 1;
    }

    /**
     * Gives a source its id, and its place behind all others or before its parent. The caller holds the monitor, so that
     * he can make the source known to be attached before anybody can find it.
     */
    void enroll(SourceNode source) {
        assert Thread.holdsLock(this);
        IdTable.assignId(source, nextId());
        positions.enroll(source);
        table.add(source);
    }

    /** Gives a place, and no id: nobody finds the source here. */
    void enrollHidden(SourceNode source) {
        assert Thread.holdsLock(this);
        positions.enroll(source);
        hidden.add(source);
    }

    private int nextId() {
        do {
            lastId++;
            if (lastId == 0) {
                wrapped = true;
            }
        } while (lastId == 0 || (wrapped && table.find(lastId) != null));
        return lastId;
    }

    /** A place behind all others. Any thread. */
    synchronized long tail() {
        return positions.tail();
    }

    /** A source has ended, and leaves; soon, if nothing can tell. The context's holder only. */
    void leave(SourceNode source) {
        int id = source.id();
        if (id == 0) {
            leaveHidden(source);
            return;
        }
        leaving[leavingCount++] = id;
        if (leavingCount == MOST_LEAVING || wrapped) {
            removeLeaving();
        }
    }

    private synchronized void leaveHidden(SourceNode source) {
        hidden.remove(source);
    }

    /** A source that has left may have been entered since, or not; its id may be another's by now. */
    synchronized void leaveAgain(SourceNode source) {
        table.remove(source);
        hidden.remove(source);
    }

    /** Whether somebody has ended and is still in the table. The context's holder only. */
    boolean isAnybodyLeaving() {
        return leavingCount > 0;
    }

    /** Those who are leaving are gone. The context's holder only. */
    void removeLeaving() {
        if (isAnybodyLeaving()) {
            removeAllLeaving();
        }
    }

    private synchronized void removeAllLeaving() {
        for (int i = 0; i < leavingCount; i++) {
            table.remove(leaving[i]);
        }
        leavingCount = 0;
    }

    /** Gives sources other places. Others who look for sources compare places as they are in the monitor. */
    synchronized void relocate(Runnable move) {
        move.run();
    }

    @Nullable
    synchronized SourceNode findById(int id) {
        SourceNode found = table.find(id);
        return found == null || found.isDestroyed() ? null : found;
    }

    /** The first in dispatch order that is not destroyed and fits. What it is tested by runs under the monitor. */
    @Nullable
    synchronized SourceNode findFirst(Predicate<SourceNode> fits) {
        @Nullable SourceNode[] first = new SourceNode[1];
        table.forEach(source -> {
            if (!source.isDestroyed() && (first[0] == null || isBefore(source, first[0])) && fits.test(source)) {
                first[0] = source;
            }
        });
        return first[0];
    }

    private static boolean isBefore(SourceNode some, SourceNode other) {
        return some.wantedPriority < other.wantedPriority
                || (some.wantedPriority == other.wantedPriority && some.position() < other.position());
    }

    /** Every source, in dispatch order, the destroyed ones that have not ended yet included. */
    synchronized List<SourceNode> inOrder() {
        List<SourceNode> sources = new ArrayList<>();
        table.forEach(sources::add);
        sources.removeIf(SourceNode::isTold);
        return sorted(sources);
    }

    /** Those that nobody finds. */
    synchronized List<SourceNode> hidden() {
        return List.copyOf(hidden);
    }

    /** All of them. */
    synchronized List<SourceNode> everybodyInOrder() {
        List<SourceNode> sources = new ArrayList<>(hidden);
        table.forEach(sources::add);
        return sorted(sources);
    }

    private static List<SourceNode> sorted(List<SourceNode> sources) {
        record Place(SourceNode source, int priority, long position) {} // priorities may change while we sort
        return sources.stream()
                .map(source -> new Place(source, source.wantedPriority, source.position()))
                .sorted(Comparator.comparingInt(Place::priority).thenComparingLong(Place::position))
                .map(Place::source)
                .collect(Collectors.toCollection(ArrayList::new));
    }
}

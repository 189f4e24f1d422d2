package org.mainspring.mainloop;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.queue.IdTable;
import org.mainspring.mainloop.queue.Inbox;

/**
 * Who belongs to a context: ids, positions, look-ups; and the inbox, in which sources wait that other threads have
 * attached or changed.
 *
 * <p>Only whoever holds the context writes to the table, and he does so under the lock; so he reads without it, and
 * others read with it. A source that was attached by another thread moves from the inbox to the table under the lock,
 * so a look-up always finds it in one of them.
 */
final class Registry {
    /*
     * One counter gives ids and positions, so that both follow the one order in which sources were attached. An
     * attach steps it to the next multiple of STEP; the multiple's number is the id, the counter the position. Moving
     * to the tail of a level steps it by 1, behind everybody who came before and ahead of everybody who comes later.
     * (After STEP moves without an attach between them one id is left out.) The counter lasts for 2^43 attaches.
     */
    private static final int STEP_BITS = 20;
    private static final long STEP = 1L << STEP_BITS;
    private static final long LAST_FRESH_ID = 0xFFFF_FFFFL;

    private final AtomicLong sequence;
    private final Object lock = new Object();
    private final IdTable<SourceNode> table = new IdTable<>(); // written under lock by the context's holder
    final Inbox<SourceNode> inbox = new Inbox<>();

    Registry(int firstId) {
        sequence = new AtomicLong((Integer.toUnsignedLong(firstId) - 1) << STEP_BITS);
    }

    /** Gives a source its id and its place behind all others. Any thread. */
    void enroll(SourceNode source) {
        long before;
        long claimed;
        do {
            before = sequence.get();
            claimed = (before & -STEP) + STEP;
        } while (!isIdFree(claimed >>> STEP_BITS, claimed, before));
        source.assignId((int) (claimed >>> STEP_BITS));
        source.assignPosition(claimed);
    }

    /** Takes an id, if it is one and, after the ids have wrapped, nobody has it still. */
    private boolean isIdFree(long number, long claimed, long before) {
        if (!sequence.compareAndSet(before, claimed)) {
            return false;
        }
        int id = (int) number;
        return id != 0 && (number <= LAST_FRESH_ID || !isTaken(id));
    }

    private boolean isTaken(int id) {
        synchronized (lock) {
            return table.find(id) != null || posted(source -> source.id() == id) != null;
        }
    }

    /** A place behind all others. */
    long tail() {
        return sequence.incrementAndGet();
    }

    void add(SourceNode source) {
        synchronized (lock) {
            addLocked(source);
        }
    }

    private void addLocked(SourceNode source) {
        if (table.find(source.id()) == null) {
            table.add(source);
        }
    }

    void remove(SourceNode source) {
        synchronized (lock) {
            table.remove(source);
        }
    }

    /** Takes what other threads have posted, oldest first, into the table if it is not there yet. */
    @Nullable
    SourceNode takePosted() {
        synchronized (lock) {
            SourceNode oldest = inbox.takeAll();
            for (SourceNode source = oldest; source != null; source = inbox.olderThan(source)) {
                if (!source.isDestroyed()) {
                    addLocked(source);
                }
            }
            return oldest;
        }
    }

    /** Gives a source another place. Others who look for sources compare places, under the lock. */
    void relocate(Runnable move) {
        synchronized (lock) {
            move.run();
        }
    }

    @Nullable
    SourceNode findById(int id) {
        synchronized (lock) {
            SourceNode found = table.find(id);
            if (found == null) {
                found = posted(source -> source.id() == id);
            }
            return found == null || found.isDestroyed() ? null : found;
        }
    }

    /** The first in dispatch order that is not destroyed and fits. */
    @Nullable
    SourceNode findFirst(Predicate<SourceNode> fits) {
        @Nullable SourceNode[] first = new SourceNode[1];
        forEach(source -> {
            if (!source.isDestroyed() && fits.test(source) && (first[0] == null || isBefore(source, first[0]))) {
                first[0] = source;
            }
        });
        return first[0];
    }

    private static boolean isBefore(SourceNode some, SourceNode other) {
        return some.wantedPriority < other.wantedPriority
                || (some.wantedPriority == other.wantedPriority && some.position() < other.position());
    }

    /** Every source, in dispatch order, the destroyed ones that are not gone yet included. */
    List<SourceNode> inOrder() {
        record Place(SourceNode source, int priority, long position) {}
        List<Place> places = new ArrayList<>();
        forEach(source -> places.add(new Place(source, source.wantedPriority, source.position())));
        places.sort(Comparator.comparingInt(Place::priority).thenComparingLong(Place::position));
        List<SourceNode> sources = new ArrayList<>(places.size());
        places.forEach(place -> sources.add(place.source));
        return sources;
    }

    /** Shows every source, the posted ones that are not in the table yet included, in no order, under the lock. */
    private void forEach(Consumer<SourceNode> visitor) {
        synchronized (lock) {
            table.forEach(visitor);
            for (SourceNode source = inbox.newest(); source != null; source = inbox.olderThan(source)) {
                if (table.find(source.id()) == null) {
                    visitor.accept(source);
                }
            }
        }
    }

    private @Nullable SourceNode posted(Predicate<SourceNode> fits) {
        SourceNode source = inbox.newest();
        while (source != null && !fits.test(source)) {
            source = inbox.olderThan(source);
        }
        return source;
    }
}

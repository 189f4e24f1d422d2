package org.mainspring.mainloop;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.Ownership.Entry;
import org.mainspring.mainloop.poll.Poller;

/**
 * How sources come, change and go, from whichever thread.
 *
 * <p>A change is first written into the source. Then, if the caller holds the context or nobody does, the engine is
 * made to follow at once; if another thread owns it, the source is posted to the inbox and the owner follows when it
 * next looks: before it prepares, and after it has polled.
 */
final class Lifecycle {
    private static final int MOST_LEFT_WAITING = (1 << 10) - 1;

    final Ownership ownership = new Ownership();
    final WakeWord wakeWord = new WakeWord();
    final Registry registry;
    final Reports reports;
    final Endings endings;
    private final Schedule schedule;
    private final Watches watches;
    private final Poller poller;
    private volatile boolean closed;

    /** Sources that are gone and have still something to be told; confined to the context's holder. */
    private List<SourceNode> ended = new ArrayList<>();

    Lifecycle(Registry registry, Reports reports, Schedule schedule, Watches watches, Poller poller) {
        this.registry = registry;
        this.reports = reports;
        endings = new Endings(reports);
        this.schedule = schedule;
        this.watches = watches;
        this.poller = poller;
    }

    boolean isClosed() {
        return closed;
    }

    /** Makes the poll that is running, or else the next one, return at once. */
    void wakeup() {
        if (wakeWord.signal()) {
            poller.wakeup();
        }
    }

    /** The source is enrolled and shows its context; from here on it is known to it. */
    void attach(SourceNode source, boolean wakeAlways) {
        boolean foreign = change(source);
        if (wakeAlways || source.watches != null || (foreign && mustBeSeenSoon(source))) {
            wakeup();
        } else if (foreign && wakeWord.signalFor(source.wantedReadyTimeNanos)) {
            poller.wakeup();
        }
        if (closed) {
            destroy(source); // whoever closed the context may have looked before we came
        }
    }

    /**
     * One that only waits for a moment may wait in the inbox until then; but not too many, since those that are destroyed
     * meanwhile stay as long.
     */
    private static boolean mustBeSeenSoon(SourceNode source) {
        return !source.waitsForTimeOnly() || isOneInMany(source);
    }

    private static boolean isOneInMany(SourceNode source) {
        return (source.id() & MOST_LEFT_WAITING) == 0;
    }

    /** Ends a source that is attached, or was to be. */
    void destroy(SourceNode source) {
        if (source.markDestroyed()) {
            destroyMarked(source);
        }
    }

    /** Does the rest for the one who has marked the source. */
    void destroyMarked(SourceNode source) {
        Error error = endings.retire(source, source.exchangeCallback(null));
        boolean foreign = change(source);
        if (source.watches != null || (foreign && (source.finalizes() || isOneInMany(source)))) {
            wakeup();
        }
        Endings.rethrow(error);
    }

    void readyTimeChanged(SourceNode source) {
        if (source.isDestroyed()) {
            return;
        }
        if (ownership.isHeldByCurrentThread()) { // the path of every re-arm
            if (source.is(SourceNode.LINKED)) {
                schedule.rearm(source);
            }
            if (source.blocks == 0) {
                wakeup();
            }
            return;
        }
        change(source);
        if (wakeWord.signalFor(source.wantedReadyTimeNanos)) {
            poller.wakeup();
        }
    }

    void priorityChanged(SourceNode source) {
        source.wantPosition(registry.tail());
        change(source);
        if (source.watches != null) {
            wakeup();
        }
    }

    void watchesChanged(SourceNode source) {
        change(source);
        wakeup();
    }

    /** Makes the engine follow a source, now or by its owner's hand; true if it is left to its owner. */
    private boolean change(SourceNode source) {
        Entry entry = ownership.enter();
        if (entry != Entry.REFUSED) {
            followAndLeave(source, entry);
            return false;
        }
        registry.inbox.post(source);
        if (!ownership.isOwned()) {
            afterRelease(); // the owner did not see our post when it went
        }
        return true;
    }

    private void followAndLeave(@Nullable SourceNode source, Entry entry) {
        List<SourceNode> toTell = Collections.emptyList();
        try {
            try {
                followPosted(); // those who came before us stand before us
                if (source != null) {
                    follow(source);
                }
            } finally {
                toTell = takeEnded();
                ownership.leave(entry);
            }
        } finally {
            endings.tell(toTell);
        }
    }

    /** After a release: what was posted to the owner who has gone is not left to chance who comes next. */
    void afterRelease() {
        if (!registry.inbox.isEmpty()) {
            Entry entry = ownership.enter();
            if (entry == Entry.VISITOR) {
                followAndLeave(null, entry);
            }
        }
    }

    /** Follows what other threads have changed. Owner only. */
    void absorb() {
        if (!registry.inbox.isEmpty()) {
            try {
                followPosted();
            } finally {
                endings.tell(takeEnded());
            }
        }
    }

    private void followPosted() {
        if (registry.inbox.isEmpty()) {
            return;
        }
        RuntimeException failure = null;
        SourceNode source = registry.takePosted();
        while (source != null) {
            SourceNode rest = registry.inbox.unlink(source);
            try {
                follow(source);
            } catch (RuntimeException fromPoller) {
                failure = Endings.first(failure, fromPoller); // the rest of the chain must be followed all the same
            }
            source = rest;
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void follow(SourceNode source) {
        if (source.is(SourceNode.FINALIZED)) {
            if (source.callback() != null) {
                ended.add(source);
            }
            return;
        }
        if (source.isDestroyed()) {
            unlink(source);
            return;
        }
        if (!source.is(SourceNode.LINKED)) {
            if (closed) {
                return; // whoever attached it will destroy it, or close() does
            }
            registry.add(source);
            long wantedPosition = source.takeWantedPosition();
            if (wantedPosition > source.position()) {
                registry.relocate(() -> source.assignPosition(wantedPosition));
            }
            schedule.link(source);
        } else {
            long wantedPosition = source.takeWantedPosition();
            if (wantedPosition != 0) {
                move(source, wantedPosition);
            }
            if (schedule.isArmedWrongly(source)) {
                schedule.rearm(source);
            }
        }
        watches.follow(source);
    }

    private void move(SourceNode source, long position) {
        if (source.polledWatches() > 0) {
            watches.noteChange();
        }
        registry.relocate(() -> schedule.move(source, position));
    }

    private void unlink(SourceNode source) {
        try {
            if (source.is(SourceNode.LINKED)) {
                watches.follow(source);
            }
        } finally { // a poller that fails to let go of a channel must not keep the source from its end
            if (source.is(SourceNode.LINKED)) {
                schedule.unlink(source);
            }
            endIfOver(source);
        }
    }

    /** Takes a blocked source out of heap and poller, since a nested iteration is about to look at them. */
    void park(SourceNode source) {
        if (source.is(SourceNode.LINKED) && !source.is(SourceNode.PARKED)) {
            schedule.disarm(source);
            source.mark(SourceNode.PARKED);
            watches.follow(source);
        }
    }

    /** Puts a source back that was parked and is blocked no more. */
    void unpark(SourceNode source) {
        if (source.is(SourceNode.PARKED)) {
            source.unmark(SourceNode.PARKED);
            if (source.is(SourceNode.LINKED)) {
                schedule.arm(source);
                watches.follow(source);
            }
        }
    }

    /** Drops who is still to be dispatched; they stay ready. */
    void discard(Batch batch) {
        for (SourceNode source = batch.poll(); source != null; source = batch.poll()) {
            source.unmark(SourceNode.QUEUED);
            endIfOver(source);
        }
        tellEnded();
    }

    /** If a destroyed source is neither queued nor running, this was its end. */
    private void endIfOver(SourceNode source) {
        if (source.isDestroyed()
                && source.calls == 0
                && !source.is(SourceNode.LINKED | SourceNode.QUEUED | SourceNode.FINALIZED)) {
            source.mark(SourceNode.FINALIZED);
            registry.remove(source);
            if (source.finalizes() || source.callback() != null) {
                ended.add(source);
            }
        }
    }

    /** Ends a destroyed source if this was all that held it, even if its destroyer could only post it. Owner only. */
    void end(SourceNode source) {
        unlink(source);
        tellEnded();
    }

    private void tellEnded() {
        if (!ended.isEmpty()) {
            endings.tell(takeEnded());
        }
    }

    private List<SourceNode> takeEnded() {
        if (ended.isEmpty()) {
            return Collections.emptyList();
        }
        List<SourceNode> taken = ended;
        ended = new ArrayList<>();
        return taken;
    }

    /** A callback was set on a source that is destroyed: it is never called, and let go when the source has ended. */
    void callbackSetTooLate(SourceNode source) {
        change(source);
    }

    /** Destroys every source, the last in dispatch order first: all notifies, then all finalize hooks (S180). */
    void close() {
        closed = true;
        RuntimeException failure = attempt(this::followPosted);
        List<SourceNode> sources = registry.inOrder();
        Collections.reverse(sources);
        Error error = null;
        for (SourceNode source : sources) {
            if (source.markDestroyed()) {
                error = Endings.first(error, endings.retire(source, source.exchangeCallback(null)));
            }
        }
        for (SourceNode source : sources) {
            failure = Endings.first(failure, attempt(() -> unlink(source)));
        }
        for (SourceNode source : takeEnded()) {
            error = Endings.first(error, endings.tell(source));
        }
        failure = Endings.first(failure, attempt(poller::close));
        Endings.rethrow(error);
        if (failure != null) {
            throw failure;
        }
    }

    /** A step of closing: a poller that fails in it must not keep the others from being made. */
    private static @Nullable RuntimeException attempt(Runnable step) {
        try {
            step.run();
            return null;
        } catch (RuntimeException fromPoller) {
            return fromPoller;
        }
    }
}

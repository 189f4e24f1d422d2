package org.mainspring.mainloop;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.Ownership.Entry;
import org.mainspring.mainloop.poll.Poller;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.IOPoll;

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
    final IOPolls ioPolls = new IOPolls();
    final Registry registry;
    final Reports reports;
    final Endings endings;
    final Linker linker;
    final Schedule schedule;
    final Watches watches;
    private final Poller poller;
    private volatile boolean closed;

    /** Sources that are gone and have still something to be told; confined to the context's holder. */
    List<SourceNode> ended = new ArrayList<>();

    Lifecycle(Registry registry, Reports reports, Schedule schedule, Watches watches, Poller poller) {
        this.registry = registry;
        this.reports = reports;
        endings = new Endings(reports);
        this.schedule = schedule;
        this.watches = watches;
        this.poller = poller;
        linker = new Linker(registry, schedule, watches);
    }

    boolean isClosed() {
        return closed;
    }

    /** Makes the poll that is running, or else the next one, return at once. */
    void wakeup() {
        if (wakeWord.signal()) {
            wakeSleeper();
        }
    }

    private void wakeSleeper() {
        try {
            poller.wakeup();
        } catch (Throwable failure) {
            wakeWord.wakeFailed();
            throw failure;
        }
    }

    /** The source is enrolled and shows its context; from here on it is known to it. */
    void attach(SourceNode source, boolean wakeAlways) {
        if (source.can(Abilities.LOOKS)) {
            ioPolls.set(source, (IOPoll) source.funcs);
        }
        boolean foreign = change(source);
        if (wakeAlways || source.watches() != null || (foreign && mustBeSeenSoon(source))) {
            wakeup();
        } else if (foreign && wakeWord.signalFor(source.wantedReadyTimeNanos)) {
            wakeSleeper();
        }
        if (closed) {
            destroy(source); // whoever closed the context may have looked before we came
        }
    }

    /** Links a timer at once that was made and enrolled just now, if that is all that attaching it takes; true if it was. */
    boolean linkIfPlain(SourceNode source) {
        boolean plain = source.isPlain() && source.hasDeadline() && isAlone();
        if (plain) {
            schedule.linkTimer(source);
        }
        return plain;
    }

    /** Whether the caller holds the context as its owner, and nobody stands before him with a change. */
    private boolean isAlone() {
        return ownership.isHeldByCurrentThread() && !isAnythingPosted();
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
        ioPolls.letGo(source);
        Callback callback = source.exchangeCallback(null);
        CallbackRecord told = callback instanceof CallbackRecord record && record.retire() ? record : null;
        if (told == null && source.isPlain() && source.isArmedOnly() && isAlone()) {
            schedule.unlinkTimer(source);
            source.markLetGoHere();
            endIfOver(source);
            tellEnded();
        } else if (told == null && source.children().length == 0) {
            letGo(source);
        } else {
            destroyAloud(source, told);
        }
    }

    /** Code of the user is about to run: before that the source is taken out of sight, and it ends after that. */
    private void destroyAloud(SourceNode source, @Nullable CallbackRecord told) {
        RuntimeException failure = attempt(() -> change(source));
        Error error = told == null ? null : endings.notifyDestroyed(source, told);
        for (SourceNode child = newestChild(source); child != null; child = newestChild(source)) {
            error = Endings.first(error, destroyChild(child));
        }
        failure = Endings.first(failure, attempt(() -> letGo(source)));
        Endings.rethrow(error);
        if (failure != null) {
            throw failure;
        }
    }

    private void letGo(SourceNode source) {
        source.leaveParent();
        if (ownership.isHeldByCurrentThread()) {
            source.markLetGoHere();
        } else {
            source.markLetGo();
        }
        boolean foreign = change(source);
        if (source.watches() != null || (foreign && (source.endsAloud() || isOneInMany(source)))) {
            wakeup();
        }
    }

    private static @Nullable SourceNode newestChild(SourceNode source) {
        SourceNode[] children = source.children();
        return children.length == 0 ? null : children[0];
    }

    private @Nullable Error destroyChild(SourceNode child) {
        try {
            if (child.markDestroyed()) {
                destroyMarked(child);
            }
            return null;
        } catch (Error thrown) {
            return thrown;
        } finally {
            child.leaveParent(); // if another thread is destroying it, that one may not have come so far
        }
    }

    void readyTimeChanged(SourceNode source) {
        if (source.isDestroyed()) {
            return;
        }
        if (ownership.isHeldByCurrentThread()) { // the path of every re-arm
            if (source.is(SourceNode.LINKED)) {
                schedule.rearm(source);
            }
            if (!source.isBlocked()) {
                wakeup();
            }
            return;
        }
        change(source);
        if (wakeWord.signalFor(source.wantedReadyTimeNanos)) {
            wakeSleeper();
        }
    }

    /** A source without parent wants another place, and its family with it. */
    void priorityChanged(SourceNode source) {
        source.wantPosition(registry.tail());
        change(source);
        if (source.familyWatches()) {
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
        if (ownership.isLeft()) {
            afterRelease(); // the owner did not see our post when it went
        }
        return true;
    }

    private void followAndLeave(@Nullable SourceNode source, Entry entry) {
        List<SourceNode> toTell = Collections.emptyList();
        try {
            try {
                followWithPosted(source);
            } finally {
                toTell = takeEnded();
                if (entry == Entry.VISITOR) {
                    registry.removeLeaving();
                }
                ownership.leave(entry);
            }
        } finally {
            endings.tell(toTell);
        }
    }

    /** Gives up the last claim to the context; who is on his way out of the table leaves before the owner does. */
    void releaseLast() {
        if (ownership.isHeldByCurrentThread()) {
            registry.removeLeaving();
        }
        ownership.release();
        afterRelease();
    }

    /** After a release: what was posted to the owner who has gone is not left to chance who comes next. */
    void afterRelease() {
        if (isAnythingPosted()) {
            Entry entry = ownership.enter();
            if (entry == Entry.VISITOR) {
                followAndLeave(null, entry);
            }
        }
    }

    /** Whether there is anything to {@link #absorb}. Owner only. */
    boolean hasNews() {
        return isAnythingPosted() || registry.isAnybodyLeaving();
    }

    /** Whether other threads have changed anything. Any thread. */
    boolean isAnythingPosted() {
        return !registry.inbox.isEmpty();
    }

    /** Follows what other threads have changed. Owner only. */
    void absorb() {
        registry.removeLeaving();
        if (isAnythingPosted()) {
            try {
                followPosted();
            } finally {
                endings.tell(takeEnded());
            }
        }
    }

    void followPosted() {
        if (isAnythingPosted()) {
            followWithPosted(null);
        }
    }

    /** Follows what is posted, and then one more: those who came before it stand before it. */
    private void followWithPosted(@Nullable SourceNode last) {
        RuntimeException failure = isAnythingPosted() ? followAllPosted() : null;
        if (last != null) {
            failure = Endings.first(failure, tryToFollow(last));
        }
        if (failure != null) {
            throw failure;
        }
    }

    private @Nullable RuntimeException followAllPosted() {
        RuntimeException failure = null;
        SourceNode source = registry.inbox.takeAll();
        while (source != null) {
            SourceNode rest = registry.inbox.unlink(source);
            failure = Endings.first(failure, tryToFollow(source));
            source = rest;
        }
        return failure;
    }

    /** If the poller fails in it, those who come after must be followed all the same. */
    private @Nullable RuntimeException tryToFollow(SourceNode source) {
        try {
            follow(source);
            return null;
        } catch (RuntimeException fromPoller) {
            return fromPoller;
        }
    }

    private void follow(SourceNode source) {
        if (source.is(SourceNode.FINALIZED)) {
            registry.leaveAgain(source); // a child may have ended with its parent while it was being attached
            if (source.callback() != null && source.isTold()) { // else it will be let go when it is told
                ended.add(source);
            }
            return;
        }
        if (source.isDestroyed()) {
            unlink(source);
            return;
        }
        long wantedPosition = source.takeWantedPosition();
        if (wantedPosition > source.position()) {
            linker.relocate(source, wantedPosition);
        }
        if (source.is(SourceNode.LINKED)) {
            if (schedule.isArmedWrongly(source)) {
                schedule.rearm(source);
            }
        } else if (closed) {
            return; // whoever attached it will destroy it, or close() does
        } else {
            linker.link(source);
        }
        watches.follow(source);
    }

    void unlink(SourceNode source) {
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

    /** Drops who is still to be dispatched; they stay ready. */
    void discard(Batch batch) {
        schedule.keepReady(batch);
        for (SourceNode source = batch.poll(); source != null; source = batch.poll()) {
            endIfOver(source);
            tellEnded(); // what a hook destroys, and is still in the batch, ends when its turn comes
        }
    }

    /** If a destroyed source is neither queued nor running, this was its end. */
    private void endIfOver(SourceNode source) {
        if (source.isLetGo() && !source.isHeld() && !source.is(SourceNode.LINKED | SourceNode.FINALIZED)) {
            source.mark(SourceNode.FINALIZED);
            registry.leave(source);
            schedule.endAsFound(); // the next iteration must look after the table
            if (source.endsAloud() || source.callback() != null) {
                ended.add(source);
            } else {
                source.markNobodyTold();
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

    List<SourceNode> takeEnded() {
        if (ended.isEmpty()) {
            return Collections.emptyList();
        }
        List<SourceNode> taken = ended;
        ended = new ArrayList<>();
        return taken;
    }

    /**
     * A destroyed source has changed: a callback was set on it, which is never called and let go when the source has ended;
     * or it was being attached when it was destroyed.
     */
    void lookAgain(SourceNode source) {
        change(source);
    }

    /** From here on nothing is linked any more. */
    void markClosed() {
        closed = true;
    }

    /** A step of an end: a poller that fails in it must not keep the others from being made. */
    static @Nullable RuntimeException attempt(Runnable step) {
        try {
            step.run();
            return null;
        } catch (RuntimeException fromPoller) {
            return fromPoller;
        }
    }
}

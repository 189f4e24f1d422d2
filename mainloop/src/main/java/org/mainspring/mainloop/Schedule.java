package org.mainspring.mainloop;

import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.queue.OrderedList;
import org.mainspring.mainloop.queue.PriorityLevel;
import org.mainspring.mainloop.queue.PriorityLevels;
import org.mainspring.mainloop.queue.TimerHeap;

/**
 * Which linked source stands where: in its priority level, in the timer heap, among the due and the ready.
 *
 * <p>The cost of an iteration follows from this: it looks at levels and at what has happened, never at all sources.
 *
 * @threads confined to whoever holds the context
 */
final class Schedule {
    private static final int EMPTIED_BEFORE_PURGE = 64;

    final PriorityLevels<SourceNode> levels = new PriorityLevels<>();
    final TimerHeap<SourceNode> timers = new TimerHeap<>();

    /**
     * Numbers the changes of who stands where, and those by which something is to be polled: while it is the same, whoever walks
     * meets the same members.
     */
    private long changes;

    private boolean asFound; // whether there was neither a change nor an end since the last finding: one field to read

    private int emptied; // how often a level has lost its last member since levels were purged

    /* Where a walk of prepare or check is, while it runs a hook: at the source that it asks. The last one afterwards. */
    @Nullable
    SourceNode asked;

    private long askedPosition;

    long changes() {
        return changes;
    }

    /** Who stands where has changed, or there is something to be polled. */
    void noteChange() {
        changes++;
        asFound = false;
    }

    /** An iteration has found what another would find again: until the next change, or end, {@link #isAsFound} says so. */
    void beginAsFound() {
        asFound = true;
    }

    /** What was found is of no use any more. */
    void endAsFound() {
        asFound = false;
    }

    boolean isAsFound() {
        return asFound;
    }

    void link(SourceNode source) {
        source.mark(SourceNode.LINKED);
        enterLevel(source);
        arm(source);
    }

    /** The same for one that was made just now and only waits for its ready time. */
    void linkTimer(SourceNode source) {
        noteChange();
        PriorityLevel<SourceNode> level = levels.of(source.wantedPriority);
        timers.add(source, source.wantedReadyTimeNanos); // before anything is said of it: there may be no memory left
        source.level = level;
        source.mark(SourceNode.LINKED | SourceNode.TIMED);
        level.countMembers(1);
        level.countTimed(1);
    }

    /** Takes out what {@link #linkTimer} has put in, if it has not become due or changed since. */
    void unlinkTimer(SourceNode source) {
        noteChange();
        PriorityLevel<SourceNode> level = source.levelOrThrow();
        timers.remove(source);
        source.unmark(SourceNode.LINKED | SourceNode.TIMED);
        source.level = null;
        level.countTimed(-1);
        leave(level);
    }

    /** Takes a source out of everything here. Its poll records are gone already. */
    void unlink(SourceNode source) {
        disarm(source);
        leaveLevel(source);
        source.unmark(SourceNode.LINKED | SourceNode.READY | SourceNode.LIT);
        source.level = null;
        if (asked == source) {
            asked = null;
        }
    }

    /** Puts a source in the level that it wants to be in; it stays ready, due and armed as it was. */
    void move(SourceNode source, long position) {
        PriorityLevel<SourceNode> before = source.levelOrThrow();
        int polled = source.polledWatches();
        before.countWatches(-polled);
        if (source.is(SourceNode.DUE)) {
            before.due.remove(source);
        }
        leaveLevel(source);
        OrderedList.assignPosition(source, position);
        PriorityLevel<SourceNode> after = enterLevel(source);
        after.countWatches(polled);
        if (source.is(SourceNode.DUE)) {
            after.due.add(source);
        }
        if (source.is(SourceNode.READY)) {
            after.ready.add(source);
        }
        if (source.is(SourceNode.LIT)) {
            after.lit.add(source);
        }
        recountTimed(source);
    }

    /** Gives a source another place in between the same neighbours; a walk that is at it goes on behind it. */
    void shift(SourceNode source, long position) {
        if (source == asked && source.position() == askedPosition) {
            askedPosition = position;
        }
        move(source, position);
    }

    /** A walk asks a source, whose hook may do anything to anybody's place. */
    void beginAsking(SourceNode source) {
        if (asked != source) {
            asked = source;
        }
        askedPosition = source.position();
    }

    /** Ends it: the place from which the walk goes on, behind where the source stood. */
    long endAsking() {
        return askedPosition;
    }

    private PriorityLevel<SourceNode> enterLevel(SourceNode source) {
        PriorityLevel<SourceNode> level = levels.of(source.wantedPriority);
        source.level = level;
        level.countMembers(1);
        noteChange();
        beginVisiting(source, level);
        return level;
    }

    private static void beginVisiting(SourceNode source, PriorityLevel<SourceNode> level) {
        source.mark(source.visitedAs());
        if (source.is(SourceNode.STANDING)) {
            level.standing.add(source);
        } else if (source.is(SourceNode.ASKED)) {
            level.asked.add(source);
        }
    }

    private static void endVisiting(SourceNode source, PriorityLevel<SourceNode> level) {
        if (source.is(SourceNode.STANDING)) {
            level.standing.remove(source);
        } else if (source.is(SourceNode.ASKED)) {
            level.asked.remove(source);
        }
        source.unmark(SourceNode.STANDING | SourceNode.ASKED);
    }

    /** A source has got a child: from now on it is asked at its place. */
    void becomeParent(SourceNode source) {
        if (!source.is(SourceNode.ASKED)) {
            PriorityLevel<SourceNode> level = source.levelOrThrow();
            noteChange();
            endVisiting(source, level);
            beginVisiting(source, level);
            recountTimed(source);
        }
    }

    private void leaveLevel(SourceNode source) {
        PriorityLevel<SourceNode> level = source.levelOrThrow();
        noteChange();
        endVisiting(source, level);
        if (source.is(SourceNode.READY)) {
            level.ready.remove(source);
        }
        if (source.is(SourceNode.LIT)) {
            level.lit.remove(source);
        }
        if (source.is(SourceNode.TIMED)) {
            source.unmark(SourceNode.TIMED);
            level.countTimed(-1);
        }
        leave(level);
    }

    private void leave(PriorityLevel<SourceNode> level) {
        level.countMembers(-1);
        if (level.members() == 0) {
            emptied++;
        }
    }

    /** Before a walk: lets go of levels if many have lost their last member, or of room for timers if many have come due. */
    void tidyLevels() {
        if (emptied >= EMPTIED_BEFORE_PURGE) {
            emptied = 0;
            levels.purge();
            timers.tidy();
        }
    }

    /** Makes the heap follow the ready time that is wanted. */
    void rearm(SourceNode source) {
        if (timers.contains(source) && isToBeArmed(source)) {
            noteChange();
            timers.change(source, source.wantedReadyTimeNanos);
        } else {
            disarm(source);
            arm(source);
        }
    }

    private static boolean isToBeArmed(SourceNode source) {
        return source.hasDeadline() && !source.is(SourceNode.PARKED);
    }

    void arm(SourceNode source) {
        if (isToBeArmed(source)) {
            noteChange();
            timers.add(source, source.wantedReadyTimeNanos);
            recountTimed(source);
        }
    }

    void disarm(SourceNode source) {
        noteChange();
        if (timers.contains(source)) {
            timers.remove(source);
        } else if (source.is(SourceNode.DUE)) {
            source.unmark(SourceNode.DUE);
            source.levelOrThrow().due.remove(source);
        }
        recountTimed(source);
    }

    /** Whether only the clock can tell if a source is ready: who has been found ready, or is asked, does not count. */
    private void recountTimed(SourceNode source) {
        boolean timed = !source.is(SourceNode.ASKED | SourceNode.READY)
                && (source.is(SourceNode.DUE) || timers.contains(source));
        if (timed != source.is(SourceNode.TIMED)) {
            source.flip(SourceNode.TIMED);
            source.levelOrThrow().countTimed(timed ? 1 : -1);
        }
    }

    /** Whether a ready time that was set has not reached the heap yet. */
    boolean isArmedWrongly(SourceNode source) {
        if (timers.contains(source)) {
            return timers.deadlineOf(source) != source.wantedReadyTimeNanos;
        }
        return source.is(SourceNode.DUE) || source.hasDeadline();
    }

    /** Moves every source whose deadline has come to the due list of its level. */
    void expire(long nowNanos) {
        int count = timers.removeUntil(nowNanos);
        if (count > 0) {
            becomeDue(count, nowNanos);
        }
    }

    /** Marks them all before they are listed: many are in no cache, and this way none waits for the other. */
    private void becomeDue(int count, long nowNanos) {
        noteChange();
        for (int i = 0; i < count; i++) {
            timers.removed(i).mark(SourceNode.DUE);
        }
        int listed = 0;
        try {
            while (listed < count) {
                SourceNode source = timers.removed(listed);
                source.levelOrThrow().due.add(source);
                listed++;
            }
        } finally {
            timers.forgetRemoved(listed);
            if (listed < count) {
                putBack(listed, count, nowNanos);
            }
        }
        if (timers.isSparse()) {
            emptied = EMPTIED_BEFORE_PURGE; // if they are not armed again until the next walk
        }
    }

    /** There was no memory for the list of those who are due: the others come due the next time. */
    private void putBack(int listed, int count, long nowNanos) {
        for (int i = listed; i < count; i++) {
            timers.removed(i).unmark(SourceNode.DUE);
        }
        timers.restoreRemoved(listed, count, nowNanos);
    }

    /** Marks a source ready, and its ancestors, which stand behind it (S28). */
    void markReady(SourceNode source) {
        markAlone(source);
        for (SourceNode ancestor = source.parent(); ancestor != null; ancestor = ancestor.parent()) {
            if (ancestor.is(SourceNode.LINKED)) {
                markAlone(ancestor);
            }
        }
    }

    private void markAlone(SourceNode source) {
        if (!source.is(SourceNode.STANDING | SourceNode.READY)) {
            noteChange();
            source.mark(SourceNode.READY);
            source.levelOrThrow().ready.add(source);
            recountTimed(source);
        }
    }

    /** Who is still to be dispatched may have to wait: they stay ready, even the one that was not marked so. */
    void keepReady(Batch batch) {
        for (int i = batch.next; i < batch.size; i++) {
            SourceNode source = batch.sources[i];
            if (source != null && source.is(SourceNode.LINKED)) {
                markAlone(source);
            }
        }
    }

    /** Takes the mark of one who is marked ready. */
    void clearReady(SourceNode source) {
        noteChange();
        source.unmark(SourceNode.READY);
        source.levelOrThrow().ready.remove(source);
        recountTimed(source);
    }
}

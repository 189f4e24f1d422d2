package org.mainspring.mainloop;

import org.mainspring.mainloop.queue.OrderedList;
import org.mainspring.mainloop.queue.PriorityLevel;

/**
 * A walk over the levels, the most urgent first, to find who is ready: prepare's or check's.
 *
 * @threads owner
 */
abstract class Walk {
    /*
     * What GLib does by walking a list of all sources is done here level by level. A level holds apart the sources
     * that must be asked, those that are always ready, those that are due, those whose channel is ready, and those
     * found ready before; sources that are none of these are not touched.
     *
     * What the hooks of asked sources do while we walk must come out as it would in the one list. So between two of
     * them, and before the first and behind the last, the due and the lit sources that stand there are found ready:
     * a hook's doing reaches those behind it in this walk and those before it in the next (S34, S35, S65, S66).
     */
    private static final int NOTHING_READY = Integer.MAX_VALUE;

    final Schedule schedule;
    private final LoopTime time;

    /** So that a source whose hook moves it behind is not asked again. */
    private long number;

    private boolean found;
    private int maxPriority = NOTHING_READY;

    Walk(Schedule schedule, LoopTime time) {
        this.schedule = schedule;
        this.time = time;
    }

    /** Begins anew, with a number that no other walk of the context has had. */
    void begin(long newNumber) {
        number = newNumber;
        found = false;
        maxPriority = NOTHING_READY;
    }

    /** Whether somebody is ready. */
    final boolean hasFound() {
        return found;
    }

    /** The priority of those who are ready; the greatest number if nobody is. */
    final int maxPriority() {
        return maxPriority;
    }

    /** Visits those of a level who need not be asked, from one position until before another. */
    abstract void visit(PriorityLevel<SourceNode> level, long from, long before);

    /** Asks one who must be asked whether it is ready. */
    abstract boolean ask(SourceNode source);

    /** Asks those of a level who must be asked, from a position on, each at its place, and visits the others. */
    final void askAndVisit(PriorityLevel<SourceNode> level, long start) {
        long from = start;
        for (SourceNode asked = level.asked.after(from); asked != null; asked = level.asked.after(from)) {
            visit(level, from, asked.position());
            schedule.beginAsking(asked);
            if (isReady(asked)) {
                foundReady(asked);
            }
            from = schedule.endAsking();
        }
        visit(level, from, Long.MAX_VALUE);
    }

    /** Asks one who must be asked, if it is not ready already and was not asked in this walk. */
    final boolean isReady(SourceNode source) {
        return mustBeAsked(source) && (ask(source) || isDue(source));
    }

    private boolean mustBeAsked(SourceNode source) {
        SourceExtras<SourceNode> extras = source.extras();
        boolean must = source.isLive() && !source.is(SourceNode.READY) && extras.askedInWalk != number;
        extras.askedInWalk = number;
        return must;
    }

    /** A hook said "ready", or its source is due. It counts even if the source destroyed itself meanwhile (S34, S62). */
    final void foundReady(SourceNode source) {
        if (source.is(SourceNode.LINKED)) {
            schedule.markReady(source);
            found(source.levelOrThrow().priority());
        } else {
            found(source.wantedPriority);
        }
    }

    final void found(int priority) {
        found = true;
        maxPriority = priority;
    }

    private boolean isDue(SourceNode source) {
        return source.hasDeadline() && source.wantedReadyTimeNanos <= now();
    }

    /** Marks the due sources between two positions that need not be asked. Reads the clock only if one may be due. */
    final void promoteDue(PriorityLevel<SourceNode> level, long from, long before) {
        if (level.timed() == 0) {
            return;
        }
        schedule.expire(now());
        promote(level.due, from, before);
    }

    final void promote(OrderedList<SourceNode> candidates, long from, long before) {
        if (candidates.isEmpty()) {
            return;
        }
        int end = candidates.indexOf(before);
        for (int i = candidates.indexOf(from); i < end; i++) {
            SourceNode source = candidates.at(i);
            if (source != null && !source.is(SourceNode.ASKED) && source.isLive()) {
                schedule.markReady(source);
            }
        }
    }

    final long now() {
        return time.nanos(true);
    }
}

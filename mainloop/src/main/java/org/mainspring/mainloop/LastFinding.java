package org.mainspring.mainloop;

import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.queue.PriorityLevel;

/**
 * What the last prepare has found, for as long as another prepare could find nothing else: only sources that are always
 * ready, of one level, and nobody else anywhere before them who could be.
 *
 * <p>Whether a source is blocked or destroyed is not looked at here. So it holds only if nobody but the clock stands in the
 * way: a source of a more urgent level that is blocked now may be free again before anything else changes.
 *
 * @threads owner
 */
final class LastFinding {
    private final Schedule schedule;
    private final LoopTime time;
    private @Nullable PriorityLevel<SourceNode> level;
    private boolean timed; // whether somebody may become due before them, or among them

    LastFinding(Schedule schedule, LoopTime time) {
        this.schedule = schedule;
        this.time = time;
    }

    void forget() {
        schedule.endAsFound();
    }

    /** A prepare without hooks has found a level the best that is ready, and all that stand there have been collected. */
    void keep(PriorityLevel<SourceNode> best) {
        timed = best.timed() > 0;
        PriorityLevel<SourceNode> before = schedule.levels.first();
        while (before != null && before != best) {
            if (!before.standing.isEmpty() || before.isAnyDueOrReady()) {
                return;
            }
            timed |= before.timed() > 0;
            before = schedule.levels.after(before);
        }
        if (!best.isAnyDueOrReady()) {
            level = best;
            schedule.beginAsFound();
        }
    }

    /** The same of a single source that must be asked: it is asked again, but what it has left behind can be used again. */
    void keepLone() {
        level = null;
        schedule.beginAsFound();
    }

    /** Whether time has brought somebody else forward, if nothing has changed but the time. */
    boolean isAnybodyDue() {
        return timed && schedule.timers.firstDeadline() <= time.nanos(true);
    }

    /** The level whose standing sources are found again, if only time can have brought anybody else forward; else null. */
    @Nullable
    PriorityLevel<SourceNode> unlessChanged() {
        return hasChanged() ? null : level;
    }

    /** Whether who stands where has changed since, or somebody has ended; true if there is no finding. */
    boolean hasChanged() {
        return !schedule.isAsFound();
    }
}

package org.mainspring.mainloop;

import org.mainspring.mainloop.queue.PriorityLevel;

/**
 * The walk of check: it collects who is ready, of the best priority that has anybody.
 *
 * @threads owner
 */
final class CheckWalk extends Walk {
    private static final long NOWHERE = Long.MIN_VALUE;

    private final Hooks hooks;
    private final Batch batch;

    private long loneAsOf = -1; // as of so many changes of the schedule
    private long lonePosition = NOWHERE; // of the one who stands alone
    private boolean timed; // but for those whom the clock may bring forward

    CheckWalk(Schedule schedule, LoopTime time, Hooks hooks, Batch batch) {
        super(schedule, time);
        this.hooks = hooks;
        this.batch = batch;
    }

    /** Walks, but not behind what it has found if that stands behind a priority. */
    void walk(int priority) {
        PriorityLevel<SourceNode> level = schedule.levels.first();
        int limit = priority;
        while (level != null && !(hasFound() && level.priority() > limit)) {
            askAndVisit(level, Long.MIN_VALUE);
            limit = hasFound() ? maxPriority() : limit;
            level = schedule.levels.after(level);
        }
    }

    /** Whether it could find nobody but a source that is ready already, if nothing is polled. */
    boolean couldFindOnly(SourceNode source) {
        if (loneAsOf != schedule.changes()) {
            lonePosition = standsAlone(source) ? source.position() : NOWHERE;
            loneAsOf = schedule.changes();
        }
        return lonePosition == source.position() && !(timed && schedule.timers.firstDeadline() <= now());
    }

    /** Whether nobody else in its level or before it can be ready but by the clock. */
    private boolean standsAlone(SourceNode source) {
        PriorityLevel<SourceNode> level = schedule.levels.first();
        while (level != null && level.members() == 0) {
            level = schedule.levels.after(level);
        }
        if (level == null || level != source.level) {
            return false;
        }
        timed = level.timed() > 0;
        return level.asked.size() == (source.is(SourceNode.ASKED) ? 1 : 0)
                && level.standing.isEmpty()
                && !level.isAnyDueOrReady();
    }

    /** Visits and collects; the one at the first position has been asked just now. */
    @Override
    void visit(PriorityLevel<SourceNode> level, long from, long before) {
        promote(level.lit, from, before);
        promoteDue(level, from, before);
        batch.addInOrder(level.ready, level.standing, from, before);
        if (!batch.isEmpty()) {
            found(level.priority());
        }
    }

    @Override
    boolean ask(SourceNode source) {
        boolean ready = source.alwaysReady() || (source.can(Abilities.CHECKS) && hooks.check(source));
        return ready || source.is(SourceNode.LIT);
    }
}

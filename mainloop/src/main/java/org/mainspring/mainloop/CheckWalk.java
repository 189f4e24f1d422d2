package org.mainspring.mainloop;

import org.mainspring.mainloop.queue.PriorityLevel;

/**
 * The walk of check: it collects who is ready, of the best priority that has anybody.
 *
 * @threads owner
 */
final class CheckWalk extends Walk {
    private final Hooks hooks;
    private final Batch batch;

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

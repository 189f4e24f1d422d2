package org.mainspring.mainloop;

import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.queue.OrderedList;
import org.mainspring.mainloop.queue.PriorityLevel;
import org.mainspring.mainloop.time.Nanos;

/**
 * The walk of prepare: who is ready, and how long the poll may take. It ends behind the first level that has anybody.
 *
 * @threads owner
 */
final class PrepareWalk extends Walk {
    private final Hooks hooks;

    /** Whether it has met a source that must be asked. */
    private boolean anyAsked;

    /** Whether one of them was not found ready, so that check asks it too, or its hook has changed who stands where. */
    private boolean unsettled;

    private long timeoutNanos = Nanos.NEVER;
    private long deadlineNanos = Nanos.NEVER;

    PrepareWalk(Schedule schedule, LoopTime time, Hooks hooks) {
        super(schedule, time);
        this.hooks = hooks;
    }

    @Override
    void begin(long newNumber) {
        super.begin(newNumber);
        anyAsked = false;
        unsettled = false;
        timeoutNanos = Nanos.NEVER;
        deadlineNanos = Nanos.NEVER;
    }

    // ---- what it has found

    boolean hasAsked() {
        return anyAsked;
    }

    /** Whether a check of the same moment would find the same: its hooks would not run, and those that have run have changed nothing. */
    boolean isSettled() {
        return !unsettled;
    }

    /** How long the poll may take at most; 0 if somebody is ready. */
    long timeoutNanos() {
        return timeoutNanos;
    }

    /** When the poll ends if a timer bounds it; else NEVER, for which everybody who changes something wakes us. */
    long deadlineNanos() {
        return deadlineNanos;
    }

    // ---- walking

    void walk() {
        walkFrom(schedule.levels.first(), Long.MIN_VALUE);
    }

    /**
     * The same, but for a case that is common: nobody can be ready before one that must be asked, nor beside it in its level; and
     * it is ready, which has changed nothing. Then the walk stops at it. To mark one who is dispatched at once, and find it
     * among the marked, would take longer than the rest.
     *
     * @return that source, not marked: to be collected, or else to be {@linkplain #keep kept}; or null if the walk is over
     */
    @Nullable
    SourceNode walkToLone() {
        PriorityLevel<SourceNode> level = firstWithCandidates();
        SourceNode lone = level == null ? null : loneOf(level);
        if (lone == null) {
            walkFrom(level, Long.MIN_VALUE);
            return null;
        }
        anyAsked = true;
        schedule.beginAsking(lone);
        boolean ready = isReady(lone);
        long from = schedule.endAsking();
        if (ready && !unsettled) {
            found(lone.levelOrThrow().priority());
            return lone;
        }
        if (ready) {
            foundReady(lone);
        }
        walkFrom(level, from);
        return null;
    }

    /** Marks the one at which the walk has stopped, as it would have been. */
    void keep(SourceNode lone) {
        foundReady(lone);
        timeoutNanos = 0;
    }

    private @Nullable PriorityLevel<SourceNode> firstWithCandidates() {
        PriorityLevel<SourceNode> level = schedule.levels.first();
        while (level != null && level.timed() == 0 && level.asked.isEmpty() && !isAnyReady(level)) {
            level = schedule.levels.after(level.priority());
        }
        return level;
    }

    /** The only one of a level who could be ready, if that is one who must be asked, whatever the clock says. */
    private @Nullable SourceNode loneOf(PriorityLevel<SourceNode> level) {
        if (level.asked.size() != 1 || isAnyReady(level)) {
            return null;
        }
        if (level.timed() > 0) {
            schedule.expire(now());
        }
        SourceNode asked = level.asked.first();
        return asked == null || asked.hasDeadline() || !level.due.isEmpty() ? null : asked;
    }

    private static boolean isAnyReady(PriorityLevel<SourceNode> level) {
        return !level.standing.isEmpty() || level.isAnyDueOrReady();
    }

    private void walkFrom(@Nullable PriorityLevel<SourceNode> first, long start) {
        PriorityLevel<SourceNode> level = first;
        long from = start;
        while (level != null) {
            walkLevel(level, from);
            from = Long.MIN_VALUE;
            level = isBehindFound(level.priority()) ? null : schedule.levels.after(level.priority());
        }
        if (hasFound()) {
            timeoutNanos = 0;
        } else {
            boundByTimers();
        }
    }

    /** Whether all that stand behind a priority stand behind what was found. A hook may have moved that behind its level. */
    private boolean isBehindFound(int priority) {
        return hasFound() && priority >= maxPriority();
    }

    private void walkLevel(PriorityLevel<SourceNode> level, long from) {
        if (level.asked.isEmpty()) {
            visit(level, from, Long.MAX_VALUE);
        } else {
            anyAsked = true;
            askAndVisit(level, from);
        }
    }

    @Override
    void visit(PriorityLevel<SourceNode> level, long from, long before) {
        promoteDue(level, from, before);
        if (anyLive(level.ready, from, before) || anyLive(level.standing, from, before)) {
            found(level.priority());
        }
    }

    @Override
    boolean ask(SourceNode source) {
        boolean ready = source.alwaysReady();
        if (!ready && source.can(Abilities.PREPARES)) {
            long changesBefore = schedule.changes();
            ready = hooks.prepare(source);
            unsettled |= schedule.changes() != changesBefore;
            timeoutNanos = Math.min(timeoutNanos, hooks.timeoutNanos());
        }
        unsettled |= !ready; // though its ready time may have come: that is seldom
        return ready;
    }

    private static boolean anyLive(OrderedList<SourceNode> sources, long from, long before) {
        if (sources.isEmpty()) {
            return false;
        }
        int end = sources.indexOf(before);
        for (int i = sources.indexOf(from); i < end; i++) {
            SourceNode source = sources.at(i);
            if (source != null && source.isLive()) {
                return true;
            }
        }
        return false;
    }

    // ---- for how long

    private void boundByTimers() {
        if (isAnyDue()) { // a hook has put it in front of the walk, and nobody was told: check will find it
            timeoutNanos = 0;
        } else if (!schedule.timers.isEmpty()) {
            boundByFirstTimer();
        }
    }

    private boolean isAnyDue() {
        PriorityLevel<SourceNode> level = schedule.levels.first();
        while (level != null && !anyLive(level.due, Long.MIN_VALUE, Long.MAX_VALUE)) {
            level = schedule.levels.after(level.priority());
        }
        return level != null;
    }

    private void boundByFirstTimer() {
        long firstNanos = schedule.timers.firstDeadline();
        long untilFirstNanos = Nanos.between(now(), firstNanos);
        if (untilFirstNanos < timeoutNanos) {
            timeoutNanos = untilFirstNanos;
            deadlineNanos = firstNanos;
        }
    }
}

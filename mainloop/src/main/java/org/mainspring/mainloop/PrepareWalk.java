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

    /**
     * Walks. In a case that is common it stops early: nobody can be ready before one that must be asked, nor beside it in its level;
     * and it is ready, which has changed nothing. To mark one that is dispatched at once, and find it among the marked, would
     * take longer than the rest.
     *
     * @return that source, not marked: to be collected, or else to be {@linkplain #foundReady marked}; or null if the walk is over
     */
    @Nullable
    SourceNode walk() {
        SourceNode lone = null;
        PriorityLevel<SourceNode> level = schedule.levels.first();
        while (level != null) {
            lone = walkLevel(level);
            level = isBehindFound(level.priority()) ? null : schedule.levels.after(level);
        }
        if (hasFound()) {
            timeoutNanos = 0;
        } else {
            boundByTimers();
        }
        return lone;
    }

    /** Whether all that stand behind a priority stand behind what was found. A hook may have moved that behind its level. */
    private boolean isBehindFound(int priority) {
        return hasFound() && priority >= maxPriority();
    }

    private @Nullable SourceNode walkLevel(PriorityLevel<SourceNode> level) {
        if (level.asked.isEmpty()) {
            visit(level, Long.MIN_VALUE, Long.MAX_VALUE);
            return null;
        }
        anyAsked = true;
        SourceNode lone = loneOf(level);
        if (lone == null) {
            askAndVisit(level, Long.MIN_VALUE);
            return null;
        }
        return ask(lone, level);
    }

    /** The only one of a level who could be ready, if that is one who must be asked, whatever the clock says. */
    private @Nullable SourceNode loneOf(PriorityLevel<SourceNode> level) {
        if (level.asked.size() != 1 || !level.standing.isEmpty() || level.isAnyDueOrReady()) {
            return null;
        }
        if (level.timed() > 0) {
            schedule.expire(now());
        }
        SourceNode asked = level.asked.first();
        return asked == null || asked.hasDeadline() || !level.due.isEmpty() ? null : asked;
    }

    /** Asks it, and if it is not ready, or something has changed, visits those who stand behind it. */
    private @Nullable SourceNode ask(SourceNode lone, PriorityLevel<SourceNode> level) {
        schedule.beginAsking(lone);
        boolean ready = isReady(lone);
        long from = schedule.endAsking();
        if (ready && !unsettled) {
            found(level.priority());
            return lone;
        }
        if (ready) {
            foundReady(lone);
        }
        askAndVisit(level, from);
        return null;
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
            level = schedule.levels.after(level);
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

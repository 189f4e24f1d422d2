package org.mainspring.mainloop;

import org.mainspring.mainloop.poll.PollSet;
import org.mainspring.mainloop.queue.OrderedList;
import org.mainspring.mainloop.queue.PriorityLevel;
import org.mainspring.mainloop.source.Diagnostic;
import org.mainspring.mainloop.time.Nanos;

/**
 * The first four steps of an iteration: prepare, query, poll, check.
 *
 * @threads owner
 */
final class Iteration {
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

    private final Schedule schedule;
    private final Watches watches;
    private final Lifecycle lifecycle;
    private final LoopTime time;
    private final Batch batch;
    private final Polling polling;
    final LastFinding lastFinding;
    private final Hooks hooks;

    /** Numbers the walks of prepare and check, so that a source whose hook moves it behind is not asked again. */
    private long walk;

    private int maxPriority = NOTHING_READY;
    private boolean found;
    private boolean anyAsked; // whether the last prepare met a source that must be asked

    /** Whether one of them was not found ready, so that check asks it too, or its hook has changed who stands where. */
    private boolean unsettled;

    private long timeoutNanos = Nanos.NEVER;

    /** When the poll ends if a timer bounds it; else NEVER, for which everybody who changes something wakes us. */
    private long deadlineNanos = Nanos.NEVER;

    Iteration(Schedule schedule, Watches watches, Polling polling, Lifecycle lifecycle, LoopTime time, Batch batch) {
        this.schedule = schedule;
        this.watches = watches;
        this.polling = polling;
        this.lifecycle = lifecycle;
        this.time = time;
        this.batch = batch;
        lastFinding = new LastFinding(schedule, time);
        hooks = new Hooks(lifecycle);
    }

    /** Whether a hook of this context is running: prepare, check, or what looks while the context spins. */
    boolean isWalking() {
        return hooks.areRunning() || polling.isAsking();
    }

    /** What is running from within which nothing may be iterated, for people. */
    String hook() {
        return polling.isAsking() ? "an IOPoll" : "a prepare or check hook";
    }

    int maxPriority() {
        return maxPriority;
    }

    /** Whether a hook of this context is running, from within which nothing may be iterated; warns if so. */
    boolean refuseRecursion(String phase) {
        boolean inHook = isWalking();
        if (inHook) {
            lifecycle.reports.warn(
                    Diagnostic.ITERATION_IN_HOOK, phase + " called from within " + hook() + ": nothing done");
        }
        return inHook;
    }

    // ---- prepare

    /** Asks who is ready, and how long the poll may take. True if somebody is ready already. */
    boolean prepare() {
        if (refuseRecursion("prepare")) {
            return false;
        }
        time.makeStale();
        lastFinding.forget();
        lifecycle.discard(batch);
        batch.forget();
        lifecycle.absorb();
        schedule.tidyLevels();
        walk++;
        found = false;
        maxPriority = NOTHING_READY;
        timeoutNanos = Nanos.NEVER;
        deadlineNanos = Nanos.NEVER;
        anyAsked = false;
        unsettled = false;
        PriorityLevel<SourceNode> level = schedule.levels.first();
        while (level != null) {
            prepareLevel(level);
            level = isBehindFound(level.priority()) ? null : schedule.levels.after(level.priority());
        }
        if (found) {
            timeoutNanos = 0;
        } else {
            boundByTimers();
        }
        return found;
    }

    /** Whether all that stand behind a priority stand behind what was found. A hook may have moved that behind its level. */
    private boolean isBehindFound(int priority) {
        return found && priority >= maxPriority;
    }

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

    private void prepareLevel(PriorityLevel<SourceNode> level) {
        if (level.asked.isEmpty()) {
            visitPrepared(level, Long.MIN_VALUE, Long.MAX_VALUE);
        } else {
            anyAsked = true;
            askAndVisit(level);
        }
    }

    private void askAndVisit(PriorityLevel<SourceNode> level) {
        long from = Long.MIN_VALUE;
        for (SourceNode asked = level.asked.after(from); asked != null; asked = level.asked.after(from)) {
            visitPrepared(level, from, asked.position());
            schedule.beginAsking(asked);
            if (mustBeAsked(asked) && (prepare(asked) || isDue(asked))) {
                foundReady(asked);
            }
            unsettled |= !asked.is(SourceNode.READY);
            from = schedule.endAsking();
        }
        visitPrepared(level, from, Long.MAX_VALUE);
    }

    /** Visits those who need not be asked, from one position until before another. */
    private void visitPrepared(PriorityLevel<SourceNode> level, long from, long before) {
        promoteDue(level, from, before);
        if (anyLive(level.ready, from, before) || anyLive(level.standing, from, before)) {
            found(level.priority());
        }
    }

    private boolean mustBeAsked(SourceNode source) {
        SourceExtras<SourceNode> extras = source.extras();
        boolean must = source.isLive() && !source.is(SourceNode.READY) && extras.askedInWalk != walk;
        extras.askedInWalk = walk;
        return must;
    }

    private boolean prepare(SourceNode source) {
        if (source.alwaysReady() || !source.can(Abilities.PREPARES)) {
            return source.alwaysReady();
        }
        long changesBefore = schedule.changes();
        boolean ready = hooks.prepare(source);
        unsettled |= schedule.changes() != changesBefore;
        timeoutNanos = Math.min(timeoutNanos, hooks.timeoutNanos());
        return ready;
    }

    /** A hook said "ready", or its source is due. It counts even if the source destroyed itself meanwhile (S34, S62). */
    private void foundReady(SourceNode source) {
        if (source.is(SourceNode.LINKED)) {
            schedule.markReady(source);
            found(source.levelOrThrow().priority());
        } else {
            found(source.wantedPriority);
        }
    }

    private void found(int priority) {
        found = true;
        maxPriority = priority;
    }

    private boolean isDue(SourceNode source) {
        return source.hasDeadline() && source.wantedReadyTimeNanos <= now();
    }

    /** Marks the due sources between two positions that need not be asked. Reads the clock only if one may be due. */
    private void promoteDue(PriorityLevel<SourceNode> level, long from, long before) {
        if (level.timed() == 0) {
            return;
        }
        schedule.expire(now());
        promote(level.due, from, before);
    }

    private void promote(OrderedList<SourceNode> candidates, long from, long before) {
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

    private long now() {
        return time.nanos(true);
    }

    // ---- query and poll

    /** Fixes what is polled. From here on a record that comes or goes makes the poll void. */
    void query() {
        watches.beginQuery();
        if (timeoutNanos != 0) {
            time.makeStale();
        }
    }

    /** Lists what is polled, for one who polls himself. */
    void query(int priority, PollSet set) {
        query();
        polling.list(priority, timeoutNanos, set);
    }

    /** Polls for as long as prepare allowed. True if the wake-up was polled too, and check is to consume it. */
    boolean poll(boolean mayBlock) {
        return polling.poll(maxPriority, mayBlock ? timeoutNanos : 0, deadlineNanos);
    }

    /**
     * Collects what prepare has found, if a check could find nothing else: no hook would run, those that have run have changed
     * nothing and let nobody else do so, nothing is polled, and the time is the same. Then this does for query, poll and
     * check. False if it has done nothing.
     */
    boolean collectFound() {
        if (!found || unsettled || polling.isAnythingPolled() || (anyAsked && lifecycle.hasNews())) {
            return false;
        }
        consumeAsIfPolled();
        PriorityLevel<SourceNode> level = schedule.levels.of(maxPriority);
        batch.addInOrder(level.ready, level.standing, Long.MIN_VALUE, Long.MAX_VALUE);
        if (!anyAsked && batch.size == level.standing.size()) {
            lastFinding.keep(level);
        }
        return true;
    }

    /** Collects what the last prepare has found, if another would find the same. False if it has done nothing. */
    boolean collectAgain() {
        if (!batch.isEmpty() || polling.isAnythingPolled() || lifecycle.hasNews()) {
            return false;
        }
        time.makeStale();
        if (lastFinding.again() == null || !batch.refill()) {
            return false; // somebody must look, or one of them is blocked or about to go
        }
        consumeAsIfPolled();
        return true;
    }

    /** Whether the next iteration may find what the last has found, as far as can be seen at no cost. */
    boolean mayFindAgain() {
        return lastFinding.unlessChanged() != null;
    }

    /** What the wake-up announced the next prepare will see. */
    private void consumeAsIfPolled() {
        if (maxPriority >= 0) {
            lifecycle.wakeWord.consume();
        }
    }

    // ---- check

    /** Collects those who are ready, of the best priority that has any. True if it found some. */
    boolean check(int priority, boolean wakeupPolled) {
        if (refuseRecursion("check")) {
            return false;
        }
        if (wakeupPolled) {
            lifecycle.wakeWord.consume();
        }
        lifecycle.absorb();
        if (watches.changed()) {
            return false;
        }
        lastFinding.forget();
        lifecycle.discard(batch);
        batch.forget();
        watches.show(priority);
        walk++;
        found = false;
        PriorityLevel<SourceNode> level = schedule.levels.first();
        int limit = priority;
        while (level != null && !(found && level.priority() > limit)) {
            checkLevel(level);
            limit = found ? maxPriority : limit;
            level = schedule.levels.after(level.priority());
        }
        return found;
    }

    private void checkLevel(PriorityLevel<SourceNode> level) {
        long from = Long.MIN_VALUE;
        for (SourceNode asked = level.asked.after(from); asked != null; asked = level.asked.after(from)) {
            visitChecked(level, from, asked.position());
            schedule.beginAsking(asked);
            if (mustBeAsked(asked) && (check(asked) || asked.is(SourceNode.LIT) || isDue(asked))) {
                foundReady(asked);
            }
            from = schedule.endAsking();
        }
        visitChecked(level, from, Long.MAX_VALUE);
    }

    /** Visits and collects from one position until before another; the one at the first has been asked just now. */
    private void visitChecked(PriorityLevel<SourceNode> level, long from, long before) {
        promote(level.lit, from, before);
        promoteDue(level, from, before);
        batch.addInOrder(level.ready, level.standing, from, before);
        if (!batch.isEmpty()) {
            found(level.priority());
        }
    }

    private boolean check(SourceNode source) {
        return source.alwaysReady() || (source.can(Abilities.CHECKS) && hooks.check(source));
    }
}

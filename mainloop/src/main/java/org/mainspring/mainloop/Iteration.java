package org.mainspring.mainloop;

import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.poll.PollSet;
import org.mainspring.mainloop.queue.PriorityLevel;
import org.mainspring.mainloop.source.Diagnostic;

/**
 * The first four steps of an iteration: prepare, query, poll, check.
 *
 * @threads owner
 */
final class Iteration {
    private final Schedule schedule;
    private final Watches watches;
    private final Lifecycle lifecycle;
    private final LoopTime time;
    private final Batch batch;
    private final Polling polling;
    private final Hooks hooks;
    private final PrepareWalk prepareWalk;
    private final CheckWalk checkWalk;
    final LastFinding lastFinding;
    private long walks; // their number so far

    Iteration(Schedule schedule, Watches watches, Polling polling, Lifecycle lifecycle, LoopTime time, Batch batch) {
        this.schedule = schedule;
        this.watches = watches;
        this.polling = polling;
        this.lifecycle = lifecycle;
        this.time = time;
        this.batch = batch;
        hooks = new Hooks(lifecycle);
        prepareWalk = new PrepareWalk(schedule, time, hooks);
        checkWalk = new CheckWalk(schedule, time, hooks, batch);
        lastFinding = new LastFinding(schedule, time);
    }

    /** Whether a hook of this context is running: prepare, check, or what looks while the context spins. */
    boolean isWalking() {
        return hooks.areRunning() || polling.isAsking();
    }

    /** What is running from within which nothing may be iterated, for people. */
    String hook() {
        return polling.isAsking() ? "an IOPoll" : "a prepare or check hook";
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
        beginPrepare();
        batch.forget();
        SourceNode lone = prepareWalk.walk();
        if (lone != null) {
            prepareWalk.foundReady(lone);
        }
        return prepareWalk.hasFound();
    }

    private void beginPrepare() {
        time.makeStale();
        polling.mode.markLone(); // if the iteration has failed that had seen it
        lifecycle.absorb();
        // Only now: who has ended was told, and may have asked what is pending, or iterated.
        lifecycle.discard(batch);
        lastFinding.forget();
        schedule.tidyLevels();
        prepareWalk.begin(++walks);
    }

    /** The priority of those whom prepare has found ready; the greatest number if it has found nobody. */
    int maxPriority() {
        return prepareWalk.maxPriority();
    }

    // ---- prepare, and all the rest if that can find nothing else

    /** Prepares, and collects what that has found if the steps to come could find nothing else. False if they are to come. */
    boolean prepareAndCollect() {
        beginPrepare();
        SourceNode lone = prepareWalk.walk();
        if (lone != null && isUndisturbed(true)) {
            consumeAsIfPolled();
            collectLone(lone);
            return true;
        }
        batch.forget();
        if (lone != null) {
            prepareWalk.foundReady(lone);
        }
        return collectFound();
    }

    private void collectLone(SourceNode lone) {
        batch.fillWith(lone);
        lastFinding.keepLone();
    }

    /**
     * A check could find nothing else if no hook would run, those that have run have changed nothing and let nobody else do so,
     * nothing is polled, and the time is the same.
     */
    private boolean collectFound() {
        if (!prepareWalk.hasFound() || !prepareWalk.isSettled() || !isUndisturbed(prepareWalk.hasAsked())) {
            return false;
        }
        consumeAsIfPolled();
        PriorityLevel<SourceNode> level = schedule.levels.of(maxPriority());
        batch.addInOrder(level.ready, level.standing, Long.MIN_VALUE, Long.MAX_VALUE);
        if (!prepareWalk.hasAsked() && batch.size == level.standing.size() && !lifecycle.hasNews()) {
            lastFinding.keep(level);
        }
        return true;
    }

    private boolean isUndisturbed(boolean hooksHaveRun) {
        return !polling.isAnythingPolled() && !(hooksHaveRun && lifecycle.hasNews());
    }

    /** Collects what the last prepare has found, if another would find the same. False if it has done nothing. */
    boolean collectAgain() {
        if (!findsAgain() || !batch.refill()) {
            return false;
        }
        consumeAsIfPolled();
        return true;
    }

    /** The same of a single source, which is dispatched at once, so that it need not be collected; null if there is no such source. */
    @Nullable
    SourceNode takeAgain() {
        SourceNode lone = batch.lone();
        if (lone == null || !findsAgain() || lone.isBlocked()) {
            return null;
        }
        consumeAsIfPolled();
        return lone;
    }

    private boolean findsAgain() {
        if (lastFinding.unlessChanged() == null
                || !batch.isEmpty()
                || polling.function() != null
                || lifecycle.isAnythingPosted()) {
            return false; // as always within a hook: its iteration has forgotten the last finding, and keeps its time
        }
        time.makeStale();
        return !lastFinding.isAnybodyDue();
    }

    /** Whether the next iteration may find what the last has found, as far as can be seen at no cost. */
    boolean mayFindAgain() {
        return !lastFinding.hasChanged();
    }

    /** What the wake-up announced the next prepare will see. */
    private void consumeAsIfPolled() {
        if (lifecycle.wakeWord.isSignalled() && maxPriority() >= 0) {
            lifecycle.wakeWord.consume();
        }
    }

    // ---- query

    /** Fixes what is polled. From here on a record that comes or goes makes the poll void. */
    void query() {
        query(maxPriority());
    }

    private void query(int priority) {
        watches.beginQuery(priority);
        if (prepareWalk.timeoutNanos() != 0) {
            time.makeStale();
        }
    }

    /** Lists what is polled, for one who polls himself. */
    void query(int priority, PollSet set) {
        query(priority);
        polling.list(priority, prepareWalk.timeoutNanos(), set);
    }

    // ---- poll and check

    /** Polls for as long as prepare allowed, and collects those who are ready. True if there are some. */
    boolean pollAndCheck(boolean mayBlock) {
        int maxPriority = maxPriority();
        long timeoutNanos = mayBlock ? prepareWalk.timeoutNanos() : 0;
        boolean wakeupPolled = polling.poll(maxPriority, timeoutNanos, prepareWalk.deadlineNanos());
        SourceNode lone = polling.mode.lone();
        if (lone != null && isAllThereIs(lone)) {
            polling.mode.forgetLone();
            collectLone(lone);
            return true;
        }
        polling.mode.markLone();
        return check(maxPriority, wakeupPolled);
    }

    /**
     * Whether a check could find nobody but one whom a spin has seen, and would follow nothing else. Each look here is at a line of
     * memory that may have left the caches since the spin began, and so is each line of a check. The last may be at the clock.
     *
     * <p>A signal that comes after the look at the word is kept, as one that comes after a check, and ends the next sleep.
     */
    private boolean isAllThereIs(SourceNode lone) {
        return batch.isEmpty()
                && !watches.areThereAny()
                && !watches.changed()
                && !lifecycle.wakeWord.isSignalled()
                && !lifecycle.hasNews()
                && checkWalk.couldFindOnly(lone);
    }

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
        lifecycle.discard(batch);
        lastFinding.forget();
        batch.forget();
        watches.show(priority);
        checkWalk.begin(++walks);
        checkWalk.walk(priority);
        watches.met(checkWalk.hasFound() ? checkWalk.maxPriority() : Integer.MAX_VALUE);
        return checkWalk.hasFound();
    }
}

package org.mainspring.mainloop;

import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollFunction;
import org.mainspring.mainloop.poll.PollSet;
import org.mainspring.mainloop.queue.PriorityLevel;
import org.mainspring.mainloop.source.Diagnostic;
import org.mainspring.mainloop.time.Nanos;

/**
 * The third step of an iteration: it sleeps, looks, or does neither; or it leaves that to a poll function.
 *
 * @threads owner, but for the poll function's setter
 */
final class Polling {
    private final Schedule schedule;
    private final Watches watches;
    private final WakeWord wakeWord;
    private final Reports reports;
    private final Spinning spinning;
    final PollMode mode;
    private final Glances glances;
    private volatile @Nullable PollFunction function;

    Polling(Schedule schedule, Watches watches, WakeWord wakeWord, Reports reports, Spinning spinning, PollMode mode) {
        this.schedule = schedule;
        this.watches = watches;
        this.wakeWord = wakeWord;
        this.reports = reports;
        this.spinning = spinning;
        this.mode = mode;
        glances = new Glances(wakeWord);
    }

    /** Whether a poll function of a source is running, while the context spins. */
    boolean isAsking() {
        return mode.isAsking();
    }

    @Nullable
    PollFunction function() {
        return function;
    }

    void setFunction(@Nullable PollFunction newFunction) {
        function = newFunction;
    }

    /**
     * Polls.
     *
     * @param deadlineNanos when the poll ends if a timer bounds it; else NEVER, for which everybody who changes something
     *     wakes us
     * @return whether the wake-up was polled as well, and is now to be consumed
     */
    boolean poll(int maxPriority, long timeoutNanos, long deadlineNanos) {
        PollFunction own = function;
        if (own != null) {
            return poll(own, maxPriority, timeoutNanos);
        }
        if (!sleep(timeoutNanos, deadlineNanos) && isAnythingWatched(maxPriority)) {
            watches.poll(0);
        }
        return maxPriority >= 0;
    }

    private boolean poll(PollFunction own, int maxPriority, long timeoutNanos) {
        PollSet set = new PollSet();
        list(maxPriority, timeoutNanos, set);
        if (set.size() == 0 && set.timeoutNanos() == 0) {
            return false; // S47
        }
        int ready;
        Runnable outer = wakeWord.setListener(own::wakeup);
        try {
            ready = own.poll(set, set.timeoutMillis());
        } finally {
            wakeWord.setListener(outer); // a poll function that iterates may wait itself after that
        }
        if (ready < 0) {
            reports.warn(Diagnostic.POLL_FAILED, "poll function has failed: " + ready);
        }
        set.deliver(watches);
        return set.isWakeupSeen();
    }

    /** Lists what is polled, for somebody else to wait for. */
    void list(int maxPriority, long timeoutNanos, PollSet set) {
        set.clear();
        set.setTimeoutNanos(mode.end() ? 0 : timeoutNanos);
        mode.markLone();
        watches.list(maxPriority, set);
        if (maxPriority >= 0) {
            set.addWakeup();
        }
    }

    /** Polls for one who has listed what is polled, and fills his list. */
    void poll(PollSet set) {
        try {
            if (!sleep(set.timeoutNanos(), Nanos.NEVER)) {
                watches.poll(0);
            }
        } finally {
            mode.markLone(); // who polls may check, or prepare anew
        }
        watches.report(set);
        if (wakeWord.isSignalled()) {
            set.ready(PollSet.WAKEUP, IOCondition.IN);
        }
    }

    /** Polls and waits; false if there is no time to wait, or something to be seen at once, and nobody has polled. */
    private boolean sleep(long sleepNanos, long untilNanos) {
        if (sleepNanos <= 0 || watches.owesAny()) {
            mode.endWithoutWait(); // who is not asked in an iteration must be told so, and have a last look
            return false;
        }
        PollBudget budget = spinning.budget();
        if (budget != null) {
            return spinning.spinThenSleep(budget, sleepNanos, untilNanos);
        }
        glances.lookBeforeSleep();
        if (mode.end() || !wakeWord.trySleep(untilNanos)) {
            return false;
        }
        try {
            watches.poll(sleepNanos);
        } finally {
            wakeWord.endSleep();
        }
        return true;
    }

    /** Whether there is anything that a poll could see, whatever its priority, or somebody else who polls, or looks. */
    boolean isAnythingPolled() {
        return function != null || watches.areThereAny() || mode.isTold();
    }

    private boolean isAnythingWatched(int maxPriority) {
        if (!watches.areThereAny()) {
            return false;
        }
        for (PriorityLevel<SourceNode> level = schedule.levels.first();
                level != null && level.priority() <= maxPriority;
                level = schedule.levels.after(level)) {
            if (level.watches() > 0) {
                return true;
            }
        }
        return false;
    }
}

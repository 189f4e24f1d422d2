package org.mainspring.mainloop.testing;

import static java.util.Objects.requireNonNull;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollRecord;
import org.mainspring.mainloop.poll.Poller;
import org.mainspring.mainloop.time.Nanos;

/**
 * A poller that never waits: where another would sleep, it moves a virtual clock; what is ready, the test says.
 *
 * <p>Any object can be watched. A poll that would never end fails at once.
 *
 * @threads owner, but for {@link #wakeup}
 */
public final class ScriptedPoller implements Poller {
    private static final int KEPT_TIMEOUTS = 1_000;

    private final VirtualClock clock;
    private final List<PollRecord> records = new ArrayList<>();
    private final IdentityHashMap<Object, IOCondition> conditions = new IdentityHashMap<>();
    private final Deque<Runnable> duringPolls = new ArrayDeque<>();
    private final Deque<Long> timeouts = new ArrayDeque<>();
    private long horizonNanos = Nanos.NEVER;
    private volatile boolean woken;
    private boolean closed;

    /**
     * A poller at which nothing is ready.
     *
     * @param clock the clock that is moved instead of waiting
     */
    public ScriptedPoller(VirtualClock clock) {
        this.clock = requireNonNull(clock, "clock");
    }

    // ---- the script

    /**
     * Says what is the matter with a channel, in every poll until something else is said.
     *
     * @param target the channel, or whatever stands for one
     * @param condition what it is ready for; {@link IOCondition#NONE} for nothing
     */
    public void makeReady(Object target, IOCondition condition) {
        requireNonNull(condition, "condition");
        conditions.put(requireNonNull(target, "target"), condition);
    }

    /**
     * Has something done in the next poll, while the loop sleeps. It runs on the owner; so what wakes a loop only if
     * another thread does it, such as attaching an idle, must be done by another thread here as well, or be followed by
     * a wake-up.
     *
     * @param action what is done
     */
    public void duringNextPoll(Runnable action) {
        duringPolls.add(requireNonNull(action, "action"));
    }

    /**
     * Lets no poll move the clock beyond a moment; a poll that would ends there, with nothing.
     *
     * @param momentNanos the moment; {@link Nanos#NEVER} for none
     */
    public void stopAt(long momentNanos) {
        horizonNanos = momentNanos;
    }

    /**
     * How long each poll was allowed to take, of the last thousand.
     *
     * @return nanoseconds; {@link Nanos#NEVER} for without end
     */
    public List<Long> timeouts() {
        return List.copyOf(timeouts);
    }

    /**
     * The records that are polled, in the order in which they were added.
     *
     * @return the records
     */
    public List<PollRecord> records() {
        return List.copyOf(records);
    }

    /**
     * Whether {@link #close} was called.
     *
     * @return true if so
     */
    public boolean isClosed() {
        return closed;
    }

    // ---- the poller

    @Override
    public void validate(Object target, IOCondition events) {
        requireNonNull(target, "target");
        requireNonNull(events, "events");
    }

    @Override
    public void add(PollRecord record) {
        records.add(record);
    }

    @Override
    public void modify(PollRecord record) {
        if (!records.contains(record)) {
            throw new IllegalArgumentException("not polled: " + record);
        }
    }

    @Override
    public void remove(PollRecord record) {
        if (!records.remove(record)) {
            throw new IllegalArgumentException("not polled: " + record);
        }
    }

    @Override
    public void poll(long timeoutNanos, ReadyRecords ready) {
        if (timeouts.size() == KEPT_TIMEOUTS) {
            timeouts.remove();
        }
        timeouts.add(timeoutNanos);
        @Nullable Runnable action = duringPolls.poll();
        if (action != null) {
            action.run();
        }
        boolean any = report(ready);
        if (timeoutNanos != 0 && !any && !woken) {
            pass(timeoutNanos);
        }
        woken = false;
    }

    private boolean report(ReadyRecords ready) {
        boolean any = false;
        for (PollRecord record : List.copyOf(records)) {
            IOCondition seen = conditions.getOrDefault(record.target(), IOCondition.NONE);
            if (seen.intersects(record.events().or(IOCondition.UNASKED))) {
                ready.ready(record, seen);
                any = true;
            }
        }
        return any;
    }

    private void pass(long timeoutNanos) {
        long endNanos = timeoutNanos == Nanos.NEVER ? Nanos.NEVER : Nanos.after(clock.nanos(), timeoutNanos);
        long untilNanos = Math.min(endNanos, horizonNanos);
        if (untilNanos == Nanos.NEVER) {
            throw new IllegalStateException("the loop would sleep for ever: nothing is armed and nothing is ready");
        }
        if (untilNanos > clock.nanos()) {
            clock.advanceTo(untilNanos);
        }
    }

    @Override
    public void wakeup() {
        woken = true;
    }

    @Override
    public void close() {
        closed = true;
    }
}

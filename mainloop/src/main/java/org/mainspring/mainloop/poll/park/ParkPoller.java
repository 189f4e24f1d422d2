package org.mainspring.mainloop.poll.park;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollRecord;
import org.mainspring.mainloop.poll.Poller;
import org.mainspring.mainloop.time.Clock;
import org.mainspring.mainloop.time.Nanos;

/**
 * A poller that watches nothing and parks its thread: the cheapest wait there is, and the quickest to wake from.
 *
 * <p>A poll of 0 takes back a pending wake-up and returns. Unparks that others give to the polling thread do not
 * end a wait. An interrupt ends the wait during which it arrives, or the next, and no other; the flag is kept.
 *
 * @threads owner, but for {@link #validate} and {@link #wakeup}, which any thread may call
 */
public final class ParkPoller implements Poller {
    /*
     * The sleeper publishes itself, then looks at the flag; a waker sets the flag, then looks for a sleeper. Both
     * orders are volatile, so one of the two sees the other. Whoever finds the flag set already leaves the unpark
     * to the one who set it. The flag changes by getAndSet only: what a waker wrote before a wake-up that changed
     * nothing is still visible to the poll that takes the flag back.
     */
    private final AtomicBoolean woken = new AtomicBoolean();
    private final Clock clock;
    private volatile @Nullable Thread sleeper;

    /**
     * A poller that waits by a clock.
     *
     * @param clock says when a timeout has passed
     */
    public ParkPoller(Clock clock) {
        this.clock = requireNonNull(clock, "clock");
    }

    @Override
    public void validate(Object target, IOCondition events) {
        throw new IllegalArgumentException("this context's poller parks and cannot watch a "
                + target.getClass().getName() + " for " + events);
    }

    @Override
    public void add(PollRecord record) {
        validate(record.target(), record.events());
    }

    @Override
    public void modify(PollRecord record) {
        validate(record.target(), record.events());
    }

    @Override
    public void remove(PollRecord record) {
        validate(record.target(), record.events());
    }

    @Override
    public void poll(long timeoutNanos, ReadyRecords ready) {
        boolean wasWoken = takeWakeup();
        if (timeoutNanos <= 0) {
            return;
        }
        boolean interrupted = Thread.interrupted(); // park would return at once
        boolean isOver = Interruption.isNew(interrupted) || wasWoken;
        try {
            if (!isOver) {
                sleeper = Thread.currentThread();
                park(timeoutNanos);
            }
        } finally {
            sleeper = null;
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            Interruption.waited();
        }
    }

    @Override
    public void wakeup() {
        if (woken.getAndSet(true)) {
            return;
        }
        try {
            Thread thread = sleeper; // a thread that left just now gets a permit it did not need
            if (thread != null) {
                LockSupport.unpark(thread);
            }
        } catch (Throwable noStackLeft) {
            woken.set(false); // the next must not rely on this one
            throw noStackLeft;
        }
    }

    /**
     * Takes back a pending wake-up.
     *
     * @return whether there was one
     */
    public boolean takeWakeup() {
        return woken.get() && woken.getAndSet(false);
    }

    @Override
    public void close() {}

    private long deadline(long timeoutNanos) {
        return Nanos.after(clock.nanos(), timeoutNanos);
    }

    private void park(long timeoutNanos) {
        if (timeoutNanos == Nanos.NEVER) {
            parkForEver();
        } else {
            parkUntil(deadline(timeoutNanos));
        }
    }

    private void parkForEver() {
        while (!takeWakeup() && !Thread.currentThread().isInterrupted()) {
            LockSupport.park(this);
        }
    }

    private void parkUntil(long deadlineNanos) {
        while (!takeWakeup() && !Thread.currentThread().isInterrupted()) {
            long restNanos = Nanos.between(clock.nanos(), deadlineNanos);
            if (restNanos == 0) {
                return;
            }
            LockSupport.parkNanos(this, restNanos);
        }
    }
}

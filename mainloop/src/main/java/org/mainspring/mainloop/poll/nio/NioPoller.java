package org.mainspring.mainloop.poll.nio;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollRecord;
import org.mainspring.mainloop.poll.Poller;
import org.mainspring.mainloop.poll.PollerProvider;
import org.mainspring.mainloop.poll.park.ParkPoller;
import org.mainspring.mainloop.time.Clock;

/**
 * The poller of a context that was given none: parks while nothing is watched, selects while something is.
 *
 * <p>The selector is opened for the first record, and kept from then until {@link #close}: four descriptors are
 * cheaper than opening them again for each watch of a program that has one watch at a time.
 *
 * @threads owner, but for {@link #validate} and {@link #wakeup}, which any thread may call
 */
public final class NioPoller implements Poller {
    /** Makes pollers of this kind. */
    public static final PollerProvider PROVIDER = NioPoller::new;

    private final Clock clock;
    private final ParkPoller parker;
    private @Nullable SelectorPoller selector;
    private int records;

    /*
     * A waker wakes the poller in use, then looks whether it still is. The owner changes the poller in use, then
     * looks whether the old one was woken. Both orders are volatile, so one of the two carries the wake-up over.
     */
    private volatile Poller current;

    /**
     * A poller that parks.
     *
     * @param clock says when a timeout has passed
     */
    public NioPoller(Clock clock) {
        this.clock = requireNonNull(clock, "clock");
        parker = new ParkPoller(clock);
        current = parker;
    }

    @Override
    public void validate(Object target, IOCondition events) {
        WatchRules.validate(target, events);
    }

    @Override
    public void add(PollRecord record) {
        SelectorPoller using = openSelector();
        using.add(record);
        if (records++ == 0) {
            current = using;
            if (parker.takeWakeup()) {
                using.wakeup();
            }
        }
    }

    @Override
    public void modify(PollRecord record) {
        selectorOf(record).modify(record);
    }

    @Override
    public void remove(PollRecord record) {
        SelectorPoller using = selectorOf(record);
        using.remove(record);
        if (--records == 0) {
            current = parker;
            if (using.takeWakeup()) {
                parker.wakeup();
            }
        }
    }

    @Override
    public void poll(long timeoutNanos, ReadyRecords ready) {
        current.poll(timeoutNanos, ready);
    }

    @Override
    public void wakeup() {
        Poller woken;
        do {
            woken = current;
            woken.wakeup();
        } while (woken != current);
    }

    /** Lets go of the channels that have no record now, instead of at the next poll. */
    public void flush() {
        SelectorPoller using = selector;
        if (using != null) {
            using.flush();
        }
    }

    /** Whether a poll would park. */
    boolean isParking() {
        return current == parker;
    }

    /** Whether a selector has been opened. */
    boolean isSelectorOpen() {
        return selector != null;
    }

    @Override
    public void close() {
        SelectorPoller using = selector;
        if (using != null) {
            using.close();
        }
    }

    private SelectorPoller openSelector() {
        SelectorPoller using = selector;
        if (using == null) {
            using = new SelectorPoller(clock);
            selector = using;
        }
        return using;
    }

    private SelectorPoller selectorOf(PollRecord record) {
        SelectorPoller using = selector;
        if (using == null) {
            throw new IllegalArgumentException("not polled here: " + record);
        }
        return using;
    }
}

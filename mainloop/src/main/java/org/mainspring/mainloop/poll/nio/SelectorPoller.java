package org.mainspring.mainloop.poll.nio;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.function.Consumer;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollRecord;
import org.mainspring.mainloop.poll.Poller;
import org.mainspring.mainloop.poll.park.Interruption;
import org.mainspring.mainloop.time.Clock;
import org.mainspring.mainloop.time.Nanos;

/**
 * A poller that selects: it watches every non-blocking {@link java.nio.channels.SelectableChannel}.
 *
 * <ul>
 *   <li>IN is read or accept, OUT is write or the end of a connect. The end of a stream is IN; a connect that failed is
 *       OUT and ERR. More a selector cannot see: a mask without IN and OUT is refused, PRI, ERR and HUP of a connected
 *       channel never come.
 *   <li>A record whose channel is closed, or whose key somebody cancelled, is told NVAL once and is quiet from then.
 *       Closing a channel does not end a poll that is waiting, as with poll(2): the next poll tells.
 *   <li>The selector lets go of a channel at the poll after its last record went; at once if the channel is closed or a
 *       listener, or if nothing else is watched; or by {@link #flush}. Only then can it be made blocking, and only then
 *       does the descriptor of a closed one really close.
 *   <li>Waits are in milliseconds, rounded up. An interrupt ends the wait during which it arrives, or the next, and no
 *       other; the flag is kept. A poll of 0 takes back a pending wake-up.
 * </ul>
 *
 * @threads owner, but for {@link #validate} and {@link #wakeup}, which any thread may call
 */
public final class SelectorPoller implements Poller {
    /*
     * A poll is one system call as a rule, and one more after a wake-up, to read the byte of it. In a busy loop that is a
     * look: something is ready nearly always, and the JDK's select takes less time if it need not be fit to wait. A look
     * that has seen nothing was one too many; from then a poll waits at once, and only every so often tries a look again.
     *
     * It looks, whatever went before, where a wait might be wrong. A channel that the owner closed since the last poll
     * leaves the selector in the course of a select, and a select that goes on to wait would keep that to itself. Of a few
     * channels the table can tell whether one of them is closed. Of many it would take longer than the look.
     */
    private static final int WAITS = 64; // without a look, after one in vain

    private static final int FULL = 1000; // the JDK takes 1024 events at a time: so many may not have been all

    private final Clock clock;
    private final Selector selector;
    private final WakePipe pipe;
    private final WatchTable table;
    private final Consumer<SelectionKey> collect = this::collect;
    private int waitsAtOnce;

    /**
     * Opens a selector and the pipe that wakes it.
     *
     * @param clock says when a timeout has passed
     * @throws UncheckedIOException if the system refuses
     */
    public SelectorPoller(Clock clock) {
        this(clock, openSelector());
    }

    /** Takes a selector over, and closes it if there is no pipe to be had. */
    SelectorPoller(Clock clock, Selector selector) {
        this.clock = requireNonNull(clock, "clock");
        this.selector = selector;
        pipe = openPipe(selector);
        table = new WatchTable(selector);
    }

    @Override
    public void validate(Object target, IOCondition events) {
        WatchRules.validate(target, events);
    }

    @Override
    public void add(PollRecord record) {
        table.add(record);
    }

    @Override
    public void modify(PollRecord record) {
        table.modify(record);
    }

    @Override
    public void remove(PollRecord record) {
        try {
            table.remove(record);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Lets go of the channels that have no record now, instead of at the next poll. */
    public void flush() {
        try {
            table.flush();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void poll(long timeoutNanos, ReadyRecords ready) {
        boolean interrupted = Thread.interrupted(); // a select that waits would return at once
        try {
            table.refresh();
            pipe.drain();
            if (timeoutNanos <= 0 || Interruption.isNew(interrupted)) {
                look();
            } else if (isToWaitAtOnce() || !look()) {
                await(timeoutNanos);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            if (timeoutNanos > 0) {
                Interruption.waited();
            }
        }
        table.deliver(ready);
    }

    @Override
    public void wakeup() {
        pipe.signal();
    }

    @Override
    public void close() {
        pipe.close();
        try {
            selector.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Takes back a pending wake-up and says whether there was one. */
    boolean takeWakeup() {
        return pipe.take();
    }

    /** Whether a look would be in vain, as far as one can tell, and only news can end a wait. */
    private boolean isToWaitAtOnce() {
        if (waitsAtOnce == 0 || pipe.isSignalled() || !table.isWhole()) {
            return false;
        }
        waitsAtOnce--;
        return true;
    }

    /** Returns whether there is a reason not to wait. */
    private boolean look() throws IOException {
        boolean isOver = settle(selector.selectNow(collect));
        waitsAtOnce = isOver ? 0 : WAITS;
        return isOver;
    }

    private void await(long timeoutNanos) throws IOException {
        if (timeoutNanos == Nanos.NEVER) {
            settle(selector.select(collect, 0));
            return;
        }
        long deadlineNanos = Nanos.after(clock.nanos(), timeoutNanos);
        long restNanos = timeoutNanos;
        do {
            if (settle(selector.select(collect, Nanos.ceilMillis(restNanos)))
                    || table.hasUnsettled()
                    || Thread.currentThread().isInterrupted()) {
                return;
            }
            restNanos = Nanos.between(clock.nanos(), deadlineNanos);
        } while (restNanos > 0);
    }

    /** Completes what a select has begun; returns whether the poll has come to its end by it. */
    private boolean settle(int foundKeys) throws IOException {
        int found = foundKeys;
        int before = 0;
        while (found >= FULL && table.readyCount() > before) { // those not taken come first the next time
            before = table.readyCount();
            found = selector.selectNow(collect);
        }
        table.sweep(pipe.keys());
        boolean isSignalled = pipe.take();
        return isSignalled || pipe.isReadable() || table.readyCount() > 0;
    }

    private void collect(SelectionKey key) {
        if (key.attachment() == pipe) {
            pipe.found();
        } else {
            table.found(key);
        }
    }

    private static Selector openSelector() {
        try {
            return Selector.open();
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot open a selector", failure);
        }
    }

    private static WakePipe openPipe(Selector selector) {
        try {
            return new WakePipe(selector);
        } catch (IOException failure) {
            try {
                selector.close();
            } catch (IOException second) {
                failure.addSuppressed(second);
            }
            throw new UncheckedIOException("cannot open the pipe of a selector", failure);
        }
    }
}

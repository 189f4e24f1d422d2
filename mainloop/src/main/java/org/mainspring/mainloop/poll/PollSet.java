package org.mainspring.mainloop.poll;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.mainspring.mainloop.time.Nanos;

/**
 * What a context wants polled, for code that polls on its own: one entry a channel, what is waited for, and room for
 * what was seen; and how long the poll may take.
 *
 * <p>The last entry may be the context's wake-up, whose target is {@link #WAKEUP}: somebody has asked for the next
 * poll to end at once.
 *
 * @threads confined
 * @origin GLib the GPollFD array of g_main_context_query
 */
public final class PollSet implements Poller.ReadyRecords {
    /** Stands for the context's wake-up among the targets. */
    public static final Object WAKEUP = new Object() {
        @Override
        public String toString() {
            return "wake-up";
        }
    };

    /** What is listed of one channel: what anybody waits for, and who they are. */
    private static final class Entry extends PollRecord {
        final List<PollRecord> records = new ArrayList<>();
        private Set<PollRecord> closed = Set.of(); // those of whom NVAL was said, listed or not
        private boolean isClosed; // NVAL was said of the channel itself

        Entry(Object target, IOCondition events) {
            super(target, events);
        }

        void see(IOCondition seen) {
            setRevents(revents().or(seen));
            isClosed |= seen.contains(IOCondition.NVAL);
        }

        void see(PollRecord record, IOCondition seen) {
            setRevents(revents().or(seen));
            if (seen.contains(IOCondition.NVAL)) {
                closed = closed.isEmpty() ? Collections.newSetFromMap(new IdentityHashMap<>()) : closed;
                closed.add(record);
            }
        }

        void seeOnly(IOCondition seen) {
            setRevents(seen);
            isClosed = seen.contains(IOCondition.NVAL);
            closed = Set.of();
        }

        void deliver(Poller.ReadyRecords told) {
            boolean areAllToldNval = isClosed || Collections.disjoint(closed, records);
            for (PollRecord record : records) {
                boolean isOthers = !areAllToldNval && !closed.contains(record);
                told.ready(record, isOthers ? revents().without(IOCondition.NVAL) : revents());
            }
        }
    }

    private final List<Entry> entries = new ArrayList<>();
    private final IdentityHashMap<Object, Entry> byTarget = new IdentityHashMap<>();
    private long timeoutNanos;

    /** An empty set. */
    public PollSet() {}

    /**
     * How many entries there are.
     *
     * @return the number
     */
    public int size() {
        return entries.size();
    }

    /**
     * What an entry is about.
     *
     * @param index from 0 to the size
     * @return the channel, or {@link #WAKEUP}
     */
    public Object target(int index) {
        return entries.get(index).target();
    }

    /**
     * What is waited for.
     *
     * @param index from 0 to the size
     * @return the conditions that anybody waits for at this channel
     */
    public IOCondition events(int index) {
        return entries.get(index).events();
    }

    /**
     * What was seen.
     *
     * @param index from 0 to the size
     * @return the conditions
     */
    public IOCondition revents(int index) {
        return entries.get(index).revents();
    }

    /**
     * Says what was seen, instead of what was said of the channel or of its records before.
     *
     * @param index from 0 to the size
     * @param seen the conditions of the channel
     */
    public void setRevents(int index, IOCondition seen) {
        entries.get(index).seeOnly(seen);
    }

    /**
     * How long the poll may take.
     *
     * @return nanoseconds; 0 for not at all, {@link Nanos#NEVER} for without end
     */
    public long timeoutNanos() {
        return timeoutNanos;
    }

    /**
     * Changes how long the poll may take.
     *
     * @param timeoutNanos nanoseconds; 0 for not at all, {@link Nanos#NEVER} for without end
     * @throws IllegalArgumentException if {@code timeoutNanos < 0}
     */
    public void setTimeoutNanos(long timeoutNanos) {
        if (timeoutNanos < 0) {
            throw new IllegalArgumentException("timeout < 0: " + timeoutNanos);
        }
        this.timeoutNanos = timeoutNanos;
    }

    /**
     * How long the poll may take, as poll(2) takes it.
     *
     * @return milliseconds, rounded up, {@link Integer#MAX_VALUE} at most; 0 for not at all, -1 for without end
     */
    public int timeoutMillis() {
        if (timeoutNanos == Nanos.NEVER) {
            return -1;
        }
        return (int) Math.min(Integer.MAX_VALUE, Nanos.ceilMillis(timeoutNanos));
    }

    /**
     * Changes how long the poll may take.
     *
     * @param timeoutMillis milliseconds; less than 0 for without end
     */
    public void setTimeoutMillis(int timeoutMillis) {
        timeoutNanos = timeoutMillis < 0 ? Nanos.NEVER : Nanos.of(timeoutMillis, Nanos.PER_MILLI);
    }

    /**
     * How many entries are ready.
     *
     * @return the number of those of which something was seen
     */
    public int countReady() {
        int ready = 0;
        for (Entry entry : entries) {
            ready += entry.revents().isEmpty() ? 0 : 1;
        }
        return ready;
    }

    /** Takes all entries out. */
    public void clear() {
        entries.clear();
        byTarget.clear();
    }

    /**
     * Adds a record: to the entry of its channel if there is one, else as a new entry. The conditions that nobody
     * has to ask for are left out.
     *
     * @param record a record of the context
     */
    public void add(PollRecord record) {
        IOCondition events = record.events().without(IOCondition.UNASKED);
        Entry entry = byTarget.get(record.target());
        if (entry == null) {
            entry = add(new Entry(record.target(), events));
        } else {
            entry.setEvents(entry.events().or(events));
        }
        entry.records.add(record);
    }

    /** Adds the context's wake-up. */
    public void addWakeup() {
        add(new Entry(WAKEUP, IOCondition.IN));
    }

    private Entry add(Entry entry) {
        entries.add(entry);
        byTarget.put(entry.target(), entry);
        return entry;
    }

    /**
     * Says what a poll saw of a channel, if it is listed: all its records are told, whatever was said of one of them alone.
     *
     * @param target the channel, or {@link #WAKEUP}
     * @param seen the conditions
     */
    public void ready(Object target, IOCondition seen) {
        Entry entry = byTarget.get(target);
        if (entry != null) {
            entry.see(seen);
        }
    }

    /**
     * Says what a poll saw of a record's channel, if that is listed. If the channel is closed, and records of it are listed of
     * which that was said, it is told to those and to no others, unless it is said of the channel itself: a poller says it once
     * of each.
     *
     * @param record a record, listed or not
     * @param seen the conditions
     */
    @Override
    public void ready(PollRecord record, IOCondition seen) {
        Entry entry = byTarget.get(record.target());
        if (entry != null) {
            entry.see(record, seen);
        }
    }

    /**
     * Whether the wake-up is listed, and was seen.
     *
     * @return true if so
     */
    public boolean isWakeupSeen() {
        Entry entry = byTarget.get(WAKEUP);
        return entry != null && !entry.revents().isEmpty();
    }

    /**
     * Hands to every listed record what was seen of its channel.
     *
     * @param records told of the records whose channel is ready
     */
    public void deliver(Poller.ReadyRecords records) {
        for (Entry entry : entries) {
            if (!entry.revents().isEmpty()) {
                entry.deliver(records);
            }
        }
    }
}

package org.mainspring.mainloop.differential;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollRecord;
import org.mainspring.mainloop.poll.Poller;
import org.mainspring.mainloop.time.Nanos;

/** Where the loop of a scenario sleeps: it writes that it polls, does what is planned for polls, and moves the clock. */
final class VirtualPoller implements Poller {
    private final World world;
    private final List<PollRecord> records = new ArrayList<>();
    private volatile boolean woken;

    VirtualPoller(World world) {
        this.world = world;
    }

    @Override
    public void poll(long timeoutNanos, ReadyRecords ready) {
        Map<PollRecord, IOCondition> asked = new LinkedHashMap<>();
        records.forEach(record -> asked.put(record, record.events()));
        long beginNanos = world.clock.nanos();
        woken = false;
        if (timeoutNanos != 0 || world.isLookTold()) {
            world.trace(timeoutNanos == 0 ? "look" : timeoutNanos == Nanos.NEVER ? "sleep" : sleepOf(timeoutNanos));
            world.runPollPlans();
        }
        boolean any = report(asked, ready);
        if (timeoutNanos != 0 && !any && !woken) {
            sleep(beginNanos, timeoutNanos);
        }
    }

    private static String sleepOf(long timeoutNanos) {
        boolean whole = timeoutNanos % Nanos.PER_MILLI == 0;
        return "sleep " + (whole ? timeoutNanos / Nanos.PER_MILLI : timeoutNanos + " ns");
    }

    /** By the masks from before the plans, as the array of a poll function has them. */
    private boolean report(Map<PollRecord, IOCondition> asked, ReadyRecords ready) {
        boolean any = false;
        for (Map.Entry<PollRecord, IOCondition> entry : asked.entrySet()) {
            IOCondition seen = ((FakeChannel) entry.getKey().target()).state();
            if (records.contains(entry.getKey())
                    && seen.intersects(entry.getValue().or(IOCondition.UNASKED))) {
                ready.ready(entry.getKey(), seen);
                any = true;
            }
        }
        return any;
    }

    private void sleep(long beginNanos, long timeoutNanos) {
        if (timeoutNanos == Nanos.NEVER) {
            world.trace("stuck");
            world.endLoops();
        } else if (world.clock.nanos() < beginNanos + timeoutNanos) {
            world.clock.advanceTo(beginNanos + timeoutNanos);
        }
    }

    @Override
    public void validate(Object target, IOCondition events) {
        if (!(target instanceof FakeChannel)) {
            throw new IllegalArgumentException("not of this scenario: " + target);
        }
    }

    @Override
    public void add(PollRecord record) {
        if (records.contains(record)) {
            throw new IllegalStateException("polled already: " + record);
        }
        records.add(record);
    }

    @Override
    public void modify(PollRecord record) {
        if (!records.contains(record)) {
            throw new IllegalStateException("not polled: " + record);
        }
    }

    @Override
    public void remove(PollRecord record) {
        if (!records.remove(record)) {
            throw new IllegalStateException("not polled: " + record);
        }
    }

    @Override
    public void wakeup() {
        woken = true;
    }

    @Override
    public void close() {}
}

package org.mainspring.mainloop;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mainspring.mainloop.ReferenceSource.Watch;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.source.Diagnostic;
import org.mainspring.mainloop.time.Nanos;

/** The poll records of the {@link ReferenceWorld}, its channels, its clock and its wake-up. */
final class ReferencePoll {
    private final ModelWorld.Program program;
    private final List<Watch> records = new ArrayList<>();
    private final IOCondition[] channels = new IOCondition[ModelScript.CHANNELS];
    private final Deque<Runnable> actions = new ArrayDeque<>();
    private final boolean nvalOnce;
    private long horizonNanos = Nanos.NEVER;
    long clockNanos;
    boolean signalled;

    /** Whether a record came or went since the query (S55). */
    boolean changed;

    ReferencePoll(ModelWorld.Program program, ModelWorld.Setting setting) {
        this.program = program;
        nvalOnce = setting.nvalOnce();
        clockNanos = setting.startNanos();
        Arrays.fill(channels, IOCondition.NONE);
    }

    /** S117. */
    void add(Watch watch) {
        watch.revents = IOCondition.NONE;
        watch.seen = IOCondition.NONE;
        records.add(watch);
        changed = true;
    }

    /** S72: its source is blocked. That a channel is closed a poller says once, and whoever was not told is owed it when he is back. */
    void takeOut(Watch watch) {
        if (records.remove(watch)) {
            changed = true;
        }
    }

    void putBack(Watch watch) {
        if (!records.contains(watch)) {
            add(watch);
        }
    }

    void remove(Watch watch) {
        watch.owesNval = false;
        watch.saidNval = false;
        takeOut(watch);
    }

    /** S10: as if it were new, but that NVAL is owed as before: a poller says it once, and nobody has been told yet. */
    void renew(Watch watch) {
        takeOut(watch);
        add(watch);
    }

    void makeReady(int channel, IOCondition seen) {
        channels[channel] = seen;
    }

    void duringNextPoll(Runnable action) {
        actions.add(action);
    }

    /** D6: what was seen earlier is forgotten. */
    void query(int priority) {
        changed = false;
        for (Watch watch : records) {
            watch.listed = isSeen(watch, priority);
            watch.seen = IOCondition.NONE;
            watch.revents = IOCondition.NONE;
        }
    }

    void stopAt(long horizon) {
        horizonNanos = horizon;
    }

    /** Calls a poll function of the program's, if there is anything to poll or to wait for (S47); true if it polls. */
    boolean callFunction(boolean fails, long timeoutNanos, int priority, Iterable<ReferenceSource> order) {
        StringBuilder entries = entries(priority, order);
        if (entries.isEmpty() && timeoutNanos == 0) {
            return false;
        }
        program.log("poll function " + millis(timeoutNanos) + entries);
        if (fails) {
            program.log("warned " + Diagnostic.POLL_FAILED);
        }
        return !fails;
    }

    /** S38, S39, S45; in our order, which is that of dispatch, the wake-up last. */
    private StringBuilder entries(int priority, Iterable<ReferenceSource> order) {
        Map<Integer, IOCondition> masks = new LinkedHashMap<>();
        for (ReferenceSource source : order) {
            for (Watch watch : source.watches) {
                if (records.contains(watch) && source.isLive() && source.priority <= priority) {
                    masks.merge(watch.channel, watch.events.without(IOCondition.UNASKED), IOCondition::or);
                }
            }
        }
        StringBuilder entries = new StringBuilder();
        masks.forEach((channel, mask) ->
                entries.append(", channel ").append(channel).append(' ').append(mask));
        return priority >= 0 ? entries.append(", wakeup") : entries;
    }

    static long millis(long timeoutNanos) {
        if (timeoutNanos == Nanos.NEVER) {
            return -1;
        }
        long millis = timeoutNanos / 1_000_000 + (timeoutNanos % 1_000_000 == 0 ? 0 : 1);
        return Math.min(Integer.MAX_VALUE, millis);
    }

    /** An iteration polls only to wait, or if somebody at the ready priority or better is watched (X12). */
    void poll(long timeoutNanos, boolean always, int priority) {
        boolean sleeps = timeoutNanos > 0 && !signalled && records.stream().noneMatch(watch -> watch.owesNval);
        if (!sleeps && !always && records.stream().noneMatch(watch -> watch.source.priority <= priority)) {
            return;
        }
        program.log("poll " + (sleeps ? timeoutNanos : 0));
        for (Watch watch : records) {
            watch.seen = watch.owesNval ? IOCondition.NVAL : IOCondition.NONE;
        }
        Runnable action = actions.poll();
        if (action != null) {
            action.run();
        }
        boolean any = false;
        for (Watch watch : records) {
            IOCondition now = channels[watch.channel];
            if (now.intersects(watch.mask()) && !watch.saidNval) {
                watch.seen = now;
                watch.owesNval |= now.contains(IOCondition.NVAL);
                watch.saidNval = watch.owesNval && nvalOnce;
                any = true;
            }
        }
        if (sleeps && !any && !signalled) {
            clockNanos = Math.max(clockNanos, Math.min(Nanos.after(clockNanos, timeoutNanos), horizonNanos));
        }
    }

    /**
     * Who polls by a list tells each check what he has seen, channel by channel (S39, S67). So a mask that has changed since an
     * earlier check lets through what was seen for the sake of others (S56).
     */
    void tell() {
        Map<Integer, IOCondition> seen = new HashMap<>();
        for (Watch watch : records) {
            if (watch.listed) {
                seen.merge(watch.channel, watch.seen.without(IOCondition.NVAL), IOCondition::or);
            }
        }
        for (Watch watch : records) {
            if (watch.listed) {
                watch.seen = watch.seen.or(seen.get(watch.channel));
                watch.owesNval |= watch.seen.contains(IOCondition.NVAL);
            }
        }
    }

    /** A check has come so far: whoever it has met, and has not found ready, has been told of NVAL. */
    void met(int priority) {
        for (Watch watch : records) {
            watch.owesNval &=
                    !watch.isTold() || watch.source.queued || watch.source.ready || watch.source.priority > priority;
        }
    }

    private static boolean isSeen(Watch watch, int priority) {
        return watch.source.isLive() && watch.source.priority <= priority;
    }

    /** S56. */
    void show(int priority) {
        for (Watch watch : records) {
            if (isSeen(watch, priority)) {
                watch.revents = watch.seen.and(watch.mask());
            }
        }
    }
}

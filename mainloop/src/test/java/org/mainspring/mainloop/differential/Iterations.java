package org.mainspring.mainloop.differential;

import java.util.Map;
import java.util.TreeMap;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.poll.PollSet;
import org.mainspring.mainloop.time.Nanos;

/** The actions of a scenario that iterate. */
final class Iterations {
    private final World world;
    private final MainContext context;

    Iterations(World world) {
        this.world = world;
        context = world.context;
    }

    private boolean mayIterate() {
        return world.walking == 0
                && world.polling == 0
                && world.ending == 0
                && world.elsewhere == 0
                && world.iterating < World.MOST_NESTING;
    }

    private static String yes(boolean is) {
        return is ? "yes" : "no";
    }

    private String at() {
        return " @" + world.millis();
    }

    boolean iterate(boolean block) {
        if (!mayIterate()) {
            return false;
        }
        world.trace("iterate" + (block ? " block" : "") + at());
        Boolean outer = world.drivenChannels;
        world.drivenChannels = null;
        world.iterating++;
        boolean found = context.iteration(block);
        world.iterating--;
        world.drivenChannels = outer;
        world.trace("iterated " + yes(found) + at());
        return true;
    }

    /** Within a dispatch, what {@code pending()} has found is dropped again by a prepare: D1. */
    boolean pending() {
        if (!mayIterate()) {
            return false;
        }
        world.trace("pending" + at());
        Boolean outer = world.drivenChannels;
        world.drivenChannels = null;
        world.iterating++;
        boolean found = context.pending();
        world.iterating--;
        world.drivenChannels = outer;
        world.trace("pended " + yes(found) + at());
        if (found && world.iterating > 0) {
            world.iterating++;
            context.prepare();
            world.iterating--;
        }
        return true;
    }

    boolean run() {
        if (!mayIterate()) {
            return false;
        }
        world.trace("run" + at());
        Boolean outer = world.drivenChannels;
        world.drivenChannels = null;
        world.iterating++;
        world.run();
        world.iterating--;
        world.drivenChannels = outer;
        world.trace("ran" + at());
        return true;
    }

    // ---- phase by phase

    boolean drive(boolean block) {
        if (!mayIterate()) {
            return false;
        }
        world.trace("drive" + (block ? " block" : "") + at());
        world.iterating++;
        context.tryAcquire();
        drivePhases(block);
        context.release();
        world.iterating--;
        world.trace("driven" + at());
        return true;
    }

    private void drivePhases(boolean block) {
        boolean found = context.prepare();
        int priority = context.readyPriority();
        world.trace("prepared " + yes(found) + (priority == Integer.MAX_VALUE ? "" : " " + priority));
        PollSet set = new PollSet();
        context.query(priority, set);
        traceQuery(set);
        if (!block) {
            set.setTimeoutNanos(0);
        }
        poll(set);
        world.trace("checked " + yes(context.check(priority, set)) + at());
        context.dispatch();
    }

    private void poll(PollSet set) {
        Boolean outer = world.drivenChannels;
        world.drivenChannels = false;
        for (int i = 0; i < set.size(); i++) {
            world.drivenChannels |= set.target(i) != PollSet.WAKEUP;
        }
        context.poll(set);
        world.drivenChannels = outer;
    }

    /** In the order of names, since channels have no number. */
    private void traceQuery(PollSet set) {
        Map<String, String> channels = new TreeMap<>();
        boolean wakeup = false;
        for (int i = 0; i < set.size(); i++) {
            if (set.target(i) == PollSet.WAKEUP) {
                wakeup = true;
            } else {
                channels.put(set.target(i).toString(), LineReader.text(set.events(i)));
            }
        }
        StringBuilder text = new StringBuilder();
        world.channels.keySet().forEach(channel -> {
            if (channels.containsKey(channel)) {
                text.append(' ').append(channel).append(':').append(channels.get(channel));
            }
        });
        long nanos = set.timeoutNanos();
        world.trace("queried " + (nanos == Nanos.NEVER ? -1 : nanos / Nanos.PER_MILLI) + text
                + (wakeup ? " wakeup" : ""));
    }
}

package org.mainspring.mainloop.differential;

import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.poll.PollSet;

/** The actions of a scenario that iterate. */
final class Iterations {
    private final World world;
    private final MainContext context;

    Iterations(World world) {
        this.world = world;
        context = world.context;
    }

    /** Not while a child is dispatched and blocked: GLib would block it twice if its parent were dispatched now (D2). */
    private boolean mayIterate() {
        return world.actors.values().stream().noneMatch(actor -> actor.blocking > 0 && actor.parent != null)
                && world.walking == 0
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

    private @Nullable Boolean begin() {
        Boolean outer = world.drivenChannels;
        world.drivenChannels = null;
        world.disturbed = false;
        world.iterating++;
        return outer;
    }

    private void end(@Nullable Boolean outer) {
        world.iterating--;
        world.drivenChannels = outer;
    }

    boolean iterate(boolean block) {
        if (!mayIterate()) {
            return false;
        }
        world.trace("iterate" + (block ? " block" : "") + at());
        Boolean outer = begin();
        boolean found = context.iteration(block);
        end(outer);
        world.trace("iterated " + yes(found) + at());
        return true;
    }

    /** Within a dispatch, what {@code pending()} has found is dropped again by a prepare: D1. */
    boolean pending() {
        if (!mayIterate()) {
            return false;
        }
        world.trace("pending" + at());
        Boolean outer = begin();
        boolean found = context.pending();
        end(outer);
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
        Boolean outer = begin();
        world.run();
        end(outer);
        world.trace("ran" + at());
        return true;
    }

    // ---- phase by phase

    boolean drive(boolean block) {
        if (!mayIterate()) {
            return false;
        }
        world.trace("drive" + (block ? " block" : "") + at());
        Boolean outer = begin();
        context.tryAcquire();
        drivePhases(block);
        context.release();
        end(outer);
        world.trace("driven" + at());
        return true;
    }

    private void drivePhases(boolean block) {
        boolean found = context.prepare();
        int priority = context.readyPriority();
        world.trace("prepared " + yes(found) + (priority == Integer.MAX_VALUE ? "" : " " + priority));
        PollSet set = new PollSet();
        context.query(priority, set);
        world.trace("queried" + world.array(set, set.timeoutMillis()));
        if (!block) {
            set.setTimeoutNanos(0);
        }
        poll(set);
        world.trace("checked " + yes(context.check(priority, set)) + at());
        context.dispatch();
    }

    private void poll(PollSet set) {
        if (!world.scenario.tellsPolls()) {
            world.pollAsDriven(set, () -> {
                context.poll(set);
                return 0;
            });
        } else if (set.size() > 0 || set.timeoutNanos() != 0) {
            context.pollFunction().poll(set, set.timeoutMillis());
        }
    }
}

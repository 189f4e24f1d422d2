package org.mainspring.mainloop.differential;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.differential.Scenario.Action;
import org.mainspring.mainloop.differential.Scenario.Kind;
import org.mainspring.mainloop.kind.Idle;
import org.mainspring.mainloop.kind.Timeout;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.time.Nanos;

/** What a scenario can do, but for iterating and for the life of sources. What makes no sense where it stands is skipped, and the trace says so. */
final class Actions {
    private static final ExecutorService ELSEWHERE = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "elsewhere");
        thread.setDaemon(true);
        return thread;
    });

    private final World world;
    private final Hooks hooks;
    private final Lives lives;
    private final Iterations iterations;

    Actions(World world, Hooks hooks) {
        this.world = world;
        this.hooks = hooks;
        lives = new Lives(world, hooks);
        iterations = new Iterations(world);
    }

    /** After the last step: closes what is open, and destroys what was never attached. */
    void end() {
        lives.end();
    }

    void act(Action action) {
        if (!action.elsewhere() || world.elsewhere > 0) {
            actHere(action);
        } else if (world.walking > 0 || world.finishing > 0) { // S34
            world.trace("skip elsewhere");
        } else {
            actElsewhere(action);
        }
    }

    private void actElsewhere(Action action) {
        world.elsewhere++;
        try {
            ELSEWHERE.submit(() -> actHere(action)).get();
        } catch (InterruptedException | ExecutionException failure) {
            throw new IllegalStateException("elsewhere", failure);
        } finally {
            world.elsewhere--;
        }
    }

    private void actHere(Action action) {
        boolean done = action.verb().isOutside() ? actOutside(action) : !world.closed && actOnContext(action);
        if (!done) {
            world.trace("skip " + action.verb());
        }
    }

    private boolean actOutside(Action action) {
        if (action.verb() == Verb.ADVANCE) {
            if (world.walking > 0) { // S132
                return false;
            }
            world.clock.advanceNanos(action.number() * Nanos.PER_MILLI);
            return true;
        }
        FakeChannel channel = world.channels.get(action.channel());
        return switch (action.verb()) {
            case WRITE -> channel.write();
            case HANGUP -> channel.hangUp();
            case DRAIN -> {
                channel.drain();
                yield true;
            }
            default -> {
                channel.set(action.condition());
                yield true;
            }
        };
    }

    private boolean actOnContext(Action action) {
        return switch (action.verb()) {
            case ITERATE -> iterations.iterate(action.flag());
            case PENDING -> iterations.pending();
            case DRIVE -> iterations.drive(action.flag());
            case RUN -> iterations.run();
            case QUIT -> world.quit();
            case WAKEUP -> wake();
            case SEARCH -> search(action.kind(), action.number());
            case ACQUIRE -> acquire();
            case RELEASE -> release();
            case CLOSE -> lives.close();
            default -> actOnSource(action, world.actors.get(action.source()));
        };
    }

    private boolean actOnSource(Action action, Actor actor) {
        return switch (action.verb()) {
            case CREATE -> lives.create(actor);
            case ATTACH -> !(world.elsewhere > 0 && world.polling > 0) && lives.attach(actor);
            case DESTROY -> lives.destroy(actor);
            case PRIORITY -> setPriority(actor, action.number());
            case READY -> setReadyTime(actor, world.clock.nanos() + action.number() * Nanos.PER_MILLI);
            case UNREADY -> setReadyTime(actor, Nanos.NEVER);
            case RECURSE -> setCanRecurse(actor, action.flag());
            case CALLBACK -> replaceCallback(actor, action.flag());
            case WATCH, MODIFY, UNWATCH -> changeWatch(action, actor);
            case TIME -> tellTime(actor);
            case FIND -> find(actor);
            case ADOPT ->
                !(world.elsewhere > 0 && world.polling > 0) && lives.adopt(actor, world.actors.get(action.other()));
            case DISOWN -> lives.disown(actor, world.actors.get(action.other()));
            case INVOKE -> invoke(actor);
            default -> throw new IllegalStateException("no action on a source: " + action);
        };
    }

    // ---- attributes

    private boolean setPriority(Actor actor, int priority) {
        boolean isSeenLate = world.elsewhere > 0 && world.iterating > 0 && world.familyWatches(actor);
        if (!actor.isAlive() || actor.parent != null || world.walking > 0 || isSeenLate || world.hasDyingChild(actor)) {
            return false;
        }
        actor.sourceOrThrow().setPriority(priority);
        return true;
    }

    private boolean setReadyTime(Actor actor, long readyTimeNanos) {
        if (!actor.isAlive() || (world.elsewhere > 0 && world.polling > 0)) {
            return false;
        }
        actor.sourceOrThrow().setReadyTimeNanos(readyTimeNanos);
        if (world.elsewhere > 0
                && world.iterating > 0) { // S111: GLib does not wake if it is blocked, ours does not know
            wake();
        }
        lives.retime();
        return true;
    }

    private static boolean setCanRecurse(Actor actor, boolean can) {
        if (!actor.isAlive()) {
            return false;
        }
        actor.sourceOrThrow().setCanRecurse(can);
        return true;
    }

    private boolean replaceCallback(Actor actor, boolean none) {
        if (!actor.isMade() || actor.ended || actor.silent) {
            return false;
        }
        world.trace("callback " + actor.name());
        if (none) {
            actor.sourceOrThrow().clearCallback();
        } else {
            hooks.setCallback(actor);
        }
        return true;
    }

    private boolean changeWatch(Action action, Actor actor) {
        String channel = action.channel();
        IOCondition condition = action.condition();
        boolean has = actor.watches.containsKey(channel);
        if (!actor.isAlive()
                || has == (action.verb() == Verb.WATCH)
                || (action.verb() == Verb.MODIFY && world.polling > 0)) {
            return false;
        }
        Source source = actor.sourceOrThrow();
        switch (action.verb()) {
            case WATCH -> actor.watches.put(channel, source.addWatch(world.channels.get(channel), condition));
            case MODIFY -> source.modifyWatch(actor.watches.get(channel), condition);
            default -> source.removeWatch(actor.watches.remove(channel));
        }
        return true;
    }

    // ---- the rest

    private boolean wake() {
        world.context.wakeup();
        return true;
    }

    private boolean tellTime(Actor actor) {
        if (!actor.attached || actor.ended || actor.silent || !world.context.isOwner()) {
            return false;
        }
        long nanos = actor.sourceOrThrow().timeNanos();
        world.trace("time " + actor.name() + " " + nanos / Nanos.PER_MILLI);
        return true;
    }

    private boolean find(Actor actor) {
        if (!actor.attached) {
            return false;
        }
        world.trace("find " + actor.name() + ": " + world.nameOf(world.context.findById(actor.id)));
        return true;
    }

    private boolean search(@Nullable Kind kind, int number) {
        Object data = world.shared.get(number);
        Source found = kind == null
                ? world.context.findByData(data)
                : world.context.findByKindAndData(kind == Kind.IDLE ? Idle.class : Timeout.class, data);
        world.trace("search " + number + ": " + world.nameOf(found));
        return true;
    }

    private boolean invoke(Actor actor) {
        if (world.walking > 0 || world.ending > 0 || world.elsewhere > 0) {
            return false;
        }
        world.trace("invoke " + actor.name());
        hooks.invoke(world.context, actor);
        world.trace("invoked " + actor.name());
        return true;
    }

    private boolean acquire() {
        if (world.elsewhere > 0) {
            return false;
        }
        world.trace("acquire " + (world.context.tryAcquire() ? "yes" : "no"));
        world.acquired++;
        return true;
    }

    private boolean release() {
        if (world.acquired == 0 || world.elsewhere > 0) {
            return false;
        }
        world.acquired--;
        world.context.release();
        return true;
    }
}

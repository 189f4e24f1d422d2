package org.mainspring.mainloop.differential;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.Sources;
import org.mainspring.mainloop.differential.Scenario.Answer;
import org.mainspring.mainloop.differential.Scenario.Declared;
import org.mainspring.mainloop.differential.Scenario.Kind;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollRecord;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.CheckHook;
import org.mainspring.mainloop.source.FinalizeHook;
import org.mainspring.mainloop.source.PollTimeout;
import org.mainspring.mainloop.source.PrepareHook;
import org.mainspring.mainloop.source.SourceFuncs;
import org.mainspring.mainloop.source.SourceHandle;
import org.mainspring.mainloop.time.Nanos;

/** What the loop calls: the hooks of sources and their callbacks. Each writes its line and does what is planned. */
final class Hooks {
    private final World world;

    Hooks(World world) {
        this.world = world;
    }

    // ---- making sources

    void make(Actor actor) {
        Source source = sourceOf(actor);
        actor.source = source;
        source.setDisposeHook(self -> ending(actor, Hook.DISPOSE));
        source.setPriority(actor.declared.priority());
        source.setCanRecurse(actor.declared.recurse());
        if (!actor.declared.bare()) {
            setCallback(actor);
        }
    }

    private Source sourceOf(Actor actor) {
        Declared declared = actor.declared;
        return switch (declared.kind()) {
            case IDLE -> Sources.idle();
            case TIMEOUT -> Sources.timeoutNanos(declared.intervalMillis() * Nanos.PER_MILLI, world.clock);
            case WATCH -> watch(declared);
            default -> custom(actor);
        };
    }

    private Source watch(Declared declared) {
        Map.Entry<String, IOCondition> wanted =
                declared.wanted().entrySet().iterator().next();
        return Sources.watch(world.channels.get(wanted.getKey()), wanted.getValue());
    }

    private Source custom(Actor actor) {
        Source source = new Source(kindOf(actor));
        actor.declared
                .wanted()
                .forEach((channel, condition) ->
                        actor.watches.put(channel, source.addWatch(world.channels.get(channel), condition)));
        return source;
    }

    private SourceFuncs kindOf(Actor actor) {
        if (actor.declared.prepares()) {
            return actor.declared.checks() ? new Both(actor) : new Prepares(actor);
        }
        return actor.declared.checks() ? new Checks(actor) : new Custom(actor);
    }

    // ---- callbacks

    void setCallback(Actor actor) {
        Source source = actor.sourceOrThrow();
        Integer number = actor.declared.data();
        if (number != null && actor.declared.kind() == Kind.WATCH) {
            source.<FakeChannel, Object>setCallback(
                    (channel, seen, data) -> dispatched(actor, "", seen(channel, seen)),
                    world.shared.get(number),
                    null);
        } else if (number != null) {
            source.<Object>setCallback(data -> dispatched(actor, "", seen(actor)), world.shared.get(number), null);
        } else if (actor.declared.kind() == Kind.WATCH) {
            source.<FakeChannel, Actor.Data>setCallback(
                    (channel, seen, data) -> dispatched(actor, which(data), seen(channel, seen)),
                    actor.nextData(),
                    this::forgotten);
        } else {
            source.<Actor.Data>setCallback(
                    data -> dispatched(actor, which(data), seen(actor)), actor.nextData(), this::forgotten);
        }
    }

    void invoke(MainContext context, Actor actor) {
        context.<Actor.Data>invoke(
                actor.declared.priority(),
                data -> dispatched(actor, which(data), ""),
                actor.nextData(),
                this::forgotten);
    }

    private static String which(Actor.Data data) {
        return "." + data.generation();
    }

    private static String seen(FakeChannel channel, IOCondition condition) {
        return " " + channel + ":" + LineReader.text(condition);
    }

    private String seen(Actor actor) {
        StringBuilder text = new StringBuilder();
        for (FakeChannel channel : world.channels.values()) {
            PollRecord watch = actor.watches.get(channel.toString());
            if (watch != null) {
                text.append(seen(channel, actor.sourceOrThrow().queryWatch(watch)));
            }
        }
        return text.toString();
    }

    private void forgotten(Actor.Data data) {
        Actor actor = data.actor();
        boolean watchesStill = !actor.isAlive() && world.familyWatches(actor);
        int ending = actor.ended || actor.parent != null || watchesStill ? 1 : 0; // D2, S171
        world.trace("notify " + actor.name() + which(data) + " " + World.place(world));
        int finishing = actor.ended ? 1 : 0;
        world.ending += ending;
        world.finishing += finishing;
        world.runPlans(actor, Hook.NOTIFY, actor.nextTurn(Hook.NOTIFY));
        world.finishing -= finishing;
        world.ending -= ending;
    }

    private void ending(Actor actor, Hook hook) {
        actor.ended = true;
        if (!actor.silent) {
            world.trace(hook + " " + actor.name() + " " + World.place(world));
            world.ending++;
            world.finishing++;
            int goingOn = actor.endsInWalk ? 1 : 0;
            world.goingOn += goingOn;
            world.runPlans(actor, hook, actor.nextTurn(hook));
            world.goingOn -= goingOn;
            world.finishing--;
            world.ending--;
        }
    }

    private boolean dispatched(Actor actor, String which, String seen) {
        int turn = actor.nextTurn(Hook.DISPATCH);
        world.trace("dispatch " + actor.name() + which + " " + turn + " @" + world.millis() + " " + World.place(world)
                + seen);
        world.countInRun();
        int blocking = actor.source == null || actor.source.canRecurse() ? 0 : 1;
        actor.blocking += blocking;
        world.runPlans(actor, Hook.DISPATCH, turn);
        actor.blocking -= blocking;
        Answer answer = world.answer(actor, Hook.DISPATCH, turn);
        boolean keep = answer == null ? actor.declared.kind() != Kind.CALL : answer.yes();
        if (!keep && actor.isAlive()) {
            world.trace("removed " + actor.name());
        }
        return keep;
    }

    // ---- custom sources

    /** A kind of one's own, without prepare and check. */
    private class Custom implements SourceFuncs, FinalizeHook {
        final Actor actor;

        Custom(Actor actor) {
            this.actor = actor;
        }

        @Override
        public final boolean dispatch(SourceHandle self, @Nullable Callback callback) throws Exception {
            return callback == null ? dispatched(actor, "", seen(actor)) : callback.call();
        }

        @Override
        public final void finalizeSource(SourceHandle self) {
            ending(actor, Hook.FINALIZE);
        }

        private void runPlans(Hook hook, int turn) {
            int preparing = hook == Hook.PREPARE ? 1 : 0;
            world.walking++;
            world.preparing += preparing;
            actor.preparing += preparing;
            world.runPlans(actor, hook, turn);
            fixTime();
            actor.preparing -= preparing;
            world.preparing -= preparing;
            world.walking--;
        }

        /** A hook that has changed deadlines asks for the time, which is fixed then in both worlds (S132). */
        private void fixTime() {
            if (world.retimed) {
                actor.sourceOrThrow().timeNanos();
            }
            world.retimed = false;
        }

        final boolean prepared(PollTimeout timeout) {
            int turn = actor.nextTurn(Hook.PREPARE);
            world.trace("prepare " + actor.name() + " " + turn + " @" + world.millis());
            world.countInRun();
            runPlans(Hook.PREPARE, turn);
            Answer answer = world.answer(actor, Hook.PREPARE, turn);
            if (answer != null && answer.timeoutMillis() != null) {
                timeout.atMostMillis(answer.timeoutMillis());
            }
            return answer != null && answer.yes();
        }

        final boolean checked() {
            int turn = actor.nextTurn(Hook.CHECK);
            boolean wasAlive = actor.isAlive();
            world.trace("check " + actor.name() + " " + turn + " @" + world.millis() + seen(actor));
            world.countInRun();
            actor.checking++;
            runPlans(Hook.CHECK, turn);
            actor.checking--;
            Answer answer = world.answer(actor, Hook.CHECK, turn);
            boolean destroyedItself = wasAlive && !actor.isAlive() && !actor.watches.isEmpty(); // S59
            return destroyedItself || (answer != null && answer.yes());
        }
    }

    private final class Prepares extends Custom implements PrepareHook {
        Prepares(Actor actor) {
            super(actor);
        }

        @Override
        public boolean prepare(SourceHandle self, PollTimeout timeout) {
            return prepared(timeout);
        }
    }

    private final class Checks extends Custom implements CheckHook {
        Checks(Actor actor) {
            super(actor);
        }

        @Override
        public boolean check(SourceHandle self) {
            return checked();
        }
    }

    private final class Both extends Custom implements PrepareHook, CheckHook {
        Both(Actor actor) {
            super(actor);
        }

        @Override
        public boolean prepare(SourceHandle self, PollTimeout timeout) {
            return prepared(timeout);
        }

        @Override
        public boolean check(SourceHandle self) {
            return checked();
        }
    }
}

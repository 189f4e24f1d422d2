package org.mainspring.mainloop;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.ModelWorld.After;
import org.mainspring.mainloop.ModelWorld.Kind;
import org.mainspring.mainloop.ModelWorld.PollFunctionKind;
import org.mainspring.mainloop.ReferenceOrder.Place;
import org.mainspring.mainloop.source.Diagnostic;
import org.mainspring.mainloop.time.Nanos;

/**
 * The loop as section 2T of the contract words it, by lists and scans over them, with D1 to D9 repaired; and where we
 * mean to do less than GLib (no poll without cause, fewer wake-ups), doing less. To be read beside 2T, from top to
 * bottom, so the four phases are in one file; how sources come and go is in {@link ReferenceLife}, and what comes of it
 * when a hook is asked in {@link ReferenceHooks}.
 */
final class ReferenceLoop {
    private final ModelWorld.Program program;
    private final ReferencePoll poll;
    private final ReferenceLife life;
    private final ReferenceOrder order;
    private final ReferenceHooks hooks;
    private final ReferenceTime time;
    private final Deque<ReferenceSource> batch = new ArrayDeque<>();
    private final Deque<ReferenceSource> running = new ArrayDeque<>();
    private PollFunctionKind function = PollFunctionKind.NONE;
    private int dispatching; // batches that are running
    private int held;
    private int iterations; // that are running
    private int best;
    private boolean found;
    private boolean stopped; // the last look, before a dispatch
    private long timeoutNanos;

    ReferenceLoop(ModelWorld.Program program, ReferencePoll poll, ReferenceLife life) {
        this.program = program;
        this.poll = poll;
        this.life = life;
        order = life.order;
        hooks = new ReferenceHooks(program, life);
        time = new ReferenceTime(poll, order);
    }

    // ---- an iteration

    boolean iterate(boolean mayBlock, boolean phaseByPhase, long horizonNanos) {
        poll.stopAt(Nanos.after(poll.clockNanos, horizonNanos));
        return asOwner(() -> {
            boolean something = look(mayBlock, phaseByPhase);
            if (something && !stopped) {
                pause("check and dispatch", phaseByPhase);
                dispatch();
            }
            return something;
        });
    }

    boolean pending() {
        return asOwner(() -> {
            boolean inHook = hooks.areRunning();
            boolean something = look(false, false);
            if (dispatching > 0 && !inHook) {
                discard(); // D1
            }
            return something;
        });
    }

    /** What was collected and left, by one who stopped before he dispatched. */
    void dispatchRest() {
        asOwner(() -> {
            dispatch();
            return true;
        });
    }

    private boolean asOwner(BooleanSupplier action) {
        held++;
        iterations++;
        try {
            return action.getAsBoolean();
        } finally {
            held--;
            iterations--;
        }
    }

    private boolean look(boolean mayBlock, boolean phases) {
        if (hooks.areRunning()) {
            program.log("warned " + Diagnostic.ITERATION_IN_HOOK); // D7
            return false;
        }
        prepare();
        if (!goesOn("prepare", this::prepare, phases)) {
            return false;
        }
        int limit = best;
        pause("prepare and query", phases);
        long allowedNanos = timeoutNanos;
        query(limit);
        if (!goesOn("query", () -> query(limit), phases)) {
            return false;
        }
        pause("query and poll", phases);
        boolean woken = poll(mayBlock ? allowedNanos : 0, phases, limit);
        pause("poll and check", phases);
        boolean something = check(limit, woken, phases);
        After after = phases ? program.after("check") : After.GO_ON;
        stopped = after == After.STOP;
        return after == After.DO_IT_AGAIN ? check(limit, woken, phases) : something;
    }

    private boolean goesOn(String phase, Runnable again, boolean phases) {
        After after = phases ? program.after(phase) : After.GO_ON;
        if (after == After.DO_IT_AGAIN) {
            again.run();
        }
        return after != After.STOP;
    }

    /** Polls, and tells whether the wake-up was polled too and is to be taken back. */
    private boolean poll(long allowedNanos, boolean phases, int limit) {
        if (phases || function == PollFunctionKind.NONE) {
            poll.poll(allowedNanos, phases, limit);
            return limit >= 0 && (!phases || poll.signalled);
        }
        boolean fails = function == PollFunctionKind.FAILS;
        if (!poll.callFunction(fails, allowedNanos, limit, order.sources())) {
            return false;
        }
        long millis = ReferencePoll.millis(allowedNanos);
        poll.poll(millis < 0 ? Nanos.NEVER : millis * 1_000_000, true, limit);
        return limit >= 0 && poll.signalled;
    }

    private void pause(String phases, boolean here) {
        if (here) {
            program.between(phases);
        }
    }

    // ---- PREPARE

    private void prepare() {
        time.makeStale();
        discard();
        beginWalk();
        best = Integer.MAX_VALUE;
        timeoutNanos = Nanos.NEVER;
        for (Place place = order.first();
                place != null && !(found && place.priority > best);
                place = order.after(place)) {
            time.comeTo(place.priority);
            ReferenceSource source = place.source;
            if (source == null || !source.isLive()) {
                continue;
            }
            boolean ready = source.ready;
            if (!ready) {
                long answer = hooks.askToPrepare(source);
                if (source.isAsked()) {
                    time.comeTo(place.priority);
                }
                ready = answer == ModelWorld.READY || (source.hasDeadline() && source.readyTimeNanos <= time.nanos());
                timeoutNanos = answer < 0 ? timeoutNanos : Math.min(timeoutNanos, answer);
                if (ready) {
                    source.markReady();
                }
            }
            if (ready) {
                found = true;
                best = source.priority;
            }
        }
        if (found) {
            timeoutNanos = 0;
        } else {
            boundByAllDeadlines();
        }
    }

    private void beginWalk() {
        order.tidy();
        hooks.beginWalk();
        found = false;
    }

    /** Deadlines count as they stand after the walk; in GLib as each stood when the walk came by. */
    private void boundByAllDeadlines() {
        for (ReferenceSource source : order.sources()) {
            if (source.isLive() && source.hasDeadline()) {
                timeoutNanos = Math.min(timeoutNanos, Nanos.between(time.nanos(), source.readyTimeNanos));
            }
        }
    }

    // ---- QUERY

    private void query(int limit) {
        poll.query(limit);
        if (timeoutNanos != 0) {
            time.makeStale();
        }
    }

    // ---- CHECK

    private boolean check(int limitGiven, boolean woken, boolean phases) {
        if (phases) {
            poll.tell();
        }
        if (woken) {
            poll.signalled = false;
        }
        if (poll.changed) {
            return false;
        }
        discard(); // D4
        poll.show(limitGiven);
        beginWalk();
        int limit = limitGiven;
        for (Place place = order.first();
                place != null && !(found && place.priority > limit);
                place = order.after(place)) {
            time.comeTo(place.priority, place);
            ReferenceSource source = place.source;
            if (source == null || !source.isLive() || source.queued) {
                continue;
            }
            boolean ready = source.ready;
            if (!ready) {
                ready = hooks.askToCheck(source);
                if (source.isAsked()) {
                    time.comeTo(place.priority, order.after(place));
                }
                ready = ready
                        || (!source.destroyed && source.hasRevents())
                        || (source.hasDeadline() && source.readyTimeNanos <= time.nanos());
                if (ready) {
                    source.markReady();
                }
            }
            if (ready) {
                found = true;
                limit = source.priority;
                collect(source);
            }
        }
        poll.met(found ? limit : Integer.MAX_VALUE);
        return found;
    }

    /** One that has destroyed itself in its hook counts (S62), and is over. */
    private void collect(ReferenceSource source) {
        if (!source.destroyed) {
            source.queued = true;
            batch.add(source);
        }
    }

    private void discard() {
        for (ReferenceSource source = batch.poll(); source != null; source = batch.poll()) {
            source.queued = false;
            life.finalizeIfOver(source);
        }
    }

    // ---- DISPATCH

    private void dispatch() {
        dispatching++;
        try {
            for (ReferenceSource source = batch.poll(); source != null; source = batch.poll()) {
                source.queued = false;
                source.ready = false;
                source.watches.forEach(watch -> watch.owesNval &= !watch.isTold());
                if (!source.destroyed) {
                    dispatch(source);
                }
                life.finalizeIfOver(source);
            }
        } catch (ModelError error) {
            discard();
            throw error;
        } finally {
            dispatching--;
        }
    }

    private void dispatch(ReferenceSource source) {
        ReferenceSource.@Nullable Callback callback = source.callback;
        if (callback != null) {
            callback.holders++;
        }
        if (callback != null && callback.what.indirect()) { // S183
            program.log("ref " + callback.what.number());
            program.log("get " + callback.what.number());
        }
        boolean blocks = !source.canRecurse;
        if (blocks) {
            life.block(source, 1);
        }
        source.calls++;
        running.push(source);
        boolean keep = false;
        Throwable failure = null;
        try {
            keep = call(source, callback);
        } catch (IllegalStateException | ModelError thrown) {
            failure = thrown;
        }
        running.pop();
        life.release(callback);
        if (blocks) {
            life.block(source, -1);
        }
        source.calls--;
        if (!keep) {
            life.destroy(source);
        }
        life.finalizeIfOver(source);
        if (failure != null) {
            hooks.report(failure);
        }
    }

    private boolean call(ReferenceSource source, ReferenceSource.@Nullable Callback callback) {
        if (source.kind.isOwn()) {
            program.log(source.seen());
        }
        if (callback == null) {
            program.log("warned " + Diagnostic.NO_CALLBACK); // S76
            return false;
        }
        boolean keep = program.called(source.number, callback.what.number());
        if (keep && source.kind.isTimeout()) {
            life.rearm(source, time.nanos());
        }
        return keep;
    }

    // ---- INVOKE

    /** S158; or S160, for which an idle source is attached. */
    void invoke(int source, int priority, ModelWorld.Callback callback) {
        life.make(source, Kind.IDLE, 0);
        ReferenceSource idle = life.numbered(source);
        idle.priority = priority;
        if (held == 0) {
            life.setCallback(idle, callback);
            life.attach(idle);
            return;
        }
        idle.destroyed = true;
        idle.finalized = true;
        try {
            while (program.called(source, callback.number())) {
                // once more
            }
        } catch (IllegalStateException thrown) {
            hooks.report(thrown);
        } finally {
            if (callback.notifies()) {
                program.ended("notified", callback.number());
            }
        }
    }

    // ---- what else can be done to it, and asked of it

    void hold(boolean hold) {
        held += hold ? 1 : -1;
    }

    void setPollFunction(PollFunctionKind kind) {
        function = kind;
    }

    void close() {
        discard();
        life.close();
    }

    /** S130. */
    long timeNanos() {
        return held > 0 ? time.nanos() : time.nanosForOthers();
    }

    boolean isIterating() {
        return iterations > 0;
    }

    int depth() {
        return running.size();
    }

    int current() {
        return running.isEmpty() ? -1 : running.peek().number;
    }
}

package org.mainspring.mainloop;

import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.IOPolls.Asked;

/**
 * What looks for sources while their context spins, as the owner deals with it: it is told that it is asked, is asked, and is
 * told that this is over, before the context sleeps or somebody else waits for it.
 *
 * @threads owner
 * @origin QEMU poll_set_started, run_poll_handlers_once
 */
final class PollMode {
    /*
     * What looks may leave out telling us, from when it is told that it is asked until it is told that this is over. So
     * between its end and the sleep it is asked once more; and the wake word holds what comes after that.
     *
     * The mode outlasts the spin: as long as spins find something there is nothing to be told. An iteration that does not wait
     * ends it, as in QEMU: nobody would be asked in that one. That it outlasts spins is not for the callers' sake alone. To say that one may sleep and may not is a line of memory that moves to whoever posts, and back.
     *
     * Who is told that this is over must be asked after that. So a source that another thread is attaching begins once it is linked.
     * One that is blocked, since it is being dispatched, is told the end by the outer iteration, before its next wait: a nested one
     * does not ask it and could not dispatch it.
     */
    private final Schedule schedule;
    private final LoopTime time;
    private final IOPolls polls;
    private final Hooks hooks;
    private Asked[] told = IOPolls.NOBODY; // that they are asked; some perhaps not yet, or that this is over
    private boolean toldAll; // of those
    private boolean owesALook; // somebody was told that it is over, and nobody was asked since

    private @Nullable SourceNode lone; // the only one who is asked, seen ready, and neither marked nor dispatched since

    PollMode(Schedule schedule, LoopTime time, Lifecycle lifecycle) {
        this.schedule = schedule;
        this.time = time;
        polls = lifecycle.ioPolls;
        hooks = new Hooks(lifecycle);
    }

    /** Whether code of the user is running here. Only the owner's own question has a certain answer. */
    boolean isAsking() {
        return hooks.areRunning();
    }

    /** Whether somebody was told that he is asked, and not that this is over. */
    boolean isTold() {
        return told.length > 0 || owesALook;
    }

    /** Tells all who are linked and not told yet that they are asked from now on. */
    void begin() {
        Asked[] present = polls.all();
        if (present == told && toldAll) {
            return;
        }
        for (Asked each : told) {
            if (!contains(present, each)) {
                end(each);
            }
        }
        told = present;
        schedule.noteChange();
        boolean all = true;
        for (Asked each : present) {
            if (!each.begun && !each.source.isDestroyed()) {
                if (each.source.is(SourceNode.LINKED)) {
                    each.begun = true;
                    hooks.pollBegin(each.source, each.poll);
                } else {
                    all = false;
                }
            }
        }
        toldAll = all;
        time.makeStale();
    }

    /**
     * Tells all who are told, and not blocked, that this is over, and asks all once more: the context is about to wait.
     *
     * @return whether one is ready
     */
    boolean end() {
        if (!isTold()) {
            return false;
        }
        boolean any = endWithoutWait();
        time.makeStale(); // one of them may have asked for it, and the wait goes on
        return any;
    }

    /** The same where the context does not wait, so that the time stays that of prepare. */
    boolean endWithoutWait() {
        toldAll = false;
        boolean anyBlocked = false;
        for (Asked each : told) {
            if (each.begun && each.source.isBlocked() && !each.source.isDestroyed()) {
                anyBlocked = true;
            } else {
                owesALook |= each.begun;
                end(each);
            }
        }
        if (!anyBlocked) {
            told = IOPolls.NOBODY;
        }
        if (!owesALook) {
            return false;
        }
        boolean any = askAll();
        owesALook = false; // only now: one of them may have thrown
        return any;
    }

    private void end(Asked each) {
        if (each.begun) {
            each.begun = false;
            if (!each.source.isDestroyed()) {
                hooks.pollEnd(each.source, each.poll);
            }
        }
    }

    private static boolean contains(Asked[] all, Asked wanted) {
        for (Asked each : all) {
            if (each == wanted) {
                return true;
            }
        }
        return false;
    }

    /** Asks all who are there, and says whether one is ready; they are marked, but for a {@linkplain #lone lone} one. */
    boolean isAnyReady() {
        if (polls.all().length == 0) {
            return false;
        }
        boolean any = askAll();
        time.makeStale(); // as above
        return any;
    }

    private boolean askAll() {
        Asked[] present = polls.all();
        boolean any = false;
        for (Asked each : present) {
            any |= each.source.isLive() && each.source.is(SourceNode.LINKED) && ask(each, present.length == 1);
        }
        return any;
    }

    private boolean ask(Asked each, boolean alone) {
        boolean ready = hooks.look(each.source, each.poll);
        if (ready && each.source.is(SourceNode.LINKED)) {
            if (alone) {
                lone = each.source;
            } else {
                schedule.markReady(each.source);
            }
        }
        return ready;
    }

    /** The only one who is asked, if it was seen ready: not marked yet, as it may be dispatched at once. Else null. */
    @Nullable
    SourceNode lone() {
        return lone;
    }

    /** It is dispatched. */
    void forgetLone() {
        lone = null;
    }

    /** Marks it, if there is one. */
    void markLone() {
        SourceNode seen = lone;
        if (seen != null) {
            lone = null;
            if (seen.is(SourceNode.LINKED)) { // nobody has destroyed it since
                schedule.markReady(seen);
            }
        }
    }
}

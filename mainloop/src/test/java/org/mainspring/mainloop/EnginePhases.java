package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;

import org.mainspring.mainloop.ModelWorld.After;
import org.mainspring.mainloop.ModelWorld.Program;
import org.mainspring.mainloop.poll.PollSet;

/** Iterations of the real loop that are driven from outside; a program does things between their phases, and has some run twice. */
final class EnginePhases {
    private EnginePhases() {}

    static boolean iterate(MainContext context, boolean mayBlock, Program program) {
        assertThat(context.tryAcquire()).isTrue();
        try {
            return context.isInHook() ? context.iteration(mayBlock) : run(context, mayBlock, program);
        } finally {
            context.release();
        }
    }

    private static boolean run(MainContext context, boolean mayBlock, Program program) {
        context.prepare();
        if (!goesOn(program, "prepare", context::prepare)) {
            return false;
        }
        int priority = context.readyPriority();
        program.between("prepare and query");
        PollSet set = new PollSet();
        context.query(priority, set);
        if (!goesOn(program, "query", () -> context.query(priority, set))) {
            return false;
        }
        if (!mayBlock) {
            set.setTimeoutNanos(0);
        }
        program.between("query and poll");
        context.poll(set);
        program.between("poll and check");
        return checkAndDispatch(context, priority, set, program);
    }

    private static boolean checkAndDispatch(MainContext context, int priority, PollSet set, Program program) {
        boolean found = context.check(priority, set);
        After after = program.after("check");
        if (after == After.DO_IT_AGAIN) {
            found = context.check(priority, set);
        }
        if (found && after != After.STOP) {
            program.between("check and dispatch");
            context.dispatch();
        }
        return found;
    }

    private static boolean goesOn(Program program, String phase, Runnable again) {
        After after = program.after(phase);
        if (after == After.DO_IT_AGAIN) {
            again.run();
        }
        return after != After.STOP;
    }
}

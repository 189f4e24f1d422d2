package org.mainspring.mainloop;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import org.mainspring.mainloop.ModelChanges.Place;
import org.mainspring.mainloop.ModelWorld.After;
import org.mainspring.mainloop.ModelWorld.Setting;

/**
 * A random program. Run with the same seed in two worlds it does the same, for as long as both worlds behave alike: it
 * draws its next number whenever the loop calls it back, so the first difference shows in the log.
 */
final class ModelScript implements ModelWorld.Program {
    static final int CHANNELS = 3;
    private static final long SCATTER =
            0x9E37_79B9_7F4A_7C15L; // neighbours draw nothing alike from their first number on
    private static final int MOST_NESTING = 3;
    private static final int MOST_ENDS = 8; // within one another
    private static final int[] FIRST_IDS = {1, 1, 1, 7, -1, -2, -40, Integer.MAX_VALUE};
    private static final long[] STARTS = {0, 0, 0, -20, -700_000_000, Long.MIN_VALUE};
    private static final long[] UNITS = {1, 1, 250_000_000};

    private final List<String> log = new ArrayList<>();
    private final Random random;
    private final Random later; // for what was added to the programs later: without it they are what they were before
    private final ModelWorld world;
    private final ModelChanges changes;
    private final Setting setting;
    private final boolean verifies;
    private boolean held;
    private boolean closing;
    private int nesting;
    private int walks; // hooks that are running
    private int polls; // polls, and pauses between query and check
    private int ends; // notifies and hooks of ends that are running

    ModelScript(long seed, boolean verifies, BiFunction<ModelWorld.Program, Setting, ModelWorld> worlds) {
        this.verifies = verifies;
        random = new Random(seed);
        later = new Random(seed * SCATTER);
        setting = new Setting(
                random.nextInt(3) == 0,
                later.nextBoolean(),
                later.nextBoolean(),
                FIRST_IDS[random.nextInt(FIRST_IDS.length)],
                STARTS[random.nextInt(STARTS.length)],
                UNITS[random.nextInt(UNITS.length)]);
        world = worlds.apply(this, setting);
        changes = new ModelChanges(random, setting.wide() ? later : null, world, setting.unitNanos(), this::log);
    }

    /** The log, as far as the program came. */
    List<String> log() {
        return log;
    }

    /** Does a number of things, then closes the context. */
    void run(int steps) {
        log(setting.toString());
        for (int i = 0; i < steps; i++) {
            step();
            verify();
            log(" marked " + world.marked() + " at " + world.nowNanos());
        }
        if (held) {
            world.hold(false);
        }
        closing = true;
        log("close");
        world.close();
        verify();
    }

    private void verify() {
        if (verifies) {
            try {
                world.verify(nesting + walks + polls + ends == 0);
            } catch (AssertionError broken) { // told here, since within a callback the loop would make something of it
                log("books not in order: " + broken.getMessage());
            }
        }
    }

    private void step() {
        if (setting.wide() && later.nextInt(30) == 0) {
            dispatch();
        }
        int what = random.nextInt(22);
        if (what < 8) {
            iterate();
        } else if (what == 8) {
            pending();
        } else if (what == 9) {
            world.duringNextPoll(this::inPoll);
        } else if (what == 10) {
            changes.advance();
        } else if (what == 11 && random.nextInt(4) == 0) {
            hold();
        } else if (what == 12 && random.nextInt(3) == 0) {
            invoke();
        } else if (what == 13 && random.nextInt(6) == 0) {
            changes.setPollFunction();
        } else {
            changes.change(place());
        }
    }

    private void iterate() {
        boolean mayBlock = random.nextInt(3) > 0;
        log("iterate " + mayBlock);
        try {
            long horizonNanos = (1 + random.nextInt(40)) * setting.unitNanos();
            boolean phaseByPhase = setting.wide() ? later.nextBoolean() : setting.phaseByPhase();
            log("iterated " + world.iterate(mayBlock, phaseByPhase, horizonNanos));
        } catch (ModelError error) {
            log("came out: " + error.getMessage());
            if (nesting > 0 && ends == 0 && random.nextBoolean()) {
                throw error;
            }
        }
    }

    /** What {@link #pending} has collected, or an iteration that stopped. */
    private void dispatch() {
        log("dispatch");
        try {
            world.dispatch();
        } catch (ModelError error) {
            log("came out: " + error.getMessage());
        }
    }

    private void pending() {
        try {
            log("pending " + world.pending());
        } catch (ModelError error) {
            log("pending failed: " + error.getMessage());
        }
    }

    private void invoke() {
        try {
            changes.invoke();
        } catch (ModelError error) {
            log("invoke failed: " + error.getMessage());
        }
    }

    private void hold() {
        held = !held;
        log("hold " + held);
        world.hold(held);
    }

    private void inPoll() {
        log("(in poll");
        polls++;
        changes.change(place());
        verify();
        polls--;
        log(")");
    }

    /** What is allowed now. Endings run wherever somebody is ended. */
    private Place place() {
        return closing ? Place.CLOSING : polls > 0 ? Place.POLL : ends > 0 ? Place.ENDING : Place.ANYWHERE;
    }

    private boolean mayIterate() {
        return nesting < MOST_NESTING && polls == 0 && !closing;
    }

    // ---- what the loop asks

    @Override
    public void log(String line) {
        log.add("  ".repeat(nesting + walks + ends) + line);
    }

    @Override
    public boolean called(int source, int callback) {
        boolean tellsTime = random.nextBoolean() && world.id(source) != 0;
        log("run " + source + "." + callback + " at depth " + world.depth() + " in " + world.current()
                + (tellsTime ? " at " + world.loopTimeNanos(source) : ""));
        nesting++;
        try {
            int things = random.nextInt(3);
            for (int i = 0; i < things; i++) {
                inCallback();
                verify();
            }
            int end = random.nextInt(12);
            if (end == 0 && random.nextInt(3) == 0) {
                throw new ModelError("error of " + source);
            } else if (end == 0) {
                throw new IllegalStateException("thrown by " + source);
            }
            return end > 3;
        } finally {
            nesting--;
        }
    }

    private void inCallback() {
        int more = setting.wide() ? later.nextInt(40) : 2;
        if (more == 0) {
            changes.setPollFunction();
        } else if (more == 1 && !closing) {
            hold();
        }
        int what = random.nextInt(14);
        if (what == 0 && mayIterate()) {
            iterate();
        } else if (what == 1 && mayIterate()) {
            pending();
        } else if (what == 2 && mayIterate() && random.nextInt(3) == 0) {
            invoke();
        } else {
            changes.change(place());
        }
    }

    @Override
    public long prepared(int source) {
        log("prepare " + source);
        inHook(source);
        return switch (random.nextInt(8)) {
            case 0, 1 -> ModelWorld.READY;
            case 2, 3 -> random.nextInt(20) * setting.unitNanos();
            case 4 -> -random.nextInt(5);
            default -> -1;
        };
    }

    @Override
    public boolean checked(int source) {
        log("check " + source);
        inHook(source);
        return random.nextInt(5) == 0;
    }

    private void inHook(int source) {
        int what = random.nextInt(50);
        walks++;
        int asked = changes.setAsked(source);
        try {
            if (what == 0) {
                iterate();
            } else if (what == 1) {
                pending();
            } else if (what == 2) {
                throw new IllegalStateException("hook of " + source);
            } else if (what == 3 && random.nextInt(3) == 0) {
                throw new ModelError("error in a hook of " + source);
            } else if (what < 10) {
                changes.change(place());
            }
            verify();
        } finally {
            changes.setAsked(asked);
            walks--;
        }
    }

    @Override
    public void ended(String how, int number) {
        log(how + " " + number + " at depth " + world.depth() + " in " + world.current());
        int what = random.nextInt(24);
        if (ends == MOST_ENDS) {
            return;
        }
        ends++;
        verify();
        if (what < 6) {
            changes.change(place());
        } else if (what == 6 && mayIterate() && walks == 0) {
            nesting++;
            iterate();
            nesting--;
        }
        ends--;
    }

    @Override
    public After after(String phase) {
        int what = setting.wide() ? later.nextInt(20) : 0;
        if (what == 0 || what >= After.values().length) {
            return After.GO_ON;
        }
        log("after " + phase + " " + After.values()[what]);
        return After.values()[what];
    }

    @Override
    public void between(String phases) {
        int what = random.nextInt(3);
        if (what == 0) {
            boolean polling = phases.startsWith("query") || phases.startsWith("poll");
            log("(between " + phases);
            polls += polling ? 1 : 0;
            changes.change(place());
            verify();
            polls -= polling ? 1 : 0;
            log(")");
        }
    }
}

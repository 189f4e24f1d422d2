package org.mainspring.mainloop;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.time.Nanos;

/**
 * A random program. Run with the same seed in two worlds it does the same, for as long as both worlds behave alike: it
 * draws its next number whenever the loop calls it back, so the first difference shows in the log.
 */
final class ModelScript implements ModelWorld.Program {
    private static final int CHANNELS = 3;
    private static final int MOST_SOURCES = 14;
    private static final int MOST_NESTING = 3;
    private static final int[] PRIORITIES = {-1, 0, 0, 0, 200, 200, 300};
    private static final int[] CONDITIONS = {0, 0, 1, 1, 4, 5, 16, 17};

    private final List<String> log = new ArrayList<>();
    private final Random random;
    private final ModelWorld world;
    private int attached;
    private int nesting;

    ModelScript(long seed, Function<ModelWorld.Program, ModelWorld> worlds) {
        random = new Random(seed);
        world = worlds.apply(this);
    }

    List<String> run(int steps) {
        for (int i = 0; i < steps; i++) {
            step();
            log(" marked " + world.marked() + " at " + world.nowNanos());
        }
        return log;
    }

    private void step() {
        int what = random.nextInt(20);
        if (what < 8) {
            iterate();
        } else if (what == 8) {
            log("pending " + world.pending());
        } else if (what == 9) {
            world.duringNextPoll(() -> {
                log("(in poll");
                changeInPoll();
                log(")");
            });
        } else if (what == 10) {
            advance();
        } else {
            change();
        }
    }

    private void iterate() {
        boolean mayBlock = random.nextInt(3) > 0;
        log("iterate " + mayBlock);
        log("iterated " + world.iterate(mayBlock, 1 + random.nextInt(40)));
    }

    private void advance() {
        long nanos = random.nextInt(12);
        log("advance " + nanos);
        world.advance(nanos);
    }

    /** Does one thing that is allowed everywhere. */
    private void change() {
        int what = random.nextInt(22);
        if (what < 6) {
            attach();
        } else if (what == 6) {
            makeReady();
        } else if (what == 7) {
            int data = random.nextInt(3);
            log("find " + data + " " + world.findByData(data));
        } else if (what == 8 && random.nextInt(3) == 0) {
            log("wakeup");
            world.wakeup();
        } else if (attached > 0) {
            int source = random.nextInt(attached);
            if (!world.isDestroyed(source)) {
                change(what, source);
            }
        }
    }

    /** A mask that changes within a poll is left out: whether the poll goes by it is the poller's affair. */
    private void changeInPoll() {
        int what = random.nextInt(22);
        if (what < 5) {
            attach();
        } else if (what < 8 || attached == 0) {
            makeReady();
        } else {
            int source = random.nextInt(attached);
            if (what != 17 && !world.isDestroyed(source)) {
                change(what, source);
            }
        }
    }

    private void attach() {
        int living = 0;
        for (int source = 0; source < attached; source++) {
            living += world.isDestroyed(source) ? 0 : 1;
        }
        if (living >= MOST_SOURCES) {
            return;
        }
        ModelWorld.Kind kind = ModelWorld.Kind.values()[random.nextInt(ModelWorld.Kind.values().length)];
        int priority = priority();
        long interval = random.nextInt(25);
        int source = attached++;
        world.attach(kind, priority, interval);
        log("attach " + source + " " + kind + " " + priority + " every " + interval + " id " + world.id(source));
        if (kind.hasOwnDispatch() && random.nextInt(2) == 0) {
            addWatch(source);
        }
    }

    private int priority() {
        return PRIORITIES[random.nextInt(PRIORITIES.length)];
    }

    private void addWatch(int source) {
        int channel = random.nextInt(CHANNELS);
        IOCondition events = IOCondition.of(random.nextInt(8) & 5);
        log("addWatch " + source + " " + channel + " " + events);
        world.addWatch(source, channel, events);
    }

    private void makeReady() {
        int channel = random.nextInt(CHANNELS);
        IOCondition seen = IOCondition.of(CONDITIONS[random.nextInt(CONDITIONS.length)]);
        log("ready " + channel + " " + seen);
        world.makeReady(channel, seen);
    }

    private void change(int what, int source) {
        switch (what) {
            case 9, 10 -> {
                log("destroy " + source);
                world.destroy(source);
            }
            case 11, 12 -> {
                int priority = priority();
                log("setPriority " + source + " " + priority);
                world.setPriority(source, priority);
            }
            case 13, 14 -> {
                long time = random.nextInt(3) == 0 ? Nanos.NEVER : world.nowNanos() + random.nextInt(30) - 8;
                log("setReadyTime " + source + " " + time);
                world.setReadyTime(source, time);
            }
            case 15 -> world.setCanRecurse(source, random.nextBoolean());
            case 16 -> addWatch(source);
            case 17 -> {
                log("modify " + source);
                world.modifyWatch(source, IOCondition.of(random.nextInt(8) & 5));
            }
            case 18 -> {
                log("removeWatch " + source);
                world.removeWatch(source);
            }
            default -> makeReady();
        }
    }

    // ---- what the loop asks

    @Override
    public void log(String line) {
        log.add("  ".repeat(nesting) + line);
    }

    @Override
    public boolean dispatched(int source) {
        log("run " + source);
        nesting++;
        try {
            int things = random.nextInt(3);
            for (int i = 0; i < things; i++) {
                inCallback();
            }
            int end = random.nextInt(12);
            if (end == 0) {
                throw new IllegalStateException("thrown by " + source);
            }
            return end > 3;
        } finally {
            nesting--;
        }
    }

    private void inCallback() {
        int what = random.nextInt(12);
        if (what == 0 && nesting < MOST_NESTING) {
            iterate();
        } else if (what == 1 && nesting < MOST_NESTING) {
            log("pending " + world.pending());
        } else {
            change();
        }
    }

    @Override
    public long prepared(int source) {
        log("prepare " + source);
        inHook();
        return switch (random.nextInt(8)) {
            case 0, 1 -> ModelWorld.READY;
            case 2, 3 -> random.nextInt(20);
            case 4 -> -random.nextInt(5);
            default -> -1;
        };
    }

    @Override
    public boolean checked(int source) {
        log("check " + source);
        inHook();
        return random.nextInt(5) == 0;
    }

    /** Moving sources within a walk is left out: there GLib itself is not to be followed (S36). */
    private void inHook() {
        int what = random.nextInt(40);
        nesting++;
        if (what == 0) {
            attach();
        } else if (what == 1) {
            iterate();
        } else if (what < 6 && attached > 0) {
            int source = random.nextInt(attached);
            if (!world.isDestroyed(source)) {
                int[] allowed = {9, 13, 13, 16, 17, 18, 20};
                change(allowed[random.nextInt(allowed.length)], source);
            }
        } else if (what == 6) {
            world.pending();
        }
        nesting--;
    }
}

package org.mainspring.mainloop;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.mainspring.mainloop.ModelWorld.Kind;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.time.Nanos;

/**
 * The single things that a {@link ModelScript} does to a world: draws one that is legal, tells of it, and does it. As many lines
 * as there are things to do; each needs to know what the others have left legal.
 */
final class ModelChanges {
    /** From where a change is made, as far as it matters what is allowed there. */
    enum Place {
        ANYWHERE,
        /**
         * In a notify or hook of an end. If it runs within a walk, a child that joins the family of the one that has ended may
         * stand where that one stood: GLib's walk finds it, ours does not.
         */
        ENDING,
        /** Between query and check: no mask may change, since whether the poll goes by it is the poller's affair. */
        POLL,
        /** While the context is being closed. */
        CLOSING
    }

    private static final class Made {
        final Kind kind;
        int parent = -1;

        Made(Kind kind) {
            this.kind = kind;
        }
    }

    private static final int MOST_SOURCES = 14;
    private static final int[] PRIORITIES = {
        Integer.MIN_VALUE, -1, -1, 0, 0, 0, 0, 0, 200, 200, 200, 300, Integer.MAX_VALUE
    };
    private static final int[] CONDITIONS = {0, 0, 0, 1, 1, 4, 5, 16, 17, 8};
    private static final long[] FAR_AWAY = {
        Long.MIN_VALUE, Long.MIN_VALUE + 1, -1, 0, Long.MAX_VALUE - 1, Long.MAX_VALUE / 2
    };

    private final Random random;
    private final ModelWorld world;
    private final long unitNanos;
    private final Consumer<String> log;
    private final List<Made> made = new ArrayList<>();
    private final boolean[] closed = new boolean[ModelScript.CHANNELS];
    private int asked = -1;
    private int callbacks;

    ModelChanges(Random random, ModelWorld world, long unitNanos, Consumer<String> log) {
        this.random = random;
        this.world = world;
        this.unitNanos = unitNanos;
        this.log = log;
    }

    /**
     * Says whose hook is running, -1 for nobody's. That one is not moved: whether it is found where it was or where it is
     * then, GLib and we decide differently (S36).
     *
     * @return who was it before
     */
    int setAsked(int source) {
        int before = asked;
        asked = source;
        return before;
    }

    /** Does one thing, or nothing if what was drawn cannot be done. */
    void change(Place place) {
        int what = random.nextInt(30);
        if (place == Place.CLOSING) {
            if (what < 10) {
                changeSome(what < 6 ? 0 : 4, place);
            }
        } else if (what < 6) {
            make();
        } else if (what == 6) {
            makeReady();
        } else if (what == 7) {
            look();
        } else if (what == 8) {
            removeByKey();
        } else if (what == 9 && random.nextInt(3) == 0) {
            log.accept("wakeup");
            world.wakeup();
        } else if (what == 10 && place != Place.POLL) {
            advance();
        } else if (what == 11 && random.nextInt(3) == 0) {
            changeLonePolls();
        } else {
            changeSome(random.nextInt(26), place);
        }
    }

    /** Says what is the matter with a channel. One that is closed stays so. */
    void makeReady() {
        int channel = random.nextInt(ModelScript.CHANNELS);
        IOCondition seen = IOCondition.of(CONDITIONS[random.nextInt(CONDITIONS.length)]);
        closed[channel] |= random.nextInt(60) == 0;
        IOCondition told = closed[channel] ? IOCondition.NVAL : seen;
        log.accept("ready " + channel + " " + told);
        world.makeReady(channel, told);
    }

    /**
     * Lets time pass. Within an iteration the context's time is asked for before, so that it is fixed: whether it was so
     * already is the engine's affair, which may read the clock for a level where GLib need not.
     */
    void advance() {
        int attached = 0;
        while (attached < made.size() && !isAttached(attached)) {
            attached++;
        }
        if (world.isIterating() && attached < made.size()) {
            log.accept("time " + world.loopTimeNanos(attached));
        }
        long nanos = random.nextInt(12) * unitNanos;
        log.accept("advance " + nanos);
        world.advance(nanos);
    }

    // ---- making

    private int make() {
        Kind kind = drawKind();
        long interval = kind == Kind.SECONDS ? random.nextInt(3) * Nanos.PER_SECOND : random.nextInt(25) * unitNanos;
        if (living() >= MOST_SOURCES) {
            return -1;
        }
        int source = made.size();
        made.add(new Made(kind));
        world.make(source, kind, interval);
        log.accept("make " + source + " " + kind + " every " + interval);
        setPriority(source);
        if (random.nextInt(12) > 0) {
            setCallback(source);
        }
        dress(source);
        if (random.nextInt(8) > 0) {
            attach(source);
        }
        return source;
    }

    private Kind drawKind() {
        Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
        return kind == Kind.SECONDS && unitNanos == 1 ? Kind.TIMEOUT : kind;
    }

    private int living() {
        int living = 0;
        for (int source = 0; source < made.size(); source++) {
            living += world.isDestroyed(source) ? 0 : 1;
        }
        return living;
    }

    private boolean isAttached(int source) {
        return world.id(source) != 0;
    }

    /** One whose parent was destroyed before it was attached is free again; with another parent it would be destroyed. */
    private boolean hasParent(int source) {
        int parent = made.get(source).parent;
        return parent >= 0 && (isAttached(parent) || !world.isDestroyed(parent));
    }

    private void attach(int source) {
        if (!isAttached(source) && !hasParent(source)) {
            world.attach(source);
            log.accept("attach " + source + " id " + Integer.toUnsignedString(world.id(source)));
        }
    }

    private ModelWorld.Callback callback(int data) {
        boolean indirect = data >= 0 && random.nextInt(6) == 0;
        return new ModelWorld.Callback(callbacks++, data, !indirect && random.nextInt(3) > 0, indirect);
    }

    private void setCallback(int source) {
        ModelWorld.Callback callback = callback(random.nextInt(3));
        log.accept("setCallback " + source + "." + callback.number()
                + (callback.notifies() ? " notifies" : callback.indirect() ? " indirect" : ""));
        world.setCallback(source, callback);
    }

    private void clearCallback(int source) {
        if (random.nextInt(3) == 0) {
            log.accept("clearCallback " + source);
            world.clearCallback(source);
        }
    }

    /** Runs something in the context. The number of what may become a source is taken in any case. */
    void invoke() {
        int source = made.size();
        made.add(new Made(Kind.IDLE));
        ModelWorld.Callback callback = callback(-1); // data that nobody looks for
        int priority = drawPriority();
        log.accept("invoke " + source + "." + callback.number() + " at " + priority);
        world.invoke(source, priority, callback);
        log.accept("invoked, id " + Integer.toUnsignedString(world.id(source)));
    }

    // ---- looking

    private void look() {
        int data = random.nextInt(3);
        log.accept("find " + data + " " + world.findByData(data));
        if (!made.isEmpty()) {
            int id = world.id(random.nextInt(made.size()));
            log.accept(id == 0 ? "no id" : "find id " + Integer.toUnsignedString(id) + " " + world.findById(id));
        }
    }

    private void removeByKey() {
        if (random.nextInt(4) > 0 || made.isEmpty()) {
            return;
        }
        int data = random.nextInt(3);
        int id = world.id(random.nextInt(made.size()));
        if (random.nextBoolean()) {
            log.accept("remove by data " + data);
            log.accept("removed " + world.removeByData(data));
        } else if (id != 0) {
            log.accept("remove id " + Integer.toUnsignedString(id));
            log.accept("removed " + world.removeById(id));
        }
    }

    // ---- changing

    private void changeSome(int what, Place place) {
        if (made.isEmpty()) {
            return;
        }
        int source = random.nextInt(made.size());
        if (world.isDestroyed(source)) {
            if (what == 6 && place != Place.POLL) {
                setCallback(source);
            }
            return;
        }
        switch (what) {
            case 0, 1 -> {
                log.accept("destroy " + source);
                world.destroy(source);
            }
            case 2, 3 -> setPriority(source);
            case 4, 5 -> setReadyTime(source);
            case 6, 7 -> setCallback(source);
            case 8 -> {
                boolean may = random.nextBoolean();
                log.accept("setCanRecurse " + source + " " + may);
                world.setCanRecurse(source, may);
            }
            case 9, 10 -> addWatch(source);
            case 11 -> {
                if (place != Place.POLL && made.get(source).kind.isOwn()) {
                    IOCondition events = drawEvents();
                    log.accept("modify " + source + " " + events);
                    world.modifyWatch(source, events);
                }
            }
            case 12 -> {
                if (made.get(source).kind.isOwn()) {
                    log.accept("removeWatch " + source);
                    world.removeWatch(source);
                }
            }
            case 13, 14 -> attach(source);
            case 15, 16, 17 -> {
                if (!isAbove(source, asked) && !(place == Place.ENDING && world.isIterating())) {
                    addChild(source);
                }
            }
            case 18 -> removeChild(source);
            case 19 -> clearCallback(source);
            case 20, 21 -> changePoll(source, place);
            default -> makeReady();
        }
    }

    private int drawPriority() {
        return PRIORITIES[random.nextInt(PRIORITIES.length)];
    }

    private void setPriority(int source) {
        int priority = drawPriority();
        if (!hasParent(source) && !isAbove(source, asked)) {
            log.accept("setPriority " + source + " " + priority);
            world.setPriority(source, priority);
        }
    }

    private void setReadyTime(int source) {
        long time = switch (random.nextInt(10)) {
            case 0, 1, 2 -> Nanos.NEVER;
            case 3 -> FAR_AWAY[random.nextInt(FAR_AWAY.length)];
            default ->
                world.nowNanos() + Math.max(random.nextInt(30) - 8, Long.MIN_VALUE - world.nowNanos()) * unitNanos;
        };
        log.accept("setReadyTime " + source + " " + time);
        world.setReadyTime(source, time);
    }

    private IOCondition drawEvents() {
        return IOCondition.of(random.nextInt(8) & 5);
    }

    private void addWatch(int source) {
        int channel = random.nextInt(ModelScript.CHANNELS);
        IOCondition events = drawEvents();
        if (made.get(source).kind.isOwn()) {
            log.accept("addWatch " + source + " " + channel + " " + events);
            world.addWatch(source, channel, events);
        }
    }

    // ---- raw poll records

    private void addPoll(int source) {
        int channel = random.nextInt(ModelScript.CHANNELS);
        IOCondition events = drawEvents();
        if (made.get(source).kind.isOwn()) {
            log.accept("addPoll " + source + " " + channel + " " + events);
            world.addPoll(source, channel, events);
        }
    }

    private void changePoll(int source, Place place) {
        int what = random.nextInt(4);
        if (!made.get(source).kind.isOwn()) {
            return;
        }
        if (what < 2) {
            addPoll(source);
        } else if (what == 2) {
            log.accept("removePoll " + source);
            world.removePoll(source);
        } else if (place != Place.POLL) {
            IOCondition events = drawEvents();
            log.accept("modifyPoll " + source + " " + events);
            world.modifyPoll(source, events);
        }
    }

    private void changeLonePolls() {
        if (random.nextBoolean()) {
            log.accept("removeLonePoll");
            world.removeLonePoll();
        } else {
            int channel = random.nextInt(ModelScript.CHANNELS);
            IOCondition events = drawEvents();
            int priority = drawPriority();
            log.accept("addLonePoll " + channel + " " + events + " at " + priority);
            world.addLonePoll(channel, events, priority);
        }
    }

    void setPollFunction() {
        ModelWorld.PollFunctionKind[] kinds = ModelWorld.PollFunctionKind.values();
        ModelWorld.PollFunctionKind kind = kinds[random.nextInt(kinds.length)];
        log.accept("setPollFunction " + kind);
        world.setPollFunction(kind);
    }

    // ---- children

    /** Gives it one that is there already and has no place yet, or a new one. */
    private void addChild(int source) {
        int child = random.nextBoolean() ? random.nextInt(made.size()) : makeAlone();
        if (child < 0
                || world.isDestroyed(child)
                || world.isDestroyed(source)
                || isAttached(child)
                || hasParent(child)
                || isAbove(child, source)) {
            return;
        }
        log.accept("addChild " + source + " " + child);
        made.get(child).parent = source;
        world.addChild(source, child);
        log.accept("id " + Integer.toUnsignedString(world.id(child)));
    }

    private int makeAlone() {
        Kind kind = drawKind();
        if (living() >= MOST_SOURCES) {
            return -1;
        }
        int source = made.size();
        made.add(new Made(kind));
        world.make(source, kind, random.nextInt(3) * Nanos.PER_SECOND);
        log.accept("make " + source + " " + kind);
        setCallback(source);
        dress(source);
        return source;
    }

    private void dress(int source) {
        if (random.nextInt(2) == 0) {
            addWatch(source);
        }
        if (random.nextInt(10) == 0) {
            addPoll(source);
        }
        if (random.nextInt(5) == 0) {
            log.accept("setDisposeHook " + source);
            world.setDisposeHook(source);
        }
    }

    private boolean isAbove(int upper, int lower) {
        for (int source = lower; source >= 0; source = made.get(source).parent) {
            if (source == upper) {
                return true;
            }
        }
        return false;
    }

    private void removeChild(int source) {
        if (hasParent(source)) {
            int parent = made.get(source).parent;
            log.accept("removeChild " + parent + " " + source);
            world.removeChild(parent, source);
        }
    }
}

package org.mainspring.mainloop;

import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.ModelWorld.Kind;
import org.mainspring.mainloop.time.Nanos;

/**
 * The single things that a {@link ModelScript} does to a world: draws one that is legal, tells of it, and does it. What the
 * others have left legal, {@link ModelSources} knows; what is done to channels is in {@link ModelPolls}.
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

    private static final long[] FAR_AWAY = {
        Long.MIN_VALUE, Long.MIN_VALUE + 1, -1, 0, Long.MAX_VALUE - 1, Long.MAX_VALUE / 2
    };

    private final Random random;
    private final @Nullable Random later;
    private final ModelWorld world;
    private final long unitNanos;
    private final Consumer<String> log;
    private final ModelSources sources;
    private final ModelPolls polls;
    private int asked = -1;
    private int callbacks;

    /** Makes one that draws from one generator, and from another what came later, if that is to be done at all. */
    ModelChanges(Random random, @Nullable Random later, ModelWorld world, long unitNanos, Consumer<String> log) {
        this.random = random;
        this.later = later;
        this.world = world;
        this.unitNanos = unitNanos;
        this.log = log;
        sources = new ModelSources(world);
        polls = new ModelPolls(random, world, sources, log);
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
            polls.makeReady();
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
            polls.changeLonePolls();
        } else {
            changeSome(random.nextInt(26), place);
        }
    }

    /** Lets time pass. */
    void advance() {
        long nanos = random.nextInt(12) * unitNanos;
        log.accept("advance " + nanos);
        world.advance(nanos);
    }

    void setPollFunction() {
        ModelWorld.PollFunctionKind[] kinds = ModelWorld.PollFunctionKind.values();
        ModelWorld.PollFunctionKind kind = kinds[random.nextInt(kinds.length)];
        log.accept("setPollFunction " + kind);
        world.setPollFunction(kind);
    }

    // ---- making

    private void make() {
        Kind kind = drawKind();
        long interval = kind == Kind.SECONDS ? random.nextInt(3) * Nanos.PER_SECOND : random.nextInt(25) * unitNanos;
        if (sources.areMany()) {
            return;
        }
        int source = sources.add(kind);
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
    }

    private Kind drawKind() {
        Kind kind = Kind.values()[random.nextInt(Kind.ALWAYS_READY.ordinal())];
        if (later != null && later.nextInt(10) == 0) {
            return Kind.ALWAYS_READY;
        }
        return kind == Kind.SECONDS && unitNanos == 1 ? Kind.TIMEOUT : kind;
    }

    private void attach(int source) {
        if (!sources.isAttached(source) && !sources.hasParent(source)) {
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
        int source = sources.add(Kind.IDLE);
        ModelWorld.Callback callback = callback(-1); // data that nobody looks for
        int priority = ModelSources.drawPriority(random);
        log.accept("invoke " + source + "." + callback.number() + " at " + priority);
        world.invoke(source, priority, callback);
        log.accept("invoked, id " + Integer.toUnsignedString(world.id(source)));
    }

    // ---- looking

    private void look() {
        int data = random.nextInt(3);
        log.accept("find " + data + " " + world.findByData(data));
        if (!sources.isEmpty()) {
            int id = world.id(sources.draw(random));
            log.accept(id == 0 ? "no id" : "find id " + Integer.toUnsignedString(id) + " " + world.findById(id));
            if (later != null) {
                int like = sources.draw(later);
                log.accept("find like " + like + " " + data + " " + world.findLike(like, data));
            }
        }
    }

    private void removeByKey() {
        if (random.nextInt(4) > 0 || sources.isEmpty()) {
            return;
        }
        int data = random.nextInt(3);
        int id = world.id(sources.draw(random));
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
        if (sources.isEmpty()) {
            return;
        }
        int source = sources.draw(random);
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
            case 9, 10 -> polls.addWatch(source);
            case 11 -> {
                if (place != Place.POLL) {
                    polls.modifyWatch(source);
                }
            }
            case 12 -> polls.removeWatch(source);
            case 13, 14 -> attach(source);
            case 15, 16, 17 -> {
                if (!sources.isAbove(source, asked) && !(place == Place.ENDING && world.isIterating())) {
                    addChild(source);
                }
            }
            case 18 -> removeChild(source);
            case 19 -> clearCallback(source);
            case 20, 21 -> polls.changePoll(source, place != Place.POLL);
            default -> polls.makeReady();
        }
    }

    private void setPriority(int source) {
        int priority = ModelSources.drawPriority(random);
        if (!sources.hasParent(source) && !sources.isAbove(source, asked)) {
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

    // ---- children

    /** Gives it one that is there already and has no place yet, or a new one. */
    private void addChild(int source) {
        int child = random.nextBoolean() ? sources.draw(random) : makeAlone();
        if (child < 0
                || world.isDestroyed(child)
                || world.isDestroyed(source)
                || sources.isAttached(child)
                || sources.hasParent(child)
                || sources.isAbove(child, source)) {
            return;
        }
        log.accept("addChild " + source + " " + child);
        sources.setParent(child, source);
        world.addChild(source, child);
        log.accept("id " + Integer.toUnsignedString(world.id(child)));
    }

    private int makeAlone() {
        Kind kind = drawKind();
        if (sources.areMany()) {
            return -1;
        }
        int source = sources.add(kind);
        world.make(source, kind, random.nextInt(3) * Nanos.PER_SECOND);
        log.accept("make " + source + " " + kind);
        setCallback(source);
        dress(source);
        return source;
    }

    private void dress(int source) {
        if (random.nextInt(2) == 0) {
            polls.addWatch(source);
        }
        if (random.nextInt(10) == 0) {
            polls.addPoll(source);
        }
        if (random.nextInt(5) == 0) {
            log.accept("setDisposeHook " + source);
            world.setDisposeHook(source);
        }
    }

    private void removeChild(int source) {
        if (sources.hasParent(source)) {
            int parent = sources.parent(source);
            log.accept("removeChild " + parent + " " + source);
            world.removeChild(parent, source);
        }
    }
}

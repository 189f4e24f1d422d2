package org.mainspring.mainloop;

import java.util.Random;
import java.util.function.Consumer;
import org.mainspring.mainloop.poll.IOCondition;

/** What a {@link ModelScript} does to what is polled: channels, watches and raw poll records of sources, and others. */
final class ModelPolls {
    private static final int[] CONDITIONS = {0, 0, 0, 1, 1, 4, 5, 16, 17, 8};

    private final Random random;
    private final ModelWorld world;
    private final ModelSources sources;
    private final Consumer<String> log;
    private final boolean[] closed = new boolean[ModelScript.CHANNELS];

    ModelPolls(Random random, ModelWorld world, ModelSources sources, Consumer<String> log) {
        this.random = random;
        this.world = world;
        this.sources = sources;
        this.log = log;
    }

    /** Says what is the matter with a channel. One that is closed stays so. */
    void makeReady() {
        int channel = drawChannel();
        IOCondition seen = IOCondition.of(CONDITIONS[random.nextInt(CONDITIONS.length)]);
        closed[channel] |= random.nextInt(60) == 0;
        IOCondition told = closed[channel] ? IOCondition.NVAL : seen;
        log.accept("ready " + channel + " " + told);
        world.makeReady(channel, told);
    }

    private int drawChannel() {
        return random.nextInt(ModelScript.CHANNELS);
    }

    private IOCondition drawEvents() {
        return IOCondition.of(random.nextInt(8) & 5);
    }

    // ---- watches

    void addWatch(int source) {
        int channel = drawChannel();
        IOCondition events = drawEvents();
        if (sources.isOwn(source)) {
            log.accept("addWatch " + source + " " + channel + " " + events);
            world.addWatch(source, channel, events);
        }
    }

    void modifyWatch(int source) {
        if (sources.isOwn(source)) {
            IOCondition events = drawEvents();
            log.accept("modify " + source + " " + events);
            world.modifyWatch(source, events);
        }
    }

    void removeWatch(int source) {
        if (sources.isOwn(source)) {
            log.accept("removeWatch " + source);
            world.removeWatch(source);
        }
    }

    // ---- raw poll records

    void addPoll(int source) {
        int channel = drawChannel();
        IOCondition events = drawEvents();
        if (sources.isOwn(source)) {
            log.accept("addPoll " + source + " " + channel + " " + events);
            world.addPoll(source, channel, events);
        }
    }

    void changePoll(int source, boolean mayModify) {
        int what = random.nextInt(4);
        if (!sources.isOwn(source)) {
            return;
        }
        if (what < 2) {
            addPoll(source);
        } else if (what == 2) {
            log.accept("removePoll " + source);
            world.removePoll(source);
        } else if (mayModify) {
            IOCondition events = drawEvents();
            log.accept("modifyPoll " + source + " " + events);
            world.modifyPoll(source, events);
        }
    }

    /** Those that belong to no source. */
    void changeLonePolls() {
        if (random.nextBoolean()) {
            log.accept("removeLonePoll");
            world.removeLonePoll();
        } else {
            int channel = drawChannel();
            IOCondition events = drawEvents();
            int priority = ModelSources.drawPriority(random);
            log.accept("addLonePoll " + channel + " " + events + " at " + priority);
            world.addLonePoll(channel, events, priority);
        }
    }
}

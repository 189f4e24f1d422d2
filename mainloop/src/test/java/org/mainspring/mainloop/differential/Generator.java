package org.mainspring.mainloop.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.differential.Scenario.Kind;

/**
 * Makes scenarios from seeds: the same seed and size give the same lines.
 *
 * <p>Each scenario likes some verbs better than others, so that some are all about nested loops, some about channels, and
 * so on; even dice would give a little of everything in each, and much of nothing in any.
 */
final class Generator {
    private static final int[] PRIORITIES = {-5, -1, 0, 0, 0, 0, 0, 10, 10, 200};
    private static final String[] CONDITIONS = {"in", "in", "out", "in|out", "none", "hup", "pri", "in|pri", "err"};
    private static final String[] STATES = {"none", "none", "in", "in", "out", "in|out", "hup", "in|hup", "pri", "err"};
    private static final int MOST_TURNS = 4;

    /** The most that a scenario can be times the ordinary one: it must be readable. */
    static final int MOST_SIZE = 4;

    private final SplittableRandom random;
    private final List<String> lines = new ArrayList<>();
    private final List<String> pipes = new ArrayList<>();
    private final List<String> channels = new ArrayList<>();
    private final List<String> sources = new ArrayList<>();
    private final List<String> customs = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();
    private final List<String> adoptions = new ArrayList<>();
    private final int[] liking = new int[Verb.values().length];
    private final int percentElsewhere;
    private final int size;

    private Generator(long seed, int size) {
        this.size = size;
        random = new SplittableRandom(seed);
        for (Verb verb : Verb.values()) {
            liking[verb.ordinal()] = weight(verb) * between(0, 4);
        }
        percentElsewhere = chance(30) ? 25 : 0;
    }

    /** The lines of the scenario with a seed, of the ordinary size. */
    static List<String> scenario(long seed) {
        return scenario(seed, 1);
    }

    /** The lines of the scenario with a seed; up to {@code size} times as much of everything as in an ordinary one. */
    static List<String> scenario(long seed, int size) {
        Generator generator = new Generator(seed, size);
        generator.declare();
        generator.plan();
        generator.step();
        return generator.lines;
    }

    private static int weight(Verb verb) {
        return switch (verb) {
            case ATTACH -> 14;
            case DESTROY, READY, ITERATE -> 8;
            case PRIORITY, WRITE, SET -> 6;
            case CALLBACK, WATCH, DRAIN, ADVANCE, TIME, INVOKE, PENDING -> 4;
            case UNREADY, RECURSE, MODIFY, UNWATCH, WAKEUP, SEARCH, DRIVE -> 3;
            case RUN, QUIT, FIND -> 2;
            case ADOPT, DISOWN -> 6;
            case CLOSE -> 0;
            default -> 1;
        };
    }

    // ---- dice

    /** From the first to the last, both included. */
    private int between(int first, int last) {
        return random.nextInt(first, last + 1);
    }

    private boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    private String any(List<String> of) {
        return of.get(random.nextInt(of.size()));
    }

    private String any(String[] of) {
        return of[random.nextInt(of.length)];
    }

    private int priority() {
        return PRIORITIES[random.nextInt(PRIORITIES.length)];
    }

    // ---- declarations

    private void declare() {
        int count = between(0, 3 * size);
        for (int i = 0; i < count; i++) {
            boolean pipe = chance(50);
            (pipe ? pipes : channels).add((pipe ? "p" : "c") + i);
            lines.add((pipe ? "pipe p" : "channel c") + i);
        }
        if (chance(30)) {
            lines.add("pollfunction");
        }
        int sourceCount = between(1, (chance(20) ? 14 : 7) * size);
        for (int i = 0; i < sourceCount; i++) {
            declareSource(i);
        }
    }

    private boolean hasChannels() {
        return !pipes.isEmpty() || !channels.isEmpty();
    }

    private String anyChannel() {
        int index = random.nextInt(pipes.size() + channels.size());
        return index < pipes.size() ? pipes.get(index) : channels.get(index - pipes.size());
    }

    private void declareSource(int number) {
        int dice = random.nextInt(100);
        Kind kind = dice < 38
                ? Kind.CUSTOM
                : dice < 62 ? Kind.TIMEOUT : dice < 78 ? Kind.IDLE : dice < 92 ? Kind.WATCH : Kind.CALL;
        if (kind == Kind.WATCH && !hasChannels()) {
            kind = Kind.TIMEOUT;
        }
        String name = kind.name().substring(0, 1).toLowerCase(Locale.ROOT) + "s" + number;
        StringBuilder line = new StringBuilder("source " + name + " " + kind);
        if (kind == Kind.TIMEOUT) {
            line.append(' ').append(chance(15) ? 0 : between(1, 20));
        } else if (kind == Kind.WATCH) {
            line.append(' ').append(anyChannel()).append(' ').append(any(CONDITIONS));
        }
        if (chance(60)) {
            line.append(" priority ").append(priority());
        }
        if (kind == Kind.CUSTOM) {
            addCustom(line);
            customs.add(name);
        }
        if (kind == Kind.CALL) {
            calls.add(name);
        } else {
            sources.add(name);
            line.append(chance(20) ? " recurse" : "");
            line.append(chance(6) ? " bare" : chance(20) ? " data " + between(0, 2) : "");
        }
        lines.add(line.toString());
    }

    private void addCustom(StringBuilder line) {
        line.append(chance(50) ? " prepare" : "").append(chance(50) ? " check" : "");
        if (hasChannels() && chance(40)) {
            line.append(" watch ").append(anyChannel()).append(' ').append(any(CONDITIONS));
        }
    }

    // ---- plans

    private void plan() {
        if (liking[Verb.ADOPT.ordinal()] > 0 && sources.size() > 1) {
            int families = between(0, 3 * size);
            for (int i = 0; i < families; i++) {
                adoption();
            }
        }
        int count = between(0, (chance(30) ? 40 : 15) * size);
        for (int i = 0; i < count; i++) {
            if (!sources.isEmpty() && chance(85)) {
                planSource();
            } else if (!calls.isEmpty() && chance(50)) {
                planCall(any(calls));
            } else {
                add("on poll " + between(1, 6) + " ", action());
            }
        }
        customs.forEach(this::planAnswers);
    }

    private void planSource() {
        String source = any(sources);
        int turn = between(1, MOST_TURNS * size);
        int dice = random.nextInt(100);
        if (dice < 12) {
            lines.add("on " + source + " dispatch " + turn + " answer remove");
        } else if (dice < 70) {
            add("on " + source + " dispatch " + turn + " ", action());
        } else if (dice < 82 && customs.contains(source)) {
            add("on " + source + (chance(50) ? " prepare " : " check ") + turn + " ", action());
        } else if (dice < 92) {
            add("on " + source + " notify " + between(1, 2) + " ", action());
        } else {
            add("on " + source + (customs.contains(source) ? " finalize 1 " : " dispose 1 "), action());
        }
    }

    private void planCall(String call) {
        int turn = between(1, 2);
        if (chance(25)) {
            lines.add("on " + call + " dispatch " + turn + " answer keep");
        } else {
            add("on " + call + (chance(70) ? " dispatch " : " notify ") + turn + " ", action());
        }
    }

    private void planAnswers(String custom) {
        int count = between(0, 4);
        for (int i = 0; i < count; i++) {
            String turn = chance(15) ? "*" : Integer.toString(between(1, 6));
            String on = "on " + custom;
            int dice = random.nextInt(100);
            if (dice < 35) {
                lines.add(on + " prepare " + turn + " answer ready");
            } else if (dice < 60) {
                lines.add(on + " prepare " + turn + " answer timeout " + between(-2, 15));
            } else if (dice < 95) {
                lines.add(on + " check " + turn + " answer ready");
            } else {
                lines.add(on + (chance(50) ? " check " : " prepare ") + turn + " answer no");
            }
        }
    }

    // ---- steps

    private void step() {
        for (String adoption : adoptions) {
            if (chance(40)) {
                lines.add("do adopt" + adoption);
            }
        }
        for (String source : sources) {
            if (chance(65)) {
                lines.add("do attach " + source);
            }
        }
        int count = between(3, (chance(20) ? 50 : 20) * size);
        for (int i = 0; i < count; i++) {
            int dice = random.nextInt(100);
            if (dice < 35) {
                lines.add("do iterate block");
            } else if (dice < 45) {
                lines.add("do iterate");
            } else {
                add("do ", action());
            }
        }
        if (chance(10)) {
            lines.add("do close");
        }
    }

    // ---- actions

    private void add(String before, @Nullable String action) {
        if (action != null) {
            lines.add(before + action);
        }
    }

    /** Null if the verb that came up needs what there is not. */
    private @Nullable String action() {
        int sum = 0;
        for (int each : liking) {
            sum += each;
        }
        int dice = random.nextInt(Math.max(sum, 1));
        int index = 0;
        while (index < liking.length - 1 && dice >= liking[index]) {
            dice -= liking[index++];
        }
        Verb verb = Verb.values()[index];
        String objects = objects(verb);
        if (objects == null) {
            return null;
        }
        boolean elsewhere = verb.isForAnyThread() && chance(percentElsewhere);
        return (elsewhere ? "elsewhere " : "") + verb + objects;
    }

    private @Nullable String objects(Verb verb) {
        return switch (verb) {
            case CREATE, ATTACH, DESTROY, UNREADY, TIME, FIND -> ofSource("");
            case PRIORITY -> ofSource(" " + priority());
            case READY -> ofSource(" " + between(-3, 20));
            case RECURSE -> ofSource(chance(60) ? " on" : " off");
            case CALLBACK -> ofSource(chance(15) ? " none" : "");
            case WATCH, MODIFY -> ofCustom(" " + any(CONDITIONS));
            case UNWATCH -> ofCustom("");
            case WRITE, DRAIN, HANGUP -> pipes.isEmpty() ? null : " " + any(pipes);
            case SET -> channels.isEmpty() ? null : " " + any(channels) + " " + any(STATES);
            case ITERATE, DRIVE -> chance(50) ? " block" : "";
            case ADVANCE -> " " + between(0, 12);
            case SEARCH -> (chance(50) ? " any " : chance(50) ? " idle " : " timeout ") + between(0, 2);
            case INVOKE -> calls.isEmpty() ? null : " " + any(calls);
            case PENDING, RUN, QUIT, WAKEUP, ACQUIRE, RELEASE -> "";
            case ADOPT -> sources.size() < 2 ? null : adoption();
            case DISOWN -> adoptions.isEmpty() ? null : any(adoptions);
            case CLOSE -> null;
        };
    }

    private @Nullable String ofSource(String rest) {
        return sources.isEmpty() ? null : " " + any(sources) + rest;
    }

    private @Nullable String ofCustom(String rest) {
        return customs.isEmpty() || !hasChannels() ? null : " " + any(customs) + " " + anyChannel() + rest;
    }

    private @Nullable String adoption() {
        String parent = any(sources);
        String child = any(sources);
        if (parent.equals(child)) {
            return null;
        }
        adoptions.add(" " + parent + " " + child);
        return adoptions.get(adoptions.size() - 1);
    }
}

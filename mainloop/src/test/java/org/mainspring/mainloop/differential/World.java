package org.mainspring.mainloop.differential;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.MainLoop;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.differential.Scenario.Answer;
import org.mainspring.mainloop.differential.Scenario.Plan;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollFunction;
import org.mainspring.mainloop.poll.PollSet;
import org.mainspring.mainloop.source.Diagnostic;
import org.mainspring.mainloop.testing.VirtualClock;
import org.mainspring.mainloop.time.Nanos;

/** One scenario on this library: what is there, what is running, and the trace. */
final class World {
    static final int MOST_NESTING = 3;
    private static final int MOST_IN_RUN = 40;

    final Scenario scenario;
    final VirtualClock clock = new VirtualClock();
    final MainContext context;
    final Map<String, FakeChannel> channels = new LinkedHashMap<>();
    final Map<String, Actor> actors = new LinkedHashMap<>();
    final List<Object> shared = new ArrayList<>();
    private final List<String> trace = new ArrayList<>();
    private final Actions actions;
    private final Deque<MainLoop> loops = new ArrayDeque<>();
    private int leftInRun;
    private int polls;
    boolean closed;
    int acquired;

    /* What is running: counts. */
    int walking;
    int preparing;
    int polling;
    int ending;
    int finishing;

    /** The ends of those who ended in the walk that goes on from them. */
    int goingOn;

    int iterating;

    /** A prepare hook has changed deadlines in this iteration. */
    boolean disturbed;

    /** The hook of prepare or check that is running has. */
    boolean retimed;

    int elsewhere;

    /** The phases are driven from outside, and this is whether a channel is polled; else null. */
    @Nullable
    Boolean drivenChannels;

    private World(Scenario scenario) {
        this.scenario = scenario;
        context = new MainContext(clock, ignored -> new VirtualPoller(this));
        context.setDiagnosticHandler((code, message) ->
                trace("warning: " + (code == Diagnostic.NO_CALLBACK ? "no callback" : code + " " + message)));
        context.setExceptionHandler((source, thrown) -> {
            throw new AssertionError("a hook of the runner failed", thrown);
        });
        scenario.channels().forEach((name, pipe) -> channels.put(name, new FakeChannel(name, pipe)));
        scenario.sources().forEach((name, declared) -> actors.put(name, new Actor(declared)));
        for (int i = 0; i < ScenarioReader.SHARED_DATA; i++) {
            shared.add("data " + i);
        }
        if (scenario.tellsPolls()) {
            installPollFunction();
        }
        actions = new Actions(this, new Hooks(this));
    }

    /** The trace of a scenario. */
    static List<String> run(Scenario scenario) {
        World world = new World(scenario);
        try {
            scenario.steps().forEach(world.actions::act);
            world.actions.end();
        } catch (RuntimeException | Error failure) {
            world.trace("failed: " + failure);
            for (StackTraceElement element : failure.getStackTrace()) {
                world.trace("    at " + element);
            }
        }
        return world.trace;
    }

    private void installPollFunction() {
        PollFunction inner = context.pollFunction();
        context.setPollFunction((set, timeoutMillis) -> {
            trace("poll" + array(set, timeoutMillis));
            int ready = pollAsDriven(set, () -> inner.poll(set, timeoutMillis));
            disturbed = false;
            return ready;
        });
    }

    /** A poll of a set that somebody has listed: if there is no channel in it, a look is not told of. */
    int pollAsDriven(PollSet set, IntSupplier poll) {
        Boolean outer = drivenChannels;
        drivenChannels = false;
        for (int i = 0; i < set.size(); i++) {
            drivenChannels |= set.target(i) != PollSet.WAKEUP;
        }
        int ready = poll.getAsInt();
        drivenChannels = outer;
        return ready;
    }

    /** A set as a poll function gets it, its channels in the order of declaration, since ours have no number. */
    String array(PollSet set, int timeoutMillis) {
        Map<Object, IOCondition> entries = new LinkedHashMap<>();
        for (int i = 0; i < set.size(); i++) {
            entries.put(set.target(i), set.events(i));
        }
        StringBuilder text = new StringBuilder(disturbed ? "" : " " + timeoutMillis); // S31
        for (FakeChannel channel : channels.values()) {
            IOCondition events = entries.get(channel);
            text.append(events == null ? "" : " " + channel + ":" + LineReader.text(events));
        }
        return text.append(entries.containsKey(PollSet.WAKEUP) ? " wakeup" : "").toString();
    }

    List<Actor> children(Actor parent) {
        return actors.values().stream()
                .filter(actor -> actor.parent == parent && actor.isMade() && !actor.ended)
                .toList();
    }

    /** Whether one below it is destroyed and not gone yet: GLib would put its poll records back. */
    boolean hasDyingChild(Actor parent) {
        return children(parent).stream().anyMatch(child -> child.isDying() || hasDyingChild(child));
    }

    /** Whether anything is watched by a source or by one below it that is not destroyed: such a one watches nothing any more. */
    boolean familyWatches(Actor actor) {
        return actor.watchesAny()
                || children(actor).stream().anyMatch(child -> child.isAlive() && familyWatches(child));
    }

    void trace(String line) {
        trace.add(line);
    }

    int millis() {
        return (int) (clock.nanos() / Nanos.PER_MILLI);
    }

    String nameOf(@Nullable Object source) {
        if (source == null) {
            return "none";
        }
        for (Actor actor : actors.values()) {
            if (actor.source == source && !actor.ended) {
                return actor.name();
            }
        }
        return "other";
    }

    /** Where a line of the trace comes from, as user code can see it. */
    static String place(World world) {
        return "depth " + MainLoop.depth() + " current " + world.nameOf(Source.current());
    }

    // ---- plans

    void runPlans(@Nullable Actor owner, Hook hook, int turn) {
        for (Plan plan : scenario.plans()) {
            if (plan.action() != null && isFor(plan, owner, hook) && plan.turn() == turn) {
                actions.act(plan.action());
            }
        }
    }

    /** The answer for this turn; else the one for every turn; else null. The last line of each sort counts. */
    @Nullable
    Answer answer(Actor owner, Hook hook, int turn) {
        Plan found = null;
        for (Plan plan : scenario.plans()) {
            boolean always = plan.turn() == Scenario.ALWAYS && (found == null || found.turn() == Scenario.ALWAYS);
            if (plan.answer() != null && isFor(plan, owner, hook) && (plan.turn() == turn || always)) {
                found = plan;
            }
        }
        return found == null ? null : found.answer();
    }

    private static boolean isFor(Plan plan, @Nullable Actor owner, Hook hook) {
        return plan.hook() == hook
                && (owner == null ? plan.owner() == null : owner.name().equals(plan.owner()));
    }

    /** Whether a poll that does not wait is told of: one that the engine has asked for, or that can see a channel. */
    boolean isLookTold() {
        return drivenChannels == null || drivenChannels;
    }

    void runPollPlans() {
        polling++;
        runPlans(null, Hook.POLL, ++polls);
        polling--;
    }

    // ---- loops

    void run() {
        if (loops.isEmpty()) {
            leftInRun = MOST_IN_RUN;
        }
        loops.push(new MainLoop(context));
        loops.element().run();
        loops.pop();
    }

    boolean quit() {
        if (!loops.isEmpty()) {
            loops.element().quit();
        }
        return !loops.isEmpty();
    }

    void endLoops() {
        loops.forEach(MainLoop::quit);
    }

    /** A loop that runs too long is ended. */
    void countInRun() {
        if (!loops.isEmpty() && --leftInRun <= 0) {
            endLoops();
        }
    }
}

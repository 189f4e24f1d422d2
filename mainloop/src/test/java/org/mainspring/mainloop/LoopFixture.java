package org.mainspring.mainloop;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollSet;
import org.mainspring.mainloop.source.Diagnostic;
import org.mainspring.mainloop.testing.LoopDriver;
import org.mainspring.mainloop.testing.ScriptedPoller;
import org.mainspring.mainloop.testing.VirtualClock;
import org.mainspring.mainloop.time.Nanos;

/** A context in virtual time, sources with one-letter names for it, and what they have done. */
@Timeout(60)
abstract class LoopFixture {
    protected static final long MILLI = Nanos.PER_MILLI;

    protected final LoopDriver loop;
    protected final MainContext context;
    protected final ScriptedPoller poller;
    protected final VirtualClock clock;

    /** Who was dispatched, in order. */
    protected final List<String> ran = new ArrayList<>();

    /** Which probes were asked, in order: {@code prepare a}, {@code check a}. */
    protected final List<String> asked = new ArrayList<>();

    protected final List<Diagnostic> warnings = new ArrayList<>();
    protected final List<Exception> failures = new ArrayList<>();

    LoopFixture() {
        this(LoopDriver.virtual());
    }

    LoopFixture(LoopDriver driver) {
        loop = driver;
        context = loop.context();
        poller = loop.poller();
        clock = loop.clock();
        context.setDiagnosticHandler((code, message) -> warnings.add(code));
        context.setExceptionHandler((source, thrown) -> failures.add(thrown));
    }

    @AfterEach
    final void closeLoop() {
        while (context.isOwner()) {
            context.release();
        }
        loop.close();
    }

    /** A probe that is attached. */
    protected final Probe probe(String name, int priority) {
        Probe probe = new Probe(name, asked, ran);
        attach(probe.source, priority);
        return probe;
    }

    /** A probe that somebody else attaches. */
    protected final Probe loose(String name, int priority) {
        Probe probe = new Probe(name, asked, ran);
        probe.source.setPriority(priority);
        return probe;
    }

    /** A probe that is a child of another. */
    protected final Probe child(String name, Probe parent) {
        Probe child = loose(name, 0);
        parent.source.addChild(child.source);
        return child;
    }

    /** An idle that goes on. */
    protected final Source idle(String name, int priority) {
        return idle(name, priority, () -> {});
    }

    /** An idle that goes on, and does something each time. */
    protected final Source idle(String name, int priority, Runnable action) {
        Source source = Sources.idle();
        source.setCallback(() -> run(name, action));
        return attach(source, priority);
    }

    /** A timeout that goes on. */
    protected final Source timeout(String name, int priority, long intervalNanos) {
        return timeout(name, priority, intervalNanos, () -> {});
    }

    /** A timeout that goes on, and does something each time. */
    protected final Source timeout(String name, int priority, long intervalNanos, Runnable action) {
        Source source = Sources.timeoutNanos(intervalNanos, clock);
        source.setCallback(() -> run(name, action));
        return attach(source, priority);
    }

    /** A source that is ready by its ready time and by its watches only. */
    protected final Source plain(String name, int priority) {
        return plain(name, priority, () -> {});
    }

    /** A source that is ready by its ready time and by its watches only, and does something each time. */
    protected final Source plain(String name, int priority, Runnable action) {
        Source source = new Source((self, callback) -> run(name, action));
        source.setName(name);
        return attach(source, priority);
    }

    /** A source that watches a target for IN. */
    protected final Source watch(String name, int priority, Object target) {
        Source source = plain(name, priority);
        source.addWatch(target, IOCondition.IN);
        return source;
    }

    protected final Source attach(Source source, int priority) {
        source.setPriority(priority);
        source.attach(context);
        return source;
    }

    protected final void makeReady(Object target) {
        poller.makeReady(target, IOCondition.IN);
    }

    private boolean run(String name, Runnable action) {
        ran.add(name);
        action.run();
        return Source.CONTINUE;
    }

    /** How long a poll may take, as the prepare just before has found. */
    protected final long timeoutAfterPrepare() {
        PollSet set = new PollSet();
        context.query(context.readyPriority(), set);
        return set.timeoutNanos();
    }

    /** How many polls there have been. */
    protected final int polls() {
        return poller.timeouts().size();
    }

    /** How long the last poll was allowed to take. */
    protected final long lastTimeoutNanos() {
        List<Long> timeouts = poller.timeouts();
        return timeouts.get(timeouts.size() - 1);
    }
}

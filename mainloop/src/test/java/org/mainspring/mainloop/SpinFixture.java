package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.mainspring.mainloop.source.Diagnostic;
import org.mainspring.mainloop.source.SourceCallback;
import org.mainspring.mainloop.testing.ScriptedPoller;

/** A context that may be told to spin, by a clock that goes on by a tenth of a microsecond a reading. */
@Timeout(60)
abstract class SpinFixture {
    static final long MAX = 32_768;
    static final long BUDGET = 4_000;

    /** How much later than planned a thing may be noticed: some readings of the clock. */
    static final long SLACK = 10 * TickingClock.TICK_NANOS;

    static final long LONG = Duration.ofSeconds(1).toNanos();

    final TickingClock clock = new TickingClock();
    final ScriptedPoller script = new ScriptedPoller(clock.hands);
    final CountingPoller poller = new CountingPoller(script);
    final MainContext context = new MainContext(clock, ignored -> poller);
    final List<String> log = new ArrayList<>();
    final List<Diagnostic> diagnostics = new ArrayList<>();
    final List<Exception> exceptions = new ArrayList<>();

    @BeforeEach
    void listen() {
        context.setDiagnosticHandler((code, message) -> diagnostics.add(code));
        context.setExceptionHandler((source, thrown) -> exceptions.add(thrown));
    }

    @AfterEach
    void close() {
        boolean interrupted = Thread.interrupted();
        context.close();
        assertThat(interrupted).as("left interrupted").isFalse();
        assertThat(diagnostics).isEmpty();
        assertThat(exceptions).isEmpty();
    }

    boolean note(String line) {
        log.add(line);
        return Source.REMOVE;
    }

    /** Has one short wait, after which the next one begins with a spin of four microseconds. */
    void givenABudget() {
        context.setPollParameters(MAX, 2, 0);
        context.timeoutAdd(Duration.ofNanos(1_000), () -> Source.REMOVE);
        context.iteration(true);
        assertThat(context.pollNanos()).isEqualTo(BUDGET);
        poller.polls.set(0);
        poller.sleeps.set(0);
    }

    Source armedLongHence() {
        Source source = Sources.timeout(Duration.ofNanos(LONG));
        source.setCallback(() -> note("late"));
        source.attach(context);
        return source;
    }

    void attachDueAt(long momentNanos, SourceCallback callback) {
        Source source = new Source((self, ignored) -> callback.call());
        source.setReadyTimeNanos(momentNanos);
        source.attach(context);
    }

    long lastTimeout() {
        return script.timeouts().get(script.timeouts().size() - 1);
    }
}

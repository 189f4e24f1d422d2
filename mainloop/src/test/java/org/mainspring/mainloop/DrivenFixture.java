package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollRecord;
import org.mainspring.mainloop.source.DestroyNotify;
import org.mainspring.mainloop.source.Diagnostic;
import org.mainspring.mainloop.source.SourceCallback;
import org.mainspring.mainloop.testing.LoopDriver;
import org.mainspring.mainloop.testing.VirtualClock;
import org.mainspring.mainloop.time.Nanos;

/** A loop in virtual time. What it reports and no test asks for fails the test. */
@Timeout(60)
abstract class DrivenFixture {
    private static final Duration HOUR = Duration.ofHours(1);

    final LoopDriver loop = LoopDriver.virtual();
    final MainContext context = loop.context();
    final VirtualClock clock = loop.clock();
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final List<Exception> exceptions = new ArrayList<>();

    @BeforeEach
    final void listen() {
        context.setDiagnosticHandler((code, message) -> diagnostics.add(code));
        context.setExceptionHandler((source, thrown) -> exceptions.add(thrown));
    }

    @AfterEach
    final void closeLoop() {
        loop.close();
        assertThat(exceptions).as("exceptions nobody asked for").isEmpty();
        assertThat(diagnostics).as("diagnostics nobody asked for").isEmpty();
    }

    /** What was warned of since the last call. */
    final List<Diagnostic> takeDiagnostics() {
        List<Diagnostic> taken = List.copyOf(diagnostics);
        diagnostics.clear();
        return taken;
    }

    /** What was thrown since the last call. */
    final List<Exception> takeExceptions() {
        List<Exception> taken = List.copyOf(exceptions);
        exceptions.clear();
        return taken;
    }

    /** What was noted since the last call. */
    final List<String> takeLog() {
        List<String> taken = loop.log();
        loop.clearLog();
        return taken;
    }

    /** A callback that notes a line and goes on. */
    final SourceCallback note(String line) {
        return () -> {
            loop.note(line);
            return Source.CONTINUE;
        };
    }

    /** A callback that notes a line and wants no more. */
    final SourceCallback once(String line) {
        return then(line, () -> {}, Source.REMOVE);
    }

    /** A callback that notes a line, does something, and ends as told. */
    final SourceCallback then(String line, Action action, boolean result) {
        return () -> {
            loop.note(line);
            action.run();
            return result;
        };
    }

    /** A notify that notes a line, and the depth and whether a source is current. */
    final DestroyNotify<Object> notifying(String line) {
        return data -> loop.note(line + " " + MainLoop.depth() + (Source.current() == null ? " -" : " in source"));
    }

    /** Attaches a source whose callback has a notify. */
    final Source attach(Source source, SourceCallback callback, DestroyNotify<Object> notify) {
        source.setFunction(callback, null, notify);
        source.attach(context);
        return source;
    }

    final Source attach(Source source, SourceCallback callback) {
        source.setCallback(callback);
        source.attach(context);
        return source;
    }

    /** Attaches an idle of a priority. */
    final Source idle(int priority, SourceCallback callback) {
        return context.idleAdd(priority, callback, null, null);
    }

    /** A source that watches what a test makes ready, whatever object that is; it notes what it sees. */
    final Source watch(Object target, IOCondition events, int priority) {
        NotingWatch kind = new NotingWatch(loop);
        Source source = new Source(kind);
        kind.record = source.addWatch(target, events);
        source.setPriority(priority);
        source.attach(context);
        return source;
    }

    /** Whether a blocking iteration with nothing ready would wait: it lets an hour pass if so. */
    final boolean sleeps() {
        return sleeps(loop);
    }

    static boolean sleeps(LoopDriver driver) {
        long beforeNanos = driver.clock().nanos();
        driver.poller().stopAt(beforeNanos + HOUR.toNanos());
        try {
            assertThat(driver.context().iteration(true))
                    .as("something was ready")
                    .isFalse();
        } finally {
            driver.poller().stopAt(Nanos.NEVER);
        }
        return driver.clock().nanos() != beforeNanos;
    }

    /** Which things are polled, in the order in which they came. */
    final List<Object> polled() {
        return loop.poller().records().stream().map(PollRecord::target).toList();
    }

    /** What a callback does in a test. */
    @FunctionalInterface
    interface Action {
        void run() throws Exception;
    }
}

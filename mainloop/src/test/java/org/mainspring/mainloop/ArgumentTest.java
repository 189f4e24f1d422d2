package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.Pipe;
import java.time.Duration;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mainspring.mainloop.kind.Idle;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollerProvider;
import org.mainspring.mainloop.poll.nio.NioPoller;
import org.mainspring.mainloop.source.ChannelCallback;
import org.mainspring.mainloop.source.Diagnostic;
import org.mainspring.mainloop.source.SourceCallback;
import org.mainspring.mainloop.source.SourceFunc;
import org.mainspring.mainloop.source.SourceFuncs;
import org.mainspring.mainloop.testing.LoopDriver;
import org.mainspring.mainloop.time.Clock;
import org.mainspring.mainloop.time.SystemClock;

/** Bad arguments of every public method of the root room: refused, with name and value, and nothing has happened. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings({"NullAway", "DataFlowIssue"})
class ArgumentTest {
    private final LoopDriver loop = LoopDriver.virtual();
    private final MainContext context = loop.context();
    private final Source source = Sources.idle();
    private final Clock clock = SystemClock.INSTANCE;
    private final Pipe pipe = open();
    private final SourceCallback callback = () -> Source.CONTINUE;
    private final ManualProcess process = new ManualProcess();

    private static Pipe open() {
        try {
            Pipe pipe = Pipe.open();
            pipe.source().configureBlocking(false);
            return pipe;
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    @AfterEach
    void nothingHasHappened() {
        assertThat(loop.poller().records()).isEmpty();
        assertThat(context.pending()).isFalse();
        assertThat(context.isOwner()).isFalse();
    }

    Stream<Arguments> nulls() {
        return Stream.of(
                missing("clock", () -> new MainContext(null, NioPoller.PROVIDER)),
                missing("pollerProvider", () -> new MainContext(clock, (PollerProvider) null)),
                missing("source", () -> MainContext.of(null)),
                missing("kind", () -> context.findByKindAndData(null, "data")),
                missing("kind", () -> context.removeByKindAndData(null, "data")),
                missing("function", () -> context.invoke(null)),
                missing("function", () -> context.invoke(0, null, "data", null)),
                missing("interval", () -> context.timeoutAdd(null, callback)),
                missing("callback", () -> context.timeoutAdd(Duration.ZERO, null)),
                missing("interval", () -> context.timeoutAdd(0, null, callback, null, null)),
                missing("callback", () -> context.timeoutAdd(0, Duration.ZERO, null, null, null)),
                missing("callback", () -> context.timeoutAddNanos(1, null)),
                missing("callback", () -> context.timeoutAddMillis(1, null)),
                missing("callback", () -> context.timeoutAddNanos(0, 1, null, null, null)),
                missing("callback", () -> context.timeoutAddMillis(0, 1, null, null, null)),
                missing("callback", () -> context.timeoutAddSeconds(1, null)),
                missing("callback", () -> context.timeoutAddSeconds(0, 1, null, null, null)),
                missing("callback", () -> context.idleAdd(null)),
                missing("callback", () -> context.idleAdd(0, null, null, null)),
                missing("function", () -> context.idleAddOnce(null)),
                missing("function", () -> context.idleAddOnce(null, "data")),
                missing("interval", () -> context.timeoutAddOnce(null, () -> {})),
                missing("interval", () -> context.timeoutAddOnce(null, data -> {}, "data")),
                missing("function", () -> context.timeoutAddOnce(Duration.ZERO, null)),
                missing("function", () -> context.timeoutAddOnce(Duration.ZERO, null, "data")),
                missing("function", () -> context.timeoutAddOnceNanos(1, null)),
                missing("function", () -> context.timeoutAddOnceMillis(1, null)),
                missing("function", () -> context.timeoutAddOnceMillis(1, null, "data")),
                missing("function", () -> context.timeoutAddSecondsOnce(1, null)),
                missing("function", () -> context.timeoutAddSecondsOnce(1, null, "data")),
                missing("process", () -> context.childWatchAdd((Process) null, (p, v) -> {})),
                missing("process", () -> context.childWatchAdd((ProcessHandle) null, (p, v) -> {})),
                missing("process", () -> context.childWatchAdd(0, (Process) null, (p, v, d) -> {}, null, null)),
                missing("process", () -> context.childWatchAdd(0, (ProcessHandle) null, (p, v, d) -> {}, null, null)),
                missing("callback", () -> context.childWatchAdd(process, null)),
                missing("callback", () -> context.childWatchAdd(0, process, null, null, null)),
                missing("signal", () -> context.signalAdd(null, callback)),
                missing("signal", () -> context.signalAdd(0, null, data -> true, null, null)),
                missing("callback", () -> context.signalAdd("USR1", null)),
                missing("callback", () -> context.signalAdd(0, "USR1", null, null, null)),
                missing("process", () -> Sources.childWatch((Process) null)),
                missing("process", () -> Sources.childWatch((ProcessHandle) null)),
                missing("signal", () -> Sources.signal(null)),
                missing("channel", () -> context.watchAdd(null, IOCondition.IN, (c, i) -> true)),
                missing("condition", () -> context.watchAdd(pipe.source(), null, (c, i) -> true)),
                missing("callback", () -> context.watchAdd(pipe.source(), IOCondition.IN, null)),
                missing("callback", () -> context.watchAdd(0, pipe.source(), IOCondition.IN, null, null, null)),
                missing("handler", () -> context.setExceptionHandler(null)),
                missing("handler", () -> context.setDiagnosticHandler(null)),
                missing("set", () -> context.query(0, null)),
                missing("set", () -> context.poll(null)),
                missing("set", () -> context.check(0, null)),
                missing("key", () -> context.attachment(null, owner -> "made")),
                missing("create", () -> context.attachment(String.class, null)),
                missing("funcs", () -> new Source(null)),
                missing("target", () -> source.attach(null)),
                missing("callback", () -> source.setCallback((SourceCallback) null)),
                missing("callback", () -> source.setCallback((SourceFunc<Object>) null, "data", null)),
                missing("callback", () -> source.setCallback((ChannelCallback<Pipe.SourceChannel>) null)),
                missing("callback", () -> source.setFunction(null, "data", null)),
                missing("target", () -> source.addWatch(null, IOCondition.IN)),
                missing("events", () -> source.addWatch("channel", null)),
                missing("events", () -> source.modifyWatch(source.addWatch("channel", IOCondition.IN), null)),
                missing("watch", () -> source.modifyWatch(null, IOCondition.IN)),
                missing("watch", () -> source.removeWatch(null)),
                missing("watch", () -> source.queryWatch(null)),
                missing("code", () -> source.report(null, "message")),
                missing("message", () -> source.report(Diagnostic.NO_CALLBACK, null)),
                missing("interval", () -> Sources.timeout(null)),
                missing("clock", () -> Sources.timeoutNanos(1, null)),
                missing("clock", () -> Sources.timeoutSeconds(1, 0, null)),
                missing("channel", () -> Sources.watch(null, IOCondition.IN)),
                missing("condition", () -> Sources.watch(pipe.source(), null)),
                missing("context", () -> new MainLoop(null)),
                missing("context", () -> new MainLoop(null, true)));
    }

    private static Arguments missing(String name, ThrowingCallable call) {
        return Arguments.of(name, call);
    }

    @ParameterizedTest
    @MethodSource("nulls")
    void whenItIsNull_thenItIsRefusedByName(String name, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(NullPointerException.class).hasMessage(name);
    }

    Stream<Arguments> outOfRange() {
        return Stream.of(
                refused("id is 0", () -> context.findById(0)),
                refused("id is 0", () -> context.remove(0)),
                refused("interval < 0: -1", () -> context.timeoutAddNanos(-1, callback)),
                refused("interval < 0: -1", () -> context.timeoutAddMillis(-1, callback)),
                refused("interval < 0: -1", () -> context.timeoutAddNanos(0, -1, callback, null, null)),
                refused("interval < 0: -1", () -> context.timeoutAddMillis(0, -1, callback, null, null)),
                refused("id is 0", () -> context.setSourceName(0, "name")),
                refused("interval < 0: PT-1S", () -> context.timeoutAddOnce(Duration.ofSeconds(-1), () -> {})),
                refused("interval < 0: -1", () -> context.timeoutAddOnceNanos(-1, () -> {})),
                refused("interval < 0: -1", () -> context.timeoutAddOnceMillis(-1, () -> {})),
                refused("interval < 0: -1 s", () -> context.timeoutAddSecondsOnce(-1, () -> {})),
                refused("interval < 0: PT-1S", () -> context.timeoutAdd(Duration.ofSeconds(-1), callback)),
                refused(
                        "interval < 0: PT-1S",
                        () -> context.timeoutAdd(0, Duration.ofSeconds(-1), callback, null, null)),
                refused("interval < 0: -1 s", () -> context.timeoutAddSeconds(-1, callback)),
                refused("interval < 0: -1 s", () -> context.timeoutAddSeconds(0, -1, callback, null, null)),
                refused(
                        "interval < 0: " + Duration.ofSeconds(Long.MIN_VALUE),
                        () -> Sources.timeout(Duration.ofSeconds(Long.MIN_VALUE))),
                refused("interval < 0: " + Long.MIN_VALUE, () -> Sources.timeoutNanos(Long.MIN_VALUE)),
                refused("interval < 0: " + Long.MIN_VALUE, () -> Sources.timeoutMillis(Long.MIN_VALUE)),
                refused("bits without a meaning: 0x40", () -> IOCondition.of(64)));
    }

    private static Arguments refused(String message, ThrowingCallable call) {
        return Arguments.of(message, call);
    }

    @ParameterizedTest
    @MethodSource("outOfRange")
    void whenItIsOutOfRange_thenItIsRefusedWithItsValue(String message, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    /** Null is a value where an object of the user's is meant, and a name. */
    @Test
    void whenAnObjectOfTheUsersIsNull_thenItIsTaken() {
        Source idle = context.idleAdd(0, data -> data == null, null, null);
        idle.setName(null);

        assertThat(context.findByData(null)).isSameAs(idle);
        assertThat(context.findByKindAndData(Idle.class, null)).isSameAs(idle);
        assertThat(idle.name()).isNull();
        assertThat(context.removeByData(null)).isTrue();
    }

    /** S1: any priority is one. */
    @Test
    void whenAPriorityIsExtreme_thenItIsTaken() {
        for (int priority : new int[] {Integer.MIN_VALUE, Integer.MAX_VALUE}) {
            context.idleAdd(priority, data -> loop.log().isEmpty() && false, null, null);
            assertThat(context.iteration(false)).as("priority %d", priority).isTrue();
        }
    }

    @Test
    void whenAFlagIsGivenTwice_thenItCountsOnce() {
        try (LoopDriver twice = LoopDriver.virtual(ContextFlag.OWNERLESS_POLLING, ContextFlag.OWNERLESS_POLLING)) {
            twice.context().timeoutAdd(Duration.ofDays(1), () -> Source.REMOVE);

            assertThat(DrivenFixture.sleeps(twice)).as("woken by the attach").isFalse();
            assertThat(DrivenFixture.sleeps(twice)).isTrue();
        }
    }

    /** A kind that says nothing takes what most take. */
    @Test
    void whenAKindSaysNoCallbackType_thenItTakesSourceFuncs() {
        SourceFuncs kind = (self, given) -> true;

        assertThat(kind.callbackType()).isEqualTo(SourceFunc.class);
        assertThatThrownBy(() -> new Source(kind).setFunction("no function", null, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("callback is no SourceFunc: java.lang.String");
    }
}

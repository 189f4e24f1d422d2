package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mainspring.mainloop.source.Priority;
import org.mainspring.mainloop.time.Nanos;

/** Sources that run once by themselves. S153. */
class OnceTest extends DrivenFixture {
    @FunctionalInterface
    private interface Adder {
        Source add(OnceTest test);
    }

    static Stream<Arguments> adders() {
        return Stream.of(
                adder("idle", 200, test -> test.context.idleAddOnce(() -> test.loop.note("call"))),
                adder("idle, data", 200, test -> test.context.idleAddOnce(test.loop::note, "call")),
                adder(
                        "timeout",
                        0,
                        test -> test.context.timeoutAddOnce(Duration.ofMillis(10), () -> test.loop.note("call"))),
                adder(
                        "timeout, data",
                        0,
                        test -> test.context.timeoutAddOnce(Duration.ofMillis(10), test.loop::note, "call")),
                adder("millis", 0, test -> test.context.timeoutAddOnceMillis(10, () -> test.loop.note("call"))),
                adder("millis, data", 0, test -> test.context.timeoutAddOnceMillis(10, test.loop::note, "call")),
                adder("seconds", 0, test -> test.context.timeoutAddSecondsOnce(1, () -> test.loop.note("call"))),
                adder("seconds, data", 0, test -> test.context.timeoutAddSecondsOnce(1, test.loop::note, "call")));
    }

    private static Arguments adder(String name, int priority, Adder adder) {
        return Arguments.of(name, priority, adder);
    }

    /**
     * S153.
     *
     * @origin glib/tests/mainloop.c test_mainloop_timeout_once, glib/tests/timeout.c test_seconds_once
     */
    @ParameterizedTest(name = "{0}")
    @MethodSource("adders")
    void whenItHasRun_thenItIsGone(String name, int priority, Adder adder) {
        Source source = adder.add(this);
        assertThat(source.priority()).isEqualTo(priority);
        assertThat(loop.log()).isEmpty();

        loop.advance(Duration.ofSeconds(10));

        assertThat(loop.log()).containsExactly("call");
        assertThat(source.isDestroyed()).isTrue();
        assertThat(context.iteration(false)).isFalse();
    }

    /** S153: exactly once within 50 ms, and not again while a second one is awaited. */
    @Test
    void whenTwoTimeoutsRunOnce_thenEachAtItsTime() {
        context.timeoutAddOnce(Duration.ofMillis(10), loopNote("a"));
        context.timeoutAddOnceMillis(30, loopNote("b"));

        loop.advanceMillis(50);

        assertThat(loop.log()).containsExactly("a@10", "b@30");
    }

    private Runnable loopNote(String name) {
        return () -> loop.note(name + "@" + clock.elapsedNanos() / Nanos.PER_MILLI);
    }

    /** S18, S153: the data is that of the source, to find it by. */
    @Test
    void whenItHasData_thenItCanBeFoundByIt() {
        Object data = new Object();
        Source source = context.idleAddOnce(given -> loop.note("call"), data);

        assertThat(context.findByData(data)).isSameAs(source);
        assertThat(context.removeByData(data)).isTrue();
        assertThat(context.iteration(false)).isFalse();
    }

    /** S19: an id that has run out is unknown. */
    @Test
    void whenItHasRun_thenItsIdIsFree() {
        Source source = context.idleAddOnce(() -> {});
        assertThat(source.priority()).isEqualTo(Priority.DEFAULT_IDLE);

        context.iteration(false);

        assertThat(context.findById(source.id())).isNull();
    }

    @Test
    void whenItThrows_thenItIsGoneToo() {
        Source source = context.idleAddOnce(() -> {
            throw new IllegalStateException("once");
        });

        context.iteration(false);

        assertThat(takeExceptions()).extracting(Throwable::getMessage).isEqualTo(List.of("once"));
        assertThat(source.isDestroyed()).isTrue();
    }
}

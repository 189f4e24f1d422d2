package org.mainspring.mainloop.concurrent;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledFuture;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mainspring.mainloop.testing.LoopDriver;

/** Nulls that the interfaces of the JDK refuse without a name: refused by name here. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings({"NullAway", "DataFlowIssue"})
class ConcurrentArgumentTest {
    private final LoopDriver loop = LoopDriver.virtual();
    private final ContextScheduler scheduler = new ContextScheduler(loop.context());
    private final ScheduledFuture<String> task = scheduler.schedule(() -> "value", 1, SECONDS);
    private final LoopFuture<String> future = new LoopFuture<>(loop.context());
    private final LoopFuture<String> complete = new LoopFuture<>(loop.context());
    private final List<Callable<String>> tasks = List.of(() -> "value");

    ConcurrentArgumentTest() {
        complete.complete("value");
    }

    Stream<Arguments> nulls() {
        return Stream.of(
                missing("unit", () -> scheduler.awaitTermination(1, null)),
                missing("unit", () -> scheduler.invokeAny(tasks, 1, null)),
                missing("unit", () -> scheduler.invokeAll(tasks, 1, null)),
                missing("unit", () -> scheduler.schedule(() -> "value", 1, null)),
                missing("tasks", () -> scheduler.invokeAny(null)),
                missing("tasks", () -> scheduler.invokeAny(null, 1, SECONDS)),
                missing("tasks", () -> scheduler.invokeAll(null)),
                missing("tasks", () -> scheduler.invokeAll(null, 1, SECONDS)),
                missing("unit", () -> task.get(1, null)),
                missing("unit", () -> task.getDelay(null)),
                missing("unit", () -> future.get(1, null)),
                missing("unit", () -> complete.get(1, null)),
                missing("unit", () -> future.orTimeout(1, null)),
                missing("unit", () -> future.completeOnTimeout("late", 1, null)));
    }

    private static Arguments missing(String name, ThrowingCallable call) {
        return Arguments.of(name, call);
    }

    @ParameterizedTest
    @MethodSource("nulls")
    void whenItIsNull_thenItIsRefusedByName(String name, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOf(NullPointerException.class).hasMessage(name);
    }

    @ParameterizedTest
    @MethodSource("nulls")
    void whenItIsNullAndTheOwnerAsks_thenItIsRefusedByName(String name, ThrowingCallable call) {
        loop.context().tryAcquire();

        assertThatThrownBy(call).isInstanceOf(NullPointerException.class).hasMessage(name);

        loop.context().release();
    }
}

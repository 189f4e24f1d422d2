package org.mainspring.mainloop.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A stage that can be built on, and nothing else; see {@link LoopFutureTest} for where its functions run. */
class MinimalStageTest extends ContextFixture {
    private final LoopFuture<String> future = new LoopFuture<>(context);
    private final CompletionStage<String> stage = future.minimalCompletionStage();

    /** Every method of the running JDK that builds a stage on another. */
    static Stream<Method> builders() {
        return Arrays.stream(CompletionStage.class.getMethods())
                .filter(method -> !method.getName().equals("toCompletableFuture"));
    }

    private static Object argument(Class<?> type) {
        if (type == Function.class) {
            return (Function<Object, Object>) value -> CompletableFuture.completedFuture("built");
        } else if (type == BiFunction.class) {
            return (BiFunction<Object, Object, Object>) (value, other) -> "built";
        } else if (type == Consumer.class) {
            return (Consumer<Object>) value -> {};
        } else if (type == BiConsumer.class) {
            return (BiConsumer<Object, Object>) (value, other) -> {};
        } else if (type == Runnable.class) {
            return (Runnable) () -> {};
        } else if (type == CompletionStage.class) {
            return CompletableFuture.completedFuture("other");
        }
        assertThat(type).isEqualTo(Executor.class);
        return (Executor) Runnable::run;
    }

    @Test
    void thenItIsAStageAndNothingElse() {
        assertThat(stage.getClass().getInterfaces()).containsExactly(CompletionStage.class);
        assertThat(stage.getClass().getSuperclass()).isEqualTo(Object.class);
        assertThat((Object) stage).isNotInstanceOf(Future.class);
    }

    /** A default method of the interface would go by way of {@code toCompletableFuture}, or run elsewhere. */
    @Test
    void thenItLeavesNoMethodOfTheRunningJdkToADefault() {
        assertThat(stage.getClass().getMethods()).noneMatch(Method::isDefault);
    }

    @ParameterizedTest
    @MethodSource("builders")
    void whenAnotherIsBuiltOnIt_thenThatIsOfTheSameKindAndEndsWithIt(Method builder) throws Exception {
        Object[] arguments = Stream.of(builder.getParameterTypes())
                .map(MinimalStageTest::argument)
                .toArray();

        CompletionStage<?> built = (CompletionStage<?>) builder.invoke(stage, arguments);

        assertThat((Object) built).hasSameClassAs(stage).isNotSameAs(stage);
        CompletableFuture<?> ended = built.toCompletableFuture();
        future.complete("value");
        loop.iterate();
        assertThat(ended).isCompleted();
    }

    @Test
    void thereAreThatManyWaysToBuildOnIt() {
        List<String> names = builders().map(Method::getName).toList();

        assertThat(names).hasSizeGreaterThanOrEqualTo(42).contains("thenApply", "exceptionallyComposeAsync");
    }

    @Test
    void whenItBecomesAFuture_thenThatOneIsItsOwn() {
        CompletableFuture<String> own = stage.toCompletableFuture();
        CompletableFuture<String> cancelled = stage.toCompletableFuture();

        cancelled.cancel(false);
        future.complete("value");

        assertThat(own).isInstanceOf(LoopFuture.class).isNotSameAs(future).isCompletedWithValue("value");
        assertThat(cancelled.isCancelled()).isTrue();
        assertThat(stage.toCompletableFuture()).isCompletedWithValue("value");
    }

    @Test
    void whenTheFutureOfItIsCompleted_thenNeitherTheStageNorItsOriginIs() {
        CompletableFuture<String> own = stage.toCompletableFuture();

        own.complete("own");

        assertThat(future.isDone()).isFalse();
        assertThat(stage.toCompletableFuture().isDone()).isFalse();
    }

    @Test
    void whenTheFutureFails_thenItFailsWithThatAsCause() {
        Exception failure = new Exception("thrown");
        Throwable[] seen = new Throwable[1];
        stage.whenComplete((value, thrown) -> seen[0] = thrown);

        future.completeExceptionally(failure);

        assertThat(seen[0]).isInstanceOf(CompletionException.class).hasCause(failure);
        assertThatThrownBy(() -> stage.toCompletableFuture().join())
                .isInstanceOf(CompletionException.class)
                .hasCause(failure);
    }

    /** It has a method for whoever wants a future, and takes its part where another stage is asked for. */
    @Test
    void whenItIsTheOther_thenItCountsAsEveryStage() {
        CompletableFuture<String> both =
                CompletableFuture.completedFuture("first").thenCombine(stage, (first, second) -> first + second);
        CompletableFuture<String> composed =
                CompletableFuture.completedFuture("first").thenCompose(ignored -> stage);

        future.complete("second");

        assertThat(both).isCompletedWithValue("firstsecond");
        assertThat(composed).isCompletedWithValue("second");
    }
}

package org.mainspring.mainloop.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mainspring.mainloop.MainLoop;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.source.Priority;

/** The stages that are built on a future of a context: who runs their functions, and what becomes of them when it is closed. */
class LoopFutureStagesTest extends ContextFixture {
    private final LoopFuture<String> future = new LoopFuture<>(context);

    /** Each way to build a stage on another by a function that is to run elsewhere. */
    enum AsyncStep {
        APPLY((stage, noting) -> stage.thenApplyAsync(value -> noted(noting))),
        ACCEPT((stage, noting) -> stage.thenAcceptAsync(value -> noting.run())),
        RUN((stage, noting) -> stage.thenRunAsync(noting)),
        COMBINE((stage, noting) -> stage.thenCombineAsync(complete(), (value, other) -> noted(noting))),
        EITHER((stage, noting) -> stage.acceptEitherAsync(open(), value -> noting.run())),
        COMPOSE((stage, noting) -> stage.thenComposeAsync(value -> {
            noting.run();
            return complete();
        })),
        HANDLE((stage, noting) -> stage.handleAsync((value, thrown) -> noted(noting))),
        WHEN_COMPLETE((stage, noting) -> stage.whenCompleteAsync((value, thrown) -> noting.run())),
        ACCEPT_BOTH((stage, noting) -> stage.thenAcceptBothAsync(complete(), (value, other) -> noting.run())),
        RUN_AFTER_BOTH((stage, noting) -> stage.runAfterBothAsync(complete(), noting)),
        APPLY_TO_EITHER((stage, noting) -> stage.applyToEitherAsync(open(), value -> noted(noting))),
        RUN_AFTER_EITHER((stage, noting) -> stage.runAfterEitherAsync(open(), noting)),
        EXCEPTIONALLY_COMPOSE(
                (stage, noting) -> stage.thenApply(LoopFutureStagesTest::fail).exceptionallyComposeAsync(thrown -> {
                    noting.run();
                    return complete();
                })),
        EXCEPTIONALLY((stage, noting) ->
                stage.thenApply(LoopFutureStagesTest::fail).exceptionallyAsync(thrown -> noted(noting)));

        private final BiFunction<CompletionStage<String>, Runnable, CompletionStage<?>> building;

        AsyncStep(BiFunction<CompletionStage<String>, Runnable, CompletionStage<?>> building) {
            this.building = building;
        }

        CompletableFuture<?> on(CompletionStage<String> stage, Runnable noting) {
            return building.apply(stage, noting).toCompletableFuture();
        }
    }

    private static String fail(String value) {
        throw new IllegalStateException(value);
    }

    private static String noted(Runnable noting) {
        noting.run();
        return "noted";
    }

    private static CompletionStage<String> complete() {
        return CompletableFuture.completedFuture("other");
    }

    private static CompletionStage<String> open() {
        return new CompletableFuture<>();
    }

    @Nested
    class GivenAFunctionThatIsAsync {
        @ParameterizedTest
        @EnumSource
        void thenTheContextRunsIt(AsyncStep step) {
            CompletableFuture<?> built = step.on(future, this::noteWhere);

            assertThatTheContextRuns(built);
        }

        @ParameterizedTest
        @EnumSource
        void whenTheStageIsMinimal_thenTheContextRunsItAsWell(AsyncStep step) {
            CompletableFuture<?> built = step.on(future.minimalCompletionStage(), this::noteWhere);

            assertThatTheContextRuns(built);
        }

        @ParameterizedTest
        @EnumSource
        void whenTheStageIsBuiltOnOthers_thenTheContextRunsItAsWell(AsyncStep step) {
            CompletableFuture<?> built =
                    step.on(future.thenApply(value -> value).copy().minimalCompletionStage(), this::noteWhere);

            assertThatTheContextRuns(built);
        }

        private void noteWhere() {
            loop.note("on " + Thread.currentThread().getName() + " at depth " + MainLoop.depth());
        }

        private void assertThatTheContextRuns(CompletableFuture<?> built) {
            assertThat(built).isInstanceOf(LoopFuture.class);
            elsewhere(() -> future.complete("value"));
            assertThat(loop.log()).isEmpty();
            assertThat(built.isDone()).isFalse();

            loop.iterate();

            assertThat(loop.log())
                    .containsExactly("on " + Thread.currentThread().getName() + " at depth 1");
            assertThat(built).isCompleted();
        }

        @Test
        void whenThePriorityIsAnother_thenItRunsByThat() {
            LoopFuture<String> low = new LoopFuture<>(ContextExecutor.of(context, Priority.LOW));
            low.thenRun(note("at once")).thenRunAsync(note("low"));
            context.idleAdd(() -> {
                loop.note("idle");
                return Source.REMOVE;
            });

            low.complete("value");
            loop.advanceMillis(1);

            assertThat(loop.log()).containsExactly("at once", "idle", "low");
        }

        @Test
        void whenItCompletesTheFuture_thenTheContextRunsIt() {
            future.completeAsync(() -> "value");
            assertThat(future.isDone()).isFalse();

            loop.iterate();

            assertThat(future).isCompletedWithValue("value");
        }
    }

    /** Each way to build a stage on another by a function that runs where that is completed. */
    enum Step {
        APPLY((stage, noting) -> stage.thenApply(value -> noted(noting))),
        ACCEPT((stage, noting) -> stage.thenAccept(value -> noting.run())),
        RUN((stage, noting) -> stage.thenRun(noting)),
        COMBINE((stage, noting) -> stage.thenCombine(complete(), (value, other) -> noted(noting))),
        ACCEPT_BOTH((stage, noting) -> stage.thenAcceptBoth(complete(), (value, other) -> noting.run())),
        RUN_AFTER_BOTH((stage, noting) -> stage.runAfterBoth(complete(), noting)),
        APPLY_TO_EITHER((stage, noting) -> stage.applyToEither(open(), value -> noted(noting))),
        ACCEPT_EITHER((stage, noting) -> stage.acceptEither(open(), value -> noting.run())),
        RUN_AFTER_EITHER((stage, noting) -> stage.runAfterEither(open(), noting)),
        COMPOSE((stage, noting) -> stage.thenCompose(value -> {
            noting.run();
            return complete();
        })),
        HANDLE((stage, noting) -> stage.handle((value, thrown) -> noted(noting))),
        WHEN_COMPLETE((stage, noting) -> stage.whenComplete((value, thrown) -> noting.run())),
        EXCEPTIONALLY(
                (stage, noting) -> stage.thenApply(LoopFutureStagesTest::fail).exceptionally(thrown -> noted(noting))),
        EXCEPTIONALLY_COMPOSE(
                (stage, noting) -> stage.thenApply(LoopFutureStagesTest::fail).exceptionallyCompose(thrown -> {
                    noting.run();
                    return complete();
                }));

        private final BiFunction<CompletionStage<String>, Runnable, CompletionStage<?>> building;

        Step(BiFunction<CompletionStage<String>, Runnable, CompletionStage<?>> building) {
            this.building = building;
        }

        CompletableFuture<?> on(CompletionStage<String> stage, Runnable noting) {
            return building.apply(stage, noting).toCompletableFuture();
        }
    }

    @Nested
    class GivenAFunctionThatIsNotAsync {
        private final String here = Thread.currentThread().getName();

        private void noteThread() {
            loop.note(Thread.currentThread().getName());
        }

        @ParameterizedTest
        @EnumSource
        void thenTheOneThatCompletesTheFutureRunsIt(Step step) {
            CompletableFuture<?> built = step.on(future, this::noteThread);

            elsewhere(() -> future.complete("value"));

            assertThat(built).isInstanceOf(LoopFuture.class).isCompleted();
            assertThat(loop.log()).containsExactly("elsewhere");
            assertThat(sources()).isEmpty();
        }

        @ParameterizedTest
        @EnumSource
        void whenTheFutureIsComplete_thenTheCallerRunsIt(Step step) {
            elsewhere(() -> future.complete("value"));

            CompletableFuture<?> built = step.on(future, this::noteThread);

            assertThat(built).isInstanceOf(LoopFuture.class).isCompleted();
            assertThat(loop.log()).containsExactly(here);
        }

        @ParameterizedTest
        @EnumSource
        void whenTheContextCompletesTheFuture_thenItsOwnerRunsIt(Step step) {
            LoopFuture<String> supplied = LoopFutures.of(context).supplyAsync(() -> "value", body -> elsewhereDo(body));
            CompletableFuture<?> built = step.on(supplied, this::noteThread);

            loop.iterate();

            assertThat(built).isCompleted();
            assertThat(loop.log()).containsExactly(here);
        }
    }

    /** The static ones make futures of the JDK, which know no context: what is built on these runs where that says. */
    @Nested
    class GivenManyFutures {
        private final LoopFuture<String> other = new LoopFuture<>(context);

        @Test
        void whenAllAreComplete_thenWhatWaitsForAllRunsWhereTheLastWasCompleted() {
            CompletableFuture<Void> all = CompletableFuture.allOf(future, other);
            all.thenRun(() -> loop.note(Thread.currentThread().getName()));

            future.complete("value");
            assertThat(all.isDone()).isFalse();
            elsewhere(() -> other.complete("value"));

            assertThat(all).isCompleted().isNotInstanceOf(LoopFuture.class);
            assertThat(loop.log()).containsExactly("elsewhere");
        }

        @Test
        void whenOneIsComplete_thenWhatWaitsForAnyRunsWhereThatWasCompleted() {
            CompletableFuture<Object> any = CompletableFuture.anyOf(future, other);
            any.thenRun(() -> loop.note(Thread.currentThread().getName()));

            elsewhere(() -> other.complete("value"));

            assertThat(any).isCompletedWithValue("value").isNotInstanceOf(LoopFuture.class);
            assertThat(loop.log()).containsExactly("elsewhere");
        }

        @Test
        void whenAllAreBroughtToTheContext_thenTheContextRunsWhatWaits() {
            LoopFuture<Void> all = LoopFutures.of(context).onContext(CompletableFuture.allOf(future, other));
            all.thenRun(() -> loop.note(Thread.currentThread().getName()));

            elsewhere(() -> future.complete("value") && other.complete("value"));
            assertThat(loop.log()).isEmpty();
            loop.iterate();

            assertThat(loop.log()).containsExactly(Thread.currentThread().getName());
        }
    }

    /** What the class says of stages that are built on a future, when the context is closed. */
    @Nested
    class GivenTheContextIsClosed {
        @ParameterizedTest
        @EnumSource
        void whenAFunctionIsWithTheContext_thenItNeverRunsAndItsStageIsNeverComplete(AsyncStep step) {
            CompletableFuture<?> built = step.on(future, note("ran"));
            future.complete("value");

            loop.close();

            assertThat(built.isDone()).isFalse();
            assertThat(loop.log()).isEmpty();
        }

        @ParameterizedTest
        @EnumSource
        void whenAFunctionWouldBeHandedOver_thenItsStageFails(AsyncStep step) {
            CompletableFuture<?> built = step.on(future, note("ran"));
            loop.close();

            future.complete("value");

            assertThatThrownBy(built::join).hasCauseInstanceOf(RejectedExecutionException.class);
            assertThat(loop.log()).isEmpty();
        }

        @Test
        void whenAFutureWaitsForSomebodyElse_thenItIsCompleteWhenHeCompletesIt() {
            CompletableFuture<String> built = future.thenApply(value -> value);

            loop.close();
            assertThat(future.isDone()).isFalse();
            future.complete("value");

            assertThat(built).isCompletedWithValue("value");
        }
    }
}

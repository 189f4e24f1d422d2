package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.testing.LoopDriver;

/** Iterations from within callbacks. S84, S85, S94-S97; D1. Those from within hooks are in {@link HookRecursionTest}. */
class RecursionTest extends DrivenFixture {
    @Nested
    class GivenABatchOfFiveIdles {
        private void attach(Action ofTheSecond) {
            context.idleAdd(note("s0"));
            context.idleAdd(then("s1", ofTheSecond, Source.CONTINUE));
            context.idleAdd(note("s2"));
            context.idleAdd(note("s3"));
            context.idleAdd(note("s4"));
        }

        /** S84: the nested iteration has the rest, and a new turn of the first; the outer one ends. */
        @Test
        void whenTheSecondIterates_thenTheRestRunsInTheNestedIterationOnly() {
            attach(() -> {
                assertThat(context.iteration(false)).isTrue();
                loop.note("s1 ends");
            });

            assertThat(context.iteration(true)).isTrue();

            assertThat(loop.log()).containsExactly("s0", "s1", "s0", "s2", "s3", "s4", "s1 ends");
        }

        /** S84: destroyed members of the discarded rest are not run by anybody. */
        @Test
        void whenTheSecondDestroysTheThirdAndIterates_thenTheThirdNeverRuns() {
            Source third = Sources.idle();
            context.idleAdd(then(
                    "s1",
                    () -> {
                        third.destroy();
                        context.iteration(false);
                    },
                    Source.REMOVE));
            RecursionTest.this.attach(third, note("s2"));
            context.idleAdd(note("s3"));

            context.iteration(true);

            assertThat(loop.log()).containsExactly("s1", "s3");
        }

        /** D1, which repairs S85: nobody is skipped. */
        @Test
        void whenTheSecondAsksWhatIsPending_thenTheBatchEndsAndTheRestStaysReady() {
            boolean[] pending = new boolean[1];
            attach(() -> pending[0] = context.pending());

            context.iteration(true);

            assertThat(pending[0]).isTrue();
            assertThat(takeLog()).containsExactly("s0", "s1");
            pending[0] = false;
            context.iteration(true);
            assertThat(takeLog()).containsExactly("s0", "s1");
        }
    }

    @Nested
    class GivenABatchOfFiveTimers {
        /** D1, which repairs S85. */
        @Test
        void whenTheSecondAsksWhatIsPending_thenTheOthersRunOnceEachInTheNextIteration() {
            for (int i = 0; i < 5; i++) {
                Action action = i == 1 ? () -> assertThat(context.pending()).isTrue() : () -> {};
                context.timeoutAddMillis(1, then("t" + i, action, Source.CONTINUE));
            }

            context.iteration(true);
            assertThat(takeLog()).containsExactly("t0", "t1");
            context.iteration(false);
            assertThat(takeLog()).containsExactly("t2", "t3", "t4");
            assertThat(context.iteration(false)).isFalse();
        }

        /** S84. */
        @Test
        void whenTheSecondIterates_thenEachRunsOnce() {
            for (int i = 0; i < 5; i++) {
                Action action = i == 1 ? () -> context.iteration(false) : () -> {};
                context.timeoutAddMillis(1, then("t" + i, action, Source.CONTINUE));
            }

            context.iteration(true);

            assertThat(takeLog()).containsExactly("t0", "t1", "t2", "t3", "t4");
            assertThat(context.iteration(false)).isFalse();
        }
    }

    @Nested
    class GivenASourceThatIteratesInItsCallback {
        private final List<Integer> depths = new ArrayList<>();

        private Source nesting(int levels) {
            Source source = Sources.idle();
            RecursionTest.this.attach(source, () -> {
                depths.add(MainLoop.depth());
                assertThat(Source.current()).isSameAs(source);
                if (depths.size() < levels) {
                    context.iteration(false);
                }
                assertThat(Source.current()).isSameAs(source);
                return Source.CONTINUE;
            });
            return source;
        }

        /** S95. */
        @Test
        void whenItMayNotRecurse_thenItIsNotDispatchedAgain() {
            nesting(5);

            context.iteration(true);

            assertThat(depths).containsExactly(1);
        }

        /** S94, S95. */
        @Test
        void whenItMayRecurse_thenItIsDispatchedAtEveryDepth() {
            nesting(100).setCanRecurse(true);

            context.iteration(true);

            assertThat(depths).hasSize(100).startsWith(1, 2, 3).endsWith(99, 100);
            assertThat(MainLoop.depth()).isZero();
            assertThat(Source.current()).isNull();
        }

        /** S96. */
        @Test
        void whenItAllowsItselfToRecurseWhileItRuns_thenThatHoldsFromTheNextCallOn() {
            Source source = Sources.idle();
            RecursionTest.this.attach(
                    source,
                    then(
                            "run",
                            () -> {
                                source.setCanRecurse(true);
                                if (MainLoop.depth() < 3) {
                                    context.iteration(false);
                                }
                            },
                            Source.CONTINUE));

            context.iteration(true);
            assertThat(takeLog()).containsExactly("run");
            context.iteration(true);
            assertThat(takeLog()).containsExactly("run", "run", "run");
        }

        /** S96, the other way. */
        @Test
        void whenItForbidsItselfToRecurseWhileItRuns_thenThatHoldsFromTheNextCallOn() {
            Source source = Sources.idle();
            source.setCanRecurse(true);
            RecursionTest.this.attach(
                    source,
                    then(
                            "run",
                            () -> {
                                source.setCanRecurse(false);
                                if (MainLoop.depth() < 5) {
                                    context.iteration(false);
                                }
                            },
                            Source.CONTINUE));

            context.iteration(true);

            assertThat(takeLog()).containsExactly("run", "run");
            context.iteration(true);
            assertThat(takeLog()).containsExactly("run");
        }

        /** S72: what is blocked does not bound the nested poll either. */
        @Test
        void whenItIsATimer_thenANestedPollSleepsPastIt() {
            Source blocked = context.timeoutAddMillis(1, then("outer", () -> context.iteration(true), Source.CONTINUE));
            blocked.setName("blocked");
            context.timeoutAddMillis(7, once("seventh"));

            context.iteration(true);

            assertThat(loop.log()).containsExactly("outer", "seventh");
            assertThat(clock.elapsedNanos()).isEqualTo(Duration.ofMillis(7).toNanos());
        }

        /** S72, S74, S117. */
        @Test
        void whenItIsAWatch_thenItIsOutOfThePollUntilItsCallbackReturns() {
            loop.poller().makeReady("channel", IOCondition.IN);
            watch("channel", IOCondition.IN, 0).setCallback(() -> {
                assertThat(context.iteration(false)).isFalse();
                assertThat(polled()).isEmpty();
                return Source.CONTINUE;
            });

            assertThat(context.iteration(true)).isTrue();

            assertThat(loop.log()).containsExactly("channel IN");
            assertThat(polled()).containsExactly("channel");
            assertThat(context.iteration(true)).isTrue();
            assertThat(loop.log()).containsExactly("channel IN", "channel IN");
        }

        /** S95. */
        @Test
        void whenItIsAWatchThatMayRecurse_thenItStaysInThePoll() {
            loop.poller().makeReady("channel", IOCondition.IN);
            Source source = watch("channel", IOCondition.IN, 0);
            source.setCanRecurse(true);
            source.setCallback(() -> {
                if (MainLoop.depth() < 3) {
                    assertThat(context.iteration(false)).isTrue();
                }
                return Source.CONTINUE;
            });

            context.iteration(true);

            assertThat(loop.log()).containsExactly("channel IN", "channel IN", "channel IN");
        }

        /** S74: a source that ends in a nested loop ends once. */
        @Test
        void whenItDestroysItselfInTheNestedLoop_thenItIsGoneForBoth() {
            Source source = Sources.idle();
            source.setCanRecurse(true);
            attach(
                    source,
                    () -> {
                        loop.note("run " + MainLoop.depth());
                        if (MainLoop.depth() == 2) {
                            return Source.REMOVE;
                        }
                        context.iteration(false);
                        loop.note("destroyed " + source.isDestroyed());
                        return Source.CONTINUE;
                    },
                    notifying("notify"));

            context.iteration(true);

            assertThat(loop.log()).containsExactly("run 1", "run 2", "destroyed true", "notify 0 -");
            assertThat(context.iteration(false)).isFalse();
        }
    }

    @Nested
    class GivenTwoContextsOfOneThread {
        /** S94: depth and current source are the thread's, over all contexts. */
        @Test
        void whenOneIsIteratedFromACallbackOfTheOther_thenTheDepthIsTwo() {
            try (LoopDriver other = LoopDriver.virtual()) {
                Source inner = other.context().idleAdd(() -> {
                    loop.note("inner " + MainLoop.depth());
                    return Source.REMOVE;
                });
                Source[] seen = new Source[1];
                Source outer = context.idleAdd(() -> {
                    assertThat(other.context().iteration(true)).isTrue();
                    loop.note("outer " + MainLoop.depth());
                    seen[0] = Source.current();
                    return Source.REMOVE;
                });

                context.iteration(true);

                assertThat(loop.log()).containsExactly("inner 2", "outer 1");
                assertThat(seen[0]).isSameAs(outer);
                assertThat(inner.isDestroyed()).isTrue();
            }
        }
    }

    /** S94: null at depth 0, also inside destroy notifies of the outermost dispatch. */
    @Test
    void whenNothingIsDispatched_thenDepthIsZeroAndNoSourceIsCurrent() {
        assertThat(MainLoop.depth()).isZero();
        assertThat(Source.current()).isNull();

        attach(Sources.idle(), once("run"), notifying("notify"));
        context.iteration(true);

        assertThat(loop.log()).containsExactly("run", "notify 0 -");
    }

    /** S103. */
    @Test
    void whenLoopsAreNested_thenTheThreadOwnsTheContextInside() {
        idle(
                0,
                then(
                        "outer",
                        () -> {
                            idle(
                                    -1,
                                    then(
                                            "inner",
                                            () -> assertThat(context.isOwner()).isTrue(),
                                            Source.REMOVE));
                            context.iteration(false);
                            assertThat(context.isOwner()).isTrue();
                        },
                        Source.REMOVE));

        context.iteration(true);

        assertThat(loop.log()).containsExactly("outer", "inner");
        assertThat(context.isOwner()).isFalse();
    }
}

package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mainspring.mainloop.TestThreads.elsewhere;
import static org.mainspring.mainloop.TestThreads.elsewhereDo;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.source.SourceCallback;

/**
 * When a destroy notify runs, on which thread, and what is being dispatched then: the table of S175, row by row, each
 * to be read beside the others.
 */
class NotifyTest extends NotifyFixture {
    @Nested
    class GivenTheSourceIsDispatched {
        /** S175, row 1. */
        @Test
        void whenItsCallbackWantsNoMore_thenItIsToldAfterTheDispatchAndBeforeTheEnd() {
            due(once("run"), telling("notify"));

            context.iteration(false);

            assertThat(loop.log()).containsExactly("run", "dispatched 1", "notify 0", "finalize");
            assertThat(notifiedOn).isSameAs(Thread.currentThread());
            assertThat(currentInNotify).isNull();
        }

        /** S175, row 2. */
        @Test
        void whenItsCallbackDestroysIt_thenItIsToldAfterTheDispatchAndNotInDestroy() {
            dueAndDoing(
                    "run",
                    self -> {
                        self.destroy();
                        loop.note("destroyed");
                    },
                    telling("notify"));

            context.iteration(false);

            assertThat(loop.log()).containsExactly("run", "destroyed", "dispatched 1", "notify 0", "finalize");
            assertThat(currentInNotify).isNull();
        }

        /** S175, row 3; S173. */
        @Test
        void whenAnotherThreadDestroysIt_thenItIsToldAfterTheDispatchOnTheDispatchingThread() {
            dueAndDoing(
                    "run",
                    self -> {
                        elsewhereDo(self::destroy);
                        loop.note("destroyed " + self.isDestroyed());
                    },
                    telling("notify"));

            context.iteration(false);

            assertThat(loop.log()).containsExactly("run", "destroyed true", "dispatched 1", "notify 0", "finalize");
            assertThat(notifiedOn).isSameAs(Thread.currentThread());
            assertThat(currentInNotify).isNull();
        }

        /** S175, row 4. */
        @Test
        void whenItsCallbackIsReplacedInside_thenTheOldOneIsToldAfterTheDispatch() {
            dueAndDoing(
                    "old",
                    self -> self.setCallback((Object data) -> note("new").call(), "data", telling("notify new")),
                    telling("notify old"));

            context.iteration(false);
            assertThat(takeLog()).containsExactly("old", "dispatched 1", "notify old 0");
            assertThat(currentInNotify).isNull();

            context.iteration(false);
            assertThat(takeLog()).containsExactly("new", "dispatched 1");
        }

        /** S175, row 4, the other thread. */
        @Test
        void whenAnotherThreadReplacesItsCallback_thenTheOldOneIsToldAfterTheDispatchOnTheDispatchingThread() {
            dueAndDoing("old", self -> elsewhereDo(() -> self.setCallback(note("new"))), telling("notify old"));

            context.iteration(false);

            assertThat(loop.log()).containsExactly("old", "dispatched 1", "notify old 0");
            assertThat(notifiedOn).isSameAs(Thread.currentThread());
        }

        /** S175, row 5. */
        @Test
        void whenItsCallbackIsReplacedInsideAndWantsNoMore_thenOldNewAndTheEndComeInThatOrder() {
            Source[] self = new Source[1];
            self[0] = due(
                    then(
                            "old",
                            () -> self[0].setCallback(
                                    (Object data) -> note("never").call(), "data", telling("notify new")),
                            Source.REMOVE),
                    telling("notify old"));

            context.iteration(false);

            assertThat(loop.log()).containsExactly("old", "dispatched 1", "notify old 0", "notify new 0", "finalize");
        }

        /** S175, row 1, in a nested loop: what is current is the source around it. */
        @Test
        void whenItEndsInANestedIteration_thenTheOuterSourceIsCurrent() {
            Source outer = idle(0, then("outer", () -> context.iteration(false), Source.REMOVE));
            due(once("inner"), telling("notify"));

            context.iteration(false);

            assertThat(loop.log()).containsExactly("outer", "inner", "dispatched 2", "notify 1", "finalize");
            assertThat(currentInNotify).isSameAs(outer);
        }
    }

    @Nested
    class GivenTheSourceIsNotDispatched {
        /** S175, row 6; S176. */
        @Test
        void whenItIsDestroyed_thenItIsToldInDestroy() {
            Source source = due(note("never"), telling("notify"));

            source.destroy();
            loop.note("destroyed");

            assertThat(loop.log()).containsExactly("notify 0", "finalize", "destroyed");
            assertThat(notifiedOn).isSameAs(Thread.currentThread());
        }

        /** S175, row 6. */
        @Test
        void whenItIsRemovedById_thenItIsToldInRemove() {
            Source source = due(note("never"), telling("notify"));

            assertThat(context.remove(source.id())).isTrue();

            assertThat(loop.log()).containsExactly("notify 0", "finalize");
        }

        /** S175, row 6; X38: not left to the owner. */
        @Test
        void whenAnotherThreadDestroysItWhileTheContextIsOwned_thenItIsToldInDestroyOnThatThread() {
            Source source = due(note("never"), telling("notify"));
            context.tryAcquire();

            Thread destroyer = elsewhere(() -> {
                source.destroy();
                assertThat(loop.log()).startsWith("notify 0");
                return Thread.currentThread();
            });

            assertThat(notifiedOn).isSameAs(destroyer);
            context.iteration(false);
            context.release();
            assertThat(loop.log()).containsExactly("notify 0", "finalize");
        }

        /** S175, row 7: what is current is the destroyer. */
        @Test
        void whenAMemberOfTheSameBatchDestroysIt_thenItIsToldInDestroy() {
            Source[] mate = new Source[1];
            Source destroyer = attachDue(then(
                    "first",
                    () -> {
                        mate[0].destroy();
                        loop.note("destroyed");
                    },
                    Source.CONTINUE));
            mate[0] = due(note("never"), telling("notify"));

            context.iteration(false);

            assertThat(loop.log()).startsWith("first", "notify 1", "destroyed").contains("finalize");
            assertThat(currentInNotify).isSameAs(destroyer);
        }

        private Source attachDue(SourceCallback callback) {
            return context.timeoutAddMillis(0, callback);
        }

        /** S175, row 8. */
        @Test
        void whenItsCallbackIsReplaced_thenTheOldOneIsToldInSetCallback() {
            Source source = due(note("old"), telling("notify old"));

            source.setCallback(note("new"));
            loop.note("replaced");

            assertThat(loop.log()).containsExactly("notify old 0", "replaced");
        }

        /** S175, row 8, from another thread while the context is owned. */
        @Test
        void whenAnotherThreadReplacesItsCallback_thenTheOldOneIsToldInSetCallbackOnThatThread() {
            Source source = due(note("old"), telling("notify old"));
            context.tryAcquire();

            Thread replacer = elsewhere(() -> {
                source.setCallback(note("new"));
                return Thread.currentThread();
            });

            assertThat(notifiedOn).isSameAs(replacer);
            context.iteration(false);
            context.release();
            assertThat(loop.log()).containsExactly("notify old 0", "new", "dispatched 1");
        }
    }

    @Nested
    class GivenTheSourceIsNotAttached {
        private final Source source = new Source(new Ending());

        /** S175, row 9; S176. */
        @Test
        void whenItIsDestroyed_thenItEndsFirstAndIsToldThen() {
            source.setFunction(note("never"), null, telling("notify"));

            source.destroy();
            loop.note("destroyed");

            assertThat(loop.log()).containsExactly("finalize", "notify 0", "destroyed");
        }

        /** S175, row 8. */
        @Test
        void whenItsCallbackIsReplaced_thenTheOldOneIsToldInSetCallback() {
            source.setFunction(note("never"), null, telling("notify old"));

            source.setFunction(note("never"), null, telling("notify new"));

            assertThat(takeLog()).containsExactly("notify old 0");
            source.destroy();
            assertThat(takeLog()).containsExactly("finalize", "notify new 0");
        }
    }

    @Nested
    class GivenTheSourceIsDestroyed {
        /** S175, row 10; here it has ended already, so the callback is let go at once. */
        @Test
        void whenACallbackIsSet_thenItIsNeverCalledAndItsNotifyRuns() {
            Source source = due(note("never"), telling("notify old"));
            source.destroy();
            assertThat(takeLog()).containsExactly("notify old 0", "finalize");

            source.setFunction(note("never"), null, telling("notify late"));

            context.iteration(false);
            assertThat(loop.log()).containsExactly("notify late 0");
        }

        /** S175, row 10: it is running, so its end, and the notify after it, are still to come. */
        @Test
        void whenACallbackIsSetDuringItsLastDispatch_thenItsNotifyRunsAfterTheEnd() {
            dueAndDoing(
                    "run",
                    self -> {
                        self.destroy();
                        self.setFunction(note("never"), null, telling("notify late"));
                    },
                    telling("notify old"));

            context.iteration(false);

            assertThat(loop.log()).containsExactly("run", "dispatched 1", "notify old 0", "finalize", "notify late 0");
        }

        /** S175, row 10: it waits in the batch, which is nested outside of where it was destroyed. */
        @Test
        void whenACallbackIsSetWhileItStandsInABatch_thenItsNotifyRunsAfterTheEnd() {
            Source[] mate = new Source[1];
            context.timeoutAddMillis(
                    0,
                    then(
                            "first",
                            () -> {
                                mate[0].destroy();
                                mate[0].setFunction(note("never"), null, telling("notify late"));
                            },
                            Source.CONTINUE));
            mate[0] = due(note("never"), telling("notify"));

            context.iteration(false);

            assertThat(loop.log()).containsExactly("first", "notify 1", "finalize", "notify late 0");
        }

        /** S171: idempotent, from whichever thread. */
        @Test
        void whenItIsDestroyedAgain_thenNothingHappens() {
            Source source = due(note("never"), telling("notify"));
            source.destroy();
            source.destroy();
            elsewhereDo(source::destroy);
            source.close();

            assertThat(loop.log()).containsExactly("notify 0", "finalize");
        }
    }

    /** S175, the row of the teardown. */
    @Test
    void whenTheContextIsClosed_thenItIsToldBeforeTheEnd() {
        due(note("never"), telling("notify"));

        context.close();

        assertThat(loop.log()).containsExactly("notify 0", "finalize");
        assertThat(notifiedOn).isSameAs(Thread.currentThread());
    }

    /** S174: in use by two calls, it is told after the outer. */
    @Test
    void whenARecursiveSourceEndsInside_thenItIsToldAfterTheOutermostCall() {
        Source source = due(
                () -> {
                    int depth = MainLoop.depth();
                    loop.note("run " + depth);
                    if (depth < 3) {
                        context.iteration(false);
                    }
                    return depth < 3;
                },
                telling("notify"));
        source.setCanRecurse(true);

        context.iteration(false);

        assertThat(loop.log())
                .containsExactly(
                        "run 1",
                        "run 2",
                        "run 3",
                        "dispatched 3",
                        "dispatched 2",
                        "dispatched 1",
                        "notify 0",
                        "finalize");
    }

    /** S175: it is given the data it was set with. */
    @Test
    void whenItIsTold_thenItGetsItsData() {
        Object data = new Object();
        Object[] given = new Object[2];
        Source source = Sources.idle();
        source.setCallback(
                called -> {
                    given[0] = called;
                    return Source.REMOVE;
                },
                data,
                told -> given[1] = told);
        source.attach(context);

        context.iteration(false);

        assertThat(given).containsExactly(data, data);
    }
}

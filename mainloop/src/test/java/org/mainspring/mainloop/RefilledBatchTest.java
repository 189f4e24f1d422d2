package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.poll.PollSet;
import org.mainspring.mainloop.source.Priority;
import org.mainspring.mainloop.source.SourceCallback;

/** The batch of the last iteration is taken in again; an iteration within a callback must neither see nor leave a trace of it. */
class RefilledBatchTest extends DrivenFixture {
    /** A callback that does something the first time. */
    private SourceCallback first(String line, Action action) {
        AtomicReference<Action> rest = new AtomicReference<>(action);
        return then(line, () -> rest.getAndSet(() -> {}).run(), Source.CONTINUE);
    }

    private void iterate(int times) {
        for (int i = 0; i < times; i++) {
            context.iteration(false);
        }
    }

    /** One that is found again is dispatched without being collected. */
    @Nested
    class GivenOneIdle {
        private Action within = () -> {};

        @BeforeEach
        void iterateTwice() {
            context.idleAdd(then("a", () -> within.run(), Source.CONTINUE));
            iterate(2);
            takeLog();
        }

        @Test
        void whenItIteratesWithin_thenItIsNotCalledWithinItself() {
            within = () -> iterate(2);
            iterate(2);

            assertThat(takeLog()).containsExactly("a", "a");
        }

        @Test
        void whenItDispatchesWithin_thenItIsNotCalledWithinItself() {
            within = () -> {
                context.idleAdd(note("b")).destroy(); // so that the batch is forgotten
                context.dispatch();
                iterate(1);
            };
            iterate(2);

            assertThat(takeLog()).containsExactly("a", "a");
        }

        @Test
        void whenAnotherComesAndItIteratesWithin_thenTheOtherIsCalledThere() {
            within = () -> {
                within = () -> {};
                context.idleAdd(note("b"));
                iterate(2);
                loop.note("back");
            };
            iterate(2);

            assertThat(takeLog()).containsExactly("a", "b", "b", "back", "a", "b");
        }

        /** It is never linked, so nobody's place has changed; but its id must become free. */
        @Test
        void whenAForeignSourceHasGoneBeforeItWasSeen_thenItLeavesTheTableOfIds() throws InterruptedException {
            context.tryAcquire();
            Thread other = new Thread(() -> context.idleAdd(note("b")).destroy());
            other.start();
            other.join();
            iterate(2);

            assertThat(context.lifecycle.registry.isAnybodyLeaving()).isFalse();
            context.release();
        }

        /** Its place is left at once, and its end comes when its callback has returned: after the idle was found. */
        @Test
        void whenATimeoutEndsWithinWhichItWasFound_thenThatLeavesTheTableOfIds() {
            context.tryAcquire();
            Source[] timeout = new Source[1];
            timeout[0] = context.timeoutAdd(
                    Duration.ZERO,
                    then(
                            "timeout",
                            () -> {
                                timeout[0].destroy();
                                iterate(1);
                            },
                            Source.REMOVE));
            iterate(2);

            assertThat(takeLog()).containsExactly("timeout", "a", "a");
            assertThat(context.lifecycle.registry.isAnybodyLeaving()).isFalse();
            context.release();
        }

        /** Another thread is about to destroy it, and has not told the owner yet. */
        @Test
        void whenItIsDestroyedAtThisMoment_thenItIsNotCalled() {
            context.tryAcquire();
            SourceNode idle = context.batch.last();
            idle.markDestroyed();
            iterate(1);
            assertThat(takeLog()).isEmpty();

            context.lifecycle.destroyMarked(idle);
            iterate(2);
            assertThat(context.lifecycle.registry.isAnybodyLeaving()).isFalse();
            context.release();
        }
    }

    @Nested
    class GivenTwoIdles {
        /** S97: within its callback the first is blocked, and the second alone is found; afterwards both are again. */
        @Test
        void whenTheFirstIteratesWithin_thenBothAreFoundAfterwards() {
            context.idleAdd(first("a", () -> iterate(3)));
            context.idleAdd(note("b"));

            iterate(3);

            assertThat(takeLog()).containsExactly("a", "b", "b", "b", "a", "b", "a", "b");
        }

        /** When the second runs, the batch is empty, and the one it was taken from names both. */
        @Test
        void whenTheSecondIteratesWithin_thenItIsNotCalledWithinItself() {
            context.idleAdd(note("a"));
            context.idleAdd(first("b", () -> iterate(2)));

            iterate(3);

            assertThat(takeLog()).containsExactly("a", "b", "a", "a", "a", "b", "a", "b");
        }

        /** A check without a prepare collects for itself. */
        @Test
        void whenTheFirstChecksAndDispatchesWithin_thenBothAreFoundAfterwards() {
            PollSet set = new PollSet();
            AtomicReference<Action> within = new AtomicReference<>(() -> {});
            context.idleAdd(then("a", () -> within.get().run(), Source.CONTINUE));
            context.idleAdd(note("b"));
            iterate(2);
            takeLog();
            within.set(() -> {
                within.set(() -> {});
                context.check(Priority.DEFAULT_IDLE, set);
                context.dispatch();
            });

            iterate(2);

            assertThat(takeLog()).containsExactly("a", "b", "a", "b");
        }

        /** S84: who is dispatched by a dispatch within shares the batch; both callbacks are blocked then. */
        @Test
        void whenTheFirstDispatchesTheRestWithin_thenNeitherIsCalledWithinTheSecond() {
            context.idleAdd(first("a", context::dispatch));
            context.idleAdd(first("b", () -> loop.note("found " + context.iteration(false))));

            iterate(2);

            assertThat(takeLog()).containsExactly("a", "b", "found false", "a", "b");
        }

        /** The first is blocked still, and nobody has looked since both were found. */
        @Test
        void whenTheFirstDispatchesTheRestAndIteratesWithin_thenItIsNotCalledWithinItself() {
            context.idleAdd(first("a", () -> {
                context.dispatch();
                iterate(1);
            }));
            context.idleAdd(note("b"));

            iterate(2);

            assertThat(takeLog()).containsExactly("a", "b", "b", "a", "b");
        }

        @Test
        void whenOneIsDestroyedMeanwhile_thenTheOtherIsFoundAlone() {
            Source idle = context.idleAdd(note("a"));
            context.idleAdd(note("b"));
            iterate(2);
            takeLog();

            idle.destroy();
            iterate(2);

            assertThat(takeLog()).containsExactly("b", "b");
        }
    }

    /** What has gone must be free for the garbage collector, at the next look at the latest, though the batch is remembered. */
    @Nested
    class GivenTheBatchIsOver {
        @Test
        void whenNobodyHasGone_thenItIsRemembered() {
            context.idleAdd(note("a"));
            context.iteration(false);

            assertThat(context.batch.size).isEqualTo(1);
        }

        @Test
        void whenOneHasGone_thenNobodyIsRemembered() {
            context.idleAdd(once("a"));
            context.iteration(false);

            assertThat(context.batch.sources).containsOnlyNulls();
        }

        @Test
        void whenTheNextIterationFindsOthers_thenNobodyOfTheFirstIsRemembered() {
            context.idleAdd(note("a")).destroy();
            Source idle = context.idleAdd(note("b"));
            iterate(2);
            idle.destroy();
            context.timeoutAdd(Duration.ZERO, note("c"));

            context.tryAcquire();
            context.prepare();
            context.release();

            assertThat(context.batch.sources).containsOnlyNulls();
        }
    }

    @Nested
    class GivenTheBatchIsRemembered {
        @BeforeEach
        void iterateTwice() {
            context.tryAcquire();
            context.idleAdd(note("a"));
            iterate(2);
        }

        @Test
        void whenTheContextIsClosed_thenNobodyIs() {
            context.close();
            context.release();

            assertThat(context.batch.sources).containsOnlyNulls();
        }

        @Test
        void whenOneIsDestroyedAndTheContextIsReleased_thenNobodyIs() {
            ((Source) context.batch.last()).destroy();
            context.release();

            assertThat(context.batch.sources).containsOnlyNulls();
        }

        @Test
        void whenPhasesFollow_thenNobodyIs() {
            PollSet set = new PollSet();
            context.prepare();
            context.query(Priority.DEFAULT_IDLE, set);
            context.check(Priority.DEFAULT_IDLE, set);
            context.dispatch();
            context.release();

            assertThat(context.batch.sources).containsOnlyNulls();
        }

        @Test
        void whenACallbackThrowsAnError_thenNobodyIs() {
            context.idleAdd(() -> {
                throw new StackOverflowError("planted");
            });
            assertThatThrownBy(() -> context.iteration(false)).isInstanceOf(StackOverflowError.class);
            context.release();

            assertThat(context.batch.sources).containsOnlyNulls();
        }
    }

    @Nested
    class GivenAnIdleWasDispatched {
        @Test
        void whenItsCallbackHasReturned_thenNoSourceIsCurrent() {
            context.idleAdd(note("a"));
            iterate(2);

            assertThat(Source.current()).isNull();
        }

        @Test
        void whenTheContextIsReleased_thenTheThreadKeepsNothingOfIt() {
            context.tryAcquire();
            context.idleAdd(note("a"));
            iterate(2);
            assertThat(ThreadState.current().blocked).isNotNull();

            context.release();

            assertThat(ThreadState.current().blocked).isNull();
        }
    }
}

package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.source.SourceHandle;

/** Code of the user that throws an error: what is put in order before it leaves the loop. Decision 5; X45, D13. */
class FatalTest extends FaultFixture {
    @Nested
    class GivenAnError {
        private final Fatal thrown = new Fatal("thrown");

        private void assertIterationThrows() {
            assertThatThrownBy(() -> context.iteration(false)).isSameAs(thrown);
        }

        @ParameterizedTest
        @EnumSource(Place.class)
        void whenAHookThrowsIt_thenItsSourceEndsAndTheIterationThrowsItThen(Place place) {
            Source source = throwing(place, thrown);

            assertIterationThrows();

            assertThat(source.isDestroyed()).isTrue();
            assertThat(loop.log()).containsExactly("throw in " + place, "notify 0 -", "finalize");
            assertInOrder();
        }

        /** The rest of the batch stays ready, whatever becomes of its cause. */
        @Test
        void whenACallbackThrowsIt_thenTheRestOfTheBatchRunsInTheNextIteration() {
            context.timeoutAddMillis(0, once("first"));
            attach(
                    Sources.timeoutNanos(0, clock),
                    () -> {
                        throw thrown;
                    },
                    notifying("notify"));
            Source third = context.timeoutAddMillis(0, once("third"));

            assertIterationThrows();
            assertThat(takeLog()).containsExactly("first", "notify 0 -");
            third.clearReadyTime();
            assertThat(context.iteration(false)).isTrue();
            assertThat(takeLog()).containsExactly("third");
            assertInOrder();
        }

        @Test
        void whenALoopRuns_thenItEndsWithIt() {
            MainLoop running = new MainLoop(context);
            context.timeoutAddMillis(5, () -> {
                throw thrown;
            });

            assertThatThrownBy(running::run).isSameAs(thrown);

            assertThat(running.isRunning()).isFalse();
            assertInOrder();
        }

        /** On its way out it ends every source whose callback it leaves. */
        @Test
        void whenACallbackInANestedLoopThrowsIt_thenEverySourceAroundEndsToo() {
            attach(
                    Sources.idle(),
                    () -> {
                        new MainLoop(context).run();
                        return Source.CONTINUE;
                    },
                    notifying("outer"));
            attach(
                    Sources.idle(),
                    () -> {
                        loop.note("depth " + MainLoop.depth());
                        throw thrown;
                    },
                    notifying("inner"));

            assertIterationThrows();

            assertThat(loop.log()).containsExactly("depth 2", "inner 1 in source", "outer 0 -");
            assertInOrder();
        }

        /** S84: the nested iteration has taken the batch, and its end was the batch's end. */
        @Test
        void whenACallbackCatchesWhatANestedIterationThrows_thenTheRestRunsInTheNextIteration() {
            context.timeoutAddMillis(0, () -> {
                assertIterationThrows();
                loop.note("caught");
                return Source.REMOVE;
            });
            context.timeoutAddMillis(0, () -> {
                throw thrown;
            });
            context.timeoutAddMillis(0, once("rest"));

            assertThat(context.iteration(false)).isTrue();
            assertThat(takeLog()).containsExactly("caught");
            assertThat(context.iteration(false)).isTrue();
            assertThat(takeLog()).containsExactly("rest");
        }

        /** A source that was blocked in a nested loop is in the poll again. */
        @Test
        void whenItLeavesAWatchThatStays_thenTheOthersArePolledAsBefore() {
            watch("channel", IOCondition.IN, 0).setCallback(() -> {
                try {
                    context.iteration(false);
                } catch (Fatal caught) {
                    loop.note("caught");
                }
                return Source.CONTINUE;
            });
            idle(0, () -> {
                throw thrown;
            });
            loop.poller().makeReady("channel", IOCondition.IN);

            context.iteration(false);

            assertThat(loop.log()).containsExactly("channel IN", "caught");
            assertThat(polled()).containsExactly("channel");
            assertThat(context.iteration(false)).isTrue();
        }

        @Test
        void whenANotifyThrowsItInDestroy_thenDestroyThrowsItAndTheSourceHasEnded() {
            Source source = attach(new Source(new Throwing(Place.CHECK, thrown)), note("never"), data -> {
                loop.note("notify");
                throw thrown;
            });

            assertThatThrownBy(source::destroy).isSameAs(thrown);

            assertThat(loop.log()).containsExactly("notify", "finalize");
            source.destroy();
            assertThat(loop.log()).hasSize(2);
            assertInOrder();
        }

        @Test
        void whenANotifyThrowsItAfterACallback_thenTheIterationThrowsItAndTheRestStaysReady() {
            attach(Sources.timeoutNanos(0, clock), once("first"), data -> {
                throw thrown;
            });
            context.timeoutAddMillis(0, once("second"));

            assertIterationThrows();
            assertThat(takeLog()).containsExactly("first");
            assertThat(context.iteration(false)).isTrue();
            assertThat(takeLog()).containsExactly("second");
            assertInOrder();
        }

        /** The one that came first is thrown, and remembers the other. */
        @Test
        void whenCallbackAndNotifyThrowOneEach_thenTheFirstIsThrownWithTheSecondSuppressed() {
            Fatal second = new Fatal("second");
            attach(
                    Sources.idle(),
                    () -> {
                        throw thrown;
                    },
                    data -> {
                        throw second;
                    });

            assertIterationThrows();

            assertThat(thrown).hasSuppressedException(second);
            assertInOrder();
        }

        @Test
        void whenAFinalizeHookThrowsIt_thenDestroyThrowsItAndTheNotifyHasRun() {
            Source source = attach(
                    new Source(new Hooked() {
                        @Override
                        public void finalizeSource(SourceHandle self) {
                            throw thrown;
                        }
                    }),
                    note("never"),
                    notifying("notify"));

            assertThatThrownBy(source::destroy).isSameAs(thrown);

            assertThat(loop.log()).containsExactly("notify 0 -");
            assertInOrder();
        }

        /** Nobody is left out. */
        @Test
        void whenNotifiesAndHooksThrowOnesInClose_thenEverySourceEndsAndTheFirstIsThrown() {
            throwing(Place.CHECK, new Fatal("never"));
            attach(new Source(new Throwing(Place.CHECK, new Fatal("never"))), note("never"), data -> {
                throw thrown;
            });
            throwing(Place.CHECK, new Fatal("never"));

            assertThatThrownBy(context::close).isSameAs(thrown);

            assertThat(loop.log()).containsExactly("notify 0 -", "notify 0 -", "finalize", "finalize", "finalize");
            assertThat(context.isClosed()).isTrue();
            assertThat(loop.poller().isClosed()).isTrue();
            assertThat(context.isOwner()).isFalse();
        }

        @Test
        void whenTheExceptionHandlerThrowsIt_thenTheIterationThrowsItAndTheSourceHasEnded() {
            context.setExceptionHandler((source, exception) -> {
                throw thrown;
            });
            Source source = attach(
                    Sources.idle(),
                    () -> {
                        throw new Thrown("thrown");
                    },
                    notifying("notify"));

            assertIterationThrows();

            assertThat(source.isDestroyed()).isTrue();
            assertThat(loop.log()).containsExactly("notify 0 -");
            assertInOrder();
        }

        /** A warning is given by the source's dispatch, so it ends it. */
        @Test
        void whenTheDiagnosticHandlerThrowsIt_thenTheIterationThrowsItAndTheSourceHasEnded() {
            context.setDiagnosticHandler((code, message) -> {
                throw thrown;
            });
            Source source = Sources.idle();
            source.attach(context);

            assertIterationThrows();

            assertThat(source.isDestroyed()).isTrue();
            assertInOrder();
        }

        /** A warning about the caller's own doing goes to the caller. */
        @Test
        void whenTheDiagnosticHandlerThrowsItOnAnUnknownId_thenRemoveThrowsIt() {
            context.setDiagnosticHandler((code, message) -> {
                throw thrown;
            });

            assertThatThrownBy(() -> context.remove(77)).isSameAs(thrown);
            assertInOrder();
        }

        @Test
        void whenAFunctionThatIsInvokedHereThrowsIt_thenInvokeThrowsItAndTheNotifyRan() {
            MainContext ofProcess = MainContext.getDefault();

            assertThatThrownBy(() -> ofProcess.invoke(
                            0,
                            data -> {
                                throw thrown;
                            },
                            null,
                            notifying("notify")))
                    .isSameAs(thrown);

            assertThat(loop.log()).containsExactly("notify 0 -");
            assertThat(ofProcess.isOwner()).isFalse();
        }
    }

    @Nested
    class GivenHooksThatThrowWhileOthersAreLookedAt {
        /** Those that were found ready before stay ready. */
        @ParameterizedTest
        @EnumSource(
                value = Place.class,
                names = {"PREPARE", "CHECK"})
        void whenTheErrorComesLate_thenWhatWasFoundReadyBeforeRunsInTheNextIteration(Place place) {
            Fatal thrown = new Fatal("thrown");
            Source early = context.timeoutAddMillis(0, once("early"));
            throwing(place, thrown);

            assertThatThrownBy(() -> context.iteration(false)).isSameAs(thrown);
            early.clearReadyTime();
            takeLog();

            assertThat(context.iteration(false)).isTrue();
            assertThat(takeLog()).containsExactly("early");
        }

        /** D7: a hook that has thrown is not running any more. */
        @ParameterizedTest
        @EnumSource(
                value = Place.class,
                names = {"PREPARE", "CHECK"})
        void whenItHasThrown_thenIterationsFromCallbacksAreAllowed(Place place) {
            throwing(place, new Thrown("thrown"));
            context.idleAdd(then("outer", () -> context.iteration(false), Source.REMOVE));
            context.idleAdd(once("inner"));

            context.iteration(false);

            assertThat(takeExceptions()).hasSize(1);
            assertThat(loop.log()).contains("outer", "inner");
        }
    }
}

package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.source.AttachHook;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.SourceHandle;
import org.mainspring.mainloop.time.Clock;

/** Code of the user that throws an exception: what is put in order, who is told, what goes on. Decision 5; X45, D13. */
class FaultTest extends FaultFixture {
    @SuppressWarnings("unchecked")
    private static <X extends Throwable> X unchecked(Throwable thrown) throws X {
        throw (X) thrown;
    }

    @Nested
    class GivenAnException {
        private final Exception thrown = new Thrown("thrown");

        /** The same rule for every hook, checked exceptions included. */
        @ParameterizedTest
        @EnumSource(Place.class)
        void whenAHookThrowsIt_thenItsSourceEndsAndTheLoopGoesOn(Place place) {
            List<Object> told = new ArrayList<>();
            context.setExceptionHandler((source, exception) -> {
                told.add(source);
                told.add(exception);
            });
            Source source = throwing(place, thrown);
            idle(0, once("other"));

            assertThat(context.iteration(false)).isTrue();

            assertThat(told).containsExactly(source, thrown);
            assertThat(source.isDestroyed()).isTrue();
            assertThat(loop.log()).containsExactlyInAnyOrder("throw in " + place, "notify 0 -", "finalize", "other");
            assertThat(loop.log()).containsSubsequence("throw in " + place, "notify 0 -", "finalize");
            assertInOrder();
        }

        /** The rest of the batch runs. */
        @Test
        void whenACallbackThrowsIt_thenTheRestOfTheBatchRuns() {
            context.idleAdd(once("first"));
            Source second = attach(
                    Sources.idle(),
                    () -> {
                        throw thrown;
                    },
                    notifying("notify"));
            context.idleAdd(once("third"));

            assertThat(context.iteration(false)).isTrue();

            assertThat(takeExceptions()).containsExactly(thrown);
            assertThat(loop.log()).containsExactly("first", "notify 0 -", "third");
            assertThat(second.isDestroyed()).isTrue();
            assertInOrder();
        }

        /** A throwable that is neither exception nor error can be thrown by those who do not declare it. */
        @Test
        void whenACallbackThrowsWhatIsNeitherExceptionNorError_thenItIsTheCauseOfOne() {
            Throwable odd = new Throwable("odd");
            context.idleAdd(() -> {
                throw FaultTest.<RuntimeException>unchecked(odd);
            });

            context.iteration(false);

            assertThat(takeExceptions())
                    .singleElement()
                    .satisfies(told -> assertThat(told)
                            .isInstanceOf(CompletionException.class)
                            .hasCause(odd));
        }

        @Test
        void whenTheCallbackOfAWatchThrowsIt_thenItsChannelIsPolledNoMore() {
            watch("channel", IOCondition.IN, 0).setCallback(() -> {
                throw thrown;
            });
            loop.poller().makeReady("channel", IOCondition.IN);

            assertThat(context.iteration(false)).isTrue();
            assertThat(context.iteration(false)).isFalse();

            assertThat(takeExceptions()).containsExactly(thrown);
            assertThat(polled()).isEmpty();
        }

        /** A source that has ended itself before does not end again. */
        @Test
        void whenACallbackDestroysItselfAndThrowsIt_thenItsNotifyRunsOnce() {
            Source[] self = new Source[1];
            self[0] = attach(
                    Sources.idle(),
                    () -> {
                        self[0].destroy();
                        throw thrown;
                    },
                    notifying("notify"));

            context.iteration(false);

            assertThat(takeExceptions()).containsExactly(thrown);
            assertThat(loop.log()).containsExactly("notify 0 -");
        }

        /** The outer callback does not see it. */
        @Test
        void whenACallbackInANestedIterationThrowsIt_thenTheOuterOneGoesOn() {
            Source outer = idle(0, then("outer", () -> context.iteration(false), Source.CONTINUE));
            idle(0, () -> {
                throw thrown;
            });

            context.iteration(false);

            assertThat(takeExceptions()).containsExactly(thrown);
            assertThat(outer.isDestroyed()).isFalse();
            outer.destroy();
            assertInOrder();
        }

        @Test
        void whenANotifyThrowsIt_thenItIsHandledAndTheSourceHasEnded() {
            Source source = attach(new Source(new Throwing(Place.DISPATCH, thrown)), note("never"), data -> {
                throw new Unchecked("from notify");
            });

            source.destroy();

            assertThat(takeExceptions())
                    .singleElement()
                    .satisfies(e -> assertThat(e).hasMessage("from notify"));
            assertThat(loop.log()).containsExactly("finalize");
            assertThat(context.findById(source.id())).isNull();
        }

        @Test
        void whenAFinalizeHookThrowsIt_thenItIsHandledAndTheOthersEnd() {
            Source source = attach(
                    new Source(new Hooked() {
                        @Override
                        public void finalizeSource(SourceHandle self) {
                            throw new Unchecked("from finalize");
                        }
                    }),
                    note("never"),
                    notifying("notify"));
            throwing(Place.CHECK, new Fatal("never"));

            context.close();

            assertThat(takeExceptions())
                    .singleElement()
                    .satisfies(e -> assertThat(e).hasMessage("from finalize"));
            assertThat(loop.log()).containsExactly("notify 0 -", "notify 0 -", "finalize");
            assertThat(source.isDestroyed()).isTrue();
            assertThat(loop.poller().isClosed()).isTrue();
        }

        /** A handler that throws is logged, and no more. */
        @Test
        void whenTheExceptionHandlerThrowsOne_thenTheLoopGoesOn() {
            context.setExceptionHandler((source, exception) -> {
                throw new Unchecked("from handler");
            });
            context.idleAdd(() -> {
                throw thrown;
            });
            context.idleAdd(once("second"));

            assertThat(context.iteration(false)).isTrue();

            assertThat(loop.log()).containsExactly("second");
            assertInOrder();
        }

        /** The same. */
        @Test
        void whenTheDiagnosticHandlerThrowsOne_thenTheLoopGoesOn() {
            context.setDiagnosticHandler((code, message) -> {
                throw new Unchecked("from handler");
            });
            Sources.idle().attach(context);
            context.idleAdd(once("second"));

            assertThat(context.iteration(false)).isTrue();
            assertThat(context.remove(77)).isFalse();

            assertThat(loop.log()).containsExactly("second");
            assertInOrder();
        }

        /** S158: as if an idle had thrown it. */
        @Test
        void whenAFunctionThatIsInvokedHereThrowsIt_thenTheCallEndsAndTheNotifyRuns() {
            context.tryAcquire();

            context.invoke(
                    0,
                    data -> {
                        loop.note("run");
                        throw thrown;
                    },
                    null,
                    notifying("notify"));

            context.release();
            assertThat(takeExceptions()).containsExactly(thrown);
            assertThat(loop.log()).containsExactly("run", "notify 0 -");
        }

        /** A hook that runs inside of attach(): the caller is told, and the source can be got rid of. */
        @Test
        void whenAnAttachHookThrowsIt_thenAttachThrowsItAndTheNotifyStillRuns() {
            Source source = new Source(new AttachHook() {
                @Override
                public void attaching(SourceHandle self, Clock contextClock) {
                    throw new Unchecked("from hook");
                }

                @Override
                public boolean dispatch(SourceHandle self, @Nullable Callback callback) {
                    return true;
                }
            });
            source.setFunction(note("never"), null, notifying("notify"));

            assertThatThrownBy(() -> source.attach(context)).hasMessage("from hook");
            source.destroy();

            assertThat(loop.log()).containsExactly("notify 0 -");
            assertThat(context.iteration(false)).isFalse();
        }
    }
}

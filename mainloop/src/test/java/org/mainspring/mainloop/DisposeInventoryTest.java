package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.FinalizeHook;
import org.mainspring.mainloop.source.IndirectCallback;
import org.mainspring.mainloop.source.SourceHandle;

/** Dispose hooks and indirect callbacks: what GLib's own tests ask of them, and S176, S177, S183, S184. */
class DisposeInventoryTest extends DrivenFixture {
    private final class Ending implements FinalizeHook {
        @Override
        public boolean dispatch(SourceHandle self, @Nullable Callback callback) throws Exception {
            loop.note("dispatch");
            return callback != null && callback.call();
        }

        @Override
        public void finalizeSource(SourceHandle self) {
            loop.note("finalize");
        }
    }

    private Source ending() {
        Source source = new Source(new Ending());
        source.setReadyTimeNanos(0);
        return source;
    }

    private void dispose(SourceHandle self) {
        loop.note("dispose " + self.isDestroyed());
    }

    /** @origin glib/tests/mainloop.c /maincontext/source_finalization */
    @Nested
    class GivenADisposeHook {
        @Test
        void whenThereIsNone_thenTheSourceIsFinalized() {
            Source source = ending();
            source.attach(context);

            source.destroy();

            assertThat(loop.log()).containsExactly("finalize");
        }

        @Test
        void whenTheSourceEnds_thenItIsToldOnceAndBeforeTheFinalizeHook() {
            Source source = ending();
            source.setDisposeHook(DisposeInventoryTest.this::dispose);
            source.attach(context);

            source.destroy();
            source.destroy();
            context.close();

            assertThat(loop.log()).containsExactly("dispose true", "finalize");
        }

        /** S177: set once. */
        @Test
        void whenItIsSetTwice_thenTheSecondIsRefused() {
            Source source = ending();
            source.setDisposeHook(DisposeInventoryTest.this::dispose);

            assertThatThrownBy(() -> source.setDisposeHook(self -> {}))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("dispose hook was set before: " + source);
            source.destroy();
            assertThat(loop.log()).containsExactly("dispose true", "finalize");
        }

        /** S176: an attached source ends by notify, dispose, finalize. */
        @Test
        void whenTheCallbackWantsNoMore_thenNotifyDisposeAndFinalizeComeInThatOrder() {
            Source source = ending();
            source.setDisposeHook(DisposeInventoryTest.this::dispose);
            attach(source, once("run"), notifying("notify"));

            context.iteration(false);

            assertThat(loop.log()).containsExactly("dispatch", "run", "notify 0 -", "dispose true", "finalize");
        }

        /** S176: one that was never attached by dispose, finalize, notify. */
        @Test
        void whenItWasNeverAttached_thenTheNotifyComesLast() {
            Source source = ending();
            source.setDisposeHook(DisposeInventoryTest.this::dispose);
            source.setFunction(note("never"), null, notifying("notify"));

            source.destroy();

            assertThat(loop.log()).containsExactly("dispose true", "finalize", "notify 0 -");
        }

        /** S177: a kind without a finalize hook has its dispose hook all the same; it may do what it likes. */
        @Test
        void whenItUsesTheContext_thenNothingIsInTheWay() {
            Source idle = Sources.idle();
            idle.setDisposeHook(self -> {
                assertThat(idle.context()).isSameAs(context);
                assertThat(context.findById(self.id())).isNull();
                context.idleAdd(once("after"));
            });
            attach(idle, once("run"));

            context.iteration(false);
            context.iteration(false);

            assertThat(loop.log()).containsExactly("run", "after");
        }

        /** X45: what it throws is reported, and the finalize hook is not skipped. */
        @Test
        void whenItThrows_thenThatIsReportedAndTheSourceIsFinalized() {
            Source source = ending();
            source.setDisposeHook(self -> {
                throw new IllegalStateException("from dispose");
            });
            source.attach(context);

            source.destroy();

            assertThat(loop.log()).containsExactly("finalize");
            assertThat(takeExceptions()).singleElement().asString().contains("from dispose");
        }

        /** S180: at the end of a context all notifies come first. */
        @Test
        void whenTheContextIsClosed_thenItIsToldAfterTheNotifies() {
            for (int i = 0; i < 2; i++) {
                Source source = ending();
                int me = i;
                source.setDisposeHook(self -> loop.note("dispose " + me));
                attach(source, note("never"), data -> loop.note("notify " + me));
            }

            context.close();

            assertThat(loop.log())
                    .containsExactly("notify 1", "notify 0", "dispose 1", "finalize", "dispose 0", "finalize");
        }
    }

    @Nested
    class GivenAnIndirectCallback {
        /** Counts who uses it, and calls what it is told to. */
        private final class Counting implements IndirectCallback {
            private final Object data;
            private final List<String> calls = new ArrayList<>();
            private Action atUnref = () -> {};

            Counting(Object data) {
                this.data = data;
            }

            @Override
            public void ref() {
                calls.add("ref");
            }

            @Override
            public void unref() {
                calls.add("unref");
                try {
                    atUnref.run();
                } catch (Exception failure) {
                    throw new AssertionError(failure);
                }
            }

            @Override
            public Callback get(SourceHandle self) {
                calls.add("get");
                return new Callback() {
                    @Override
                    public Object function() {
                        return note("run");
                    }

                    @Override
                    public Object data() {
                        return data;
                    }
                };
            }
        }

        private final Object data = new Object();
        private final Counting callback = new Counting(data);

        /** S183: as probed: one dispatch is one ref, one get, one unref; the end is one more unref. */
        @Test
        void whenDispatchedAndDestroyed_thenEachUseIsCounted() {
            Source source = ending();
            source.setCallbackIndirect(callback);
            source.attach(context);
            assertThat(callback.calls).isEmpty();

            context.iteration(false);
            assertThat(callback.calls).containsExactly("ref", "get", "unref");

            source.destroy();
            assertThat(callback.calls).containsExactly("ref", "get", "unref", "unref");
            assertThat(loop.log()).containsExactly("dispatch", "run", "finalize");
        }

        /** S183: replaced, it is let go at once. */
        @Test
        void whenReplaced_thenItIsLetGo() {
            Source source = ending();
            source.setCallbackIndirect(callback);
            source.attach(context);

            source.setCallback(note("other"));

            assertThat(callback.calls).containsExactly("unref");
            context.iteration(false);
            assertThat(loop.log()).containsExactly("dispatch", "other");
        }

        /** S183: replaced from within, the new one is used from the next dispatch on. */
        @Test
        void whenReplacedWhileItIsUsed_thenItIsLetGoAndTheNewOneComesNext() {
            Source[] self = new Source[1];
            self[0] = new Source((handle, given) -> {
                self[0].setCallback(once("new"));
                return given.call();
            });
            self[0].setReadyTimeNanos(0);
            self[0].setCallbackIndirect(callback);
            self[0].attach(context);

            context.iteration(false);

            assertThat(callback.calls).containsExactlyInAnyOrder("ref", "get", "unref", "unref");
            assertThat(loop.log()).containsExactly("run");
            context.iteration(false);
            assertThat(loop.log()).containsExactly("run", "new");
        }

        /** S183: cleared, there is none. */
        @Test
        void whenCleared_thenThereIsNoCallback() {
            Source source = ending();
            source.setCallbackIndirect(callback);
            source.clearCallback();
            source.attach(context);

            context.iteration(false);

            assertThat(callback.calls).containsExactly("unref");
            assertThat(loop.log()).containsExactly("dispatch", "finalize");
        }

        /** S184: look-ups ask it for its data; here with no lock held, so that it may look up itself. */
        @Test
        void whenLookedUpByData_thenItIsAsked() {
            Source plain = context.timeoutAddMillis(0, 5, given -> true, "other", null);
            Source source = ending();
            source.setCallbackIndirect(callback);
            source.attach(context);

            assertThat(context.findByData(data)).isSameAs(source);
            assertThat(callback.calls).containsExactly("get");
            assertThat(context.findByData("other")).isSameAs(plain);
            assertThat(context.removeByKindAndData(Ending.class, data)).isTrue();
            assertThat(source.isDestroyed()).isTrue();
        }

        /**
         * Letting go of the callback destroys its own source, while the context comes to its end.
         *
         * @origin glib/tests/mainloop.c /maincontext/context-ref-in-source-callbackfuncs-unref
         */
        @Test
        void whenItsUnrefDestroysItsSourceAsTheContextCloses_thenEachEndsOnce() {
            Source source = ending();
            source.setCallbackIndirect(callback);
            callback.atUnref = () -> {
                source.destroy();
                assertThat(context.findById(source.id())).isNull();
            };
            source.attach(context);

            context.close();

            assertThat(callback.calls).containsExactly("unref");
            assertThat(loop.log()).containsExactly("finalize");
        }
    }
}

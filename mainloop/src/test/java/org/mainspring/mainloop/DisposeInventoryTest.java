package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.FinalizeHook;
import org.mainspring.mainloop.source.IndirectCallback;
import org.mainspring.mainloop.source.SourceHandle;

/** What GLib's own tests ask of dispose hooks and indirect callbacks, asked here (S177, S180, S183). */
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

    /**
     * Letting go of the callback destroys its own source, while the context comes to its end.
     *
     * @origin glib/tests/mainloop.c /maincontext/context-ref-in-source-callbackfuncs-unref
     */
    @Test
    void whenAnIndirectCallbacksUnrefDestroysItsSourceAsTheContextCloses_thenEachEndsOnce() {
        Source source = ending();
        source.setCallbackIndirect(new IndirectCallback() {
            @Override
            public void unref() {
                source.destroy();
                assertThat(context.findById(source.id())).isNull();
                loop.note("unref");
            }

            @Override
            public Callback get(SourceHandle self) {
                throw new AssertionError("dispatched");
            }
        });
        source.attach(context);

        context.close();

        assertThat(loop.log()).containsExactly("unref", "finalize");
    }
}

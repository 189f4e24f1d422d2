package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.kind.Cancellable;
import org.mainspring.mainloop.source.Priority;
import org.mainspring.mainloop.source.SourceCallback;
import org.mainspring.mainloop.time.Nanos;

/** Sources that wait for a cancellable. S195. */
class CancellableSourceTest extends DrivenFixture {
    private final Cancellable cancellable = new Cancellable();

    private Source attached(SourceCallback callback) {
        return attach(Sources.cancellable(cancellable), callback);
    }

    /** S12, S198. */
    @Test
    void whenItIsMade_thenItHasItsPriorityAndItsName() {
        Source source = Sources.cancellable(cancellable);

        assertThat(source.priority()).isEqualTo(Priority.DEFAULT);
        assertThat(source.name()).isEqualTo("GCancellable");
        assertThat(source.readyTimeNanos()).isEqualTo(Nanos.NEVER);
    }

    @Nested
    class GivenItIsNotCancelled {
        private final Source source = attached(note("cancelled"));

        @Test
        void thenTheLoopSleeps() {
            assertThat(sleeps()).isTrue();
        }

        /** S195. @origin gio/tests/cancellable.c test_cancellable_source_can_be_fired_multiple_times */
        @Test
        void whenItIsCancelled_thenTheCallbackRunsInTheLoopAndOncePerCancel() {
            cancellable.cancel();
            assertThat(takeLog()).isEmpty();
            assertThat(context.iteration(false)).isTrue();
            assertThat(takeLog()).containsExactly("cancelled");

            cancellable.cancel();
            assertThat(sleeps()).isTrue();

            cancellable.reset();
            assertThat(sleeps()).isTrue();
            cancellable.cancel();
            assertThat(context.iteration(false)).isTrue();
            assertThat(takeLog()).containsExactly("cancelled");
        }

        /** S195: a reset takes nothing back. */
        @Test
        void whenItIsResetBeforeTheDispatch_thenTheCallbackRunsAllTheSame() {
            cancellable.cancel();
            cancellable.reset();

            assertThat(context.iteration(false)).isTrue();

            assertThat(loop.log()).containsExactly("cancelled");
        }

        /** S195: the ready time is unset first, so what comes during the callback counts. */
        @Test
        void whenItIsResetAndCancelledInTheCallback_thenTheCallbackRunsAgain() {
            source.setCallback(() -> {
                loop.note("call");
                if (loop.log().size() == 1) {
                    cancellable.reset();
                    cancellable.cancel();
                }
                return Source.CONTINUE;
            });
            cancellable.cancel();

            context.iteration(false);
            context.iteration(false);

            assertThat(takeLog()).containsExactly("call", "call");
            assertThat(context.iteration(false)).isFalse();
        }

        /** S195: from any thread. */
        @Test
        void whenAnotherThreadCancels_thenTheCallbackRunsHere() {
            TestThreads.elsewhereDo(cancellable::cancel);

            assertThat(context.iteration(true)).isTrue();

            assertThat(loop.log()).containsExactly("cancelled");
        }

        @Test
        void whenTheSourceIsDestroyed_thenCancellingDoesNothing() {
            source.destroy();

            cancellable.cancel();

            assertThat(source.readyTimeNanos()).isEqualTo(Nanos.NEVER);
            assertThat(sleeps()).isTrue();
        }
    }

    /** S195. */
    @Test
    void givenItIsCancelled_whenASourceIsMade_thenItIsReady() {
        cancellable.cancel();
        attached(note("cancelled"));

        context.iteration(false);

        assertThat(takeLog()).containsExactly("cancelled");
        assertThat(context.iteration(false)).isFalse();
    }

    /** S195. */
    @Test
    void givenNoCancellable_thenTheSourceIsNeverReady() {
        Source source = attach(Sources.cancellable(null), note("never"));

        assertThat(sleeps()).isTrue();
        assertThat(source.readyTimeNanos()).isEqualTo(Nanos.NEVER);
        source.destroy();
    }

    /** S195, D8. */
    @Test
    void givenNoCallback_whenItIsCancelled_thenItFailsAndEnds() {
        Source source = Sources.cancellable(cancellable);
        source.attach(context);
        cancellable.cancel();

        assertThat(context.iteration(false)).isTrue();

        assertThat(takeExceptions())
                .singleElement()
                .isInstanceOf(IllegalStateException.class)
                .extracting(Throwable::getMessage)
                .isEqualTo("cancellable source dispatched without callback: call setCallback()");
        assertThat(source.isDestroyed()).isTrue();
    }

    /** S196. */
    @Test
    void givenTheDummyCallback_whenItIsCancelled_thenItRunsOnceAndStays() {
        Source source = attached(SourceCallback.DUMMY);
        cancellable.cancel();

        assertThat(context.iteration(false)).isTrue();

        assertThat(context.iteration(false)).isFalse();
        assertThat(source.isDestroyed()).isFalse();
    }

    /** S196: the parent wakes and runs when its child is cancelled, and the child ends with it. */
    @Test
    void givenItIsAChild_whenItIsCancelled_thenTheParentRuns() {
        Source parent = Sources.timeoutNanos(Nanos.NEVER, clock);
        Source child = Sources.cancellable(cancellable);
        child.setCallback(SourceCallback.DUMMY);
        parent.addChild(child);
        attach(parent, once("parent"));
        assertThat(sleeps()).isTrue();

        TestThreads.elsewhereDo(cancellable::cancel);
        assertThat(context.iteration(true)).isTrue();

        assertThat(loop.log()).containsExactly("parent");
        assertThat(child.isDestroyed()).isTrue();
        cancellable.reset();
        cancellable.cancel();
        assertThat(context.iteration(false)).isFalse();
    }
}

package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mainspring.mainloop.TestThreads.elsewhereDo;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollRecord;
import org.mainspring.mainloop.poll.PollSet;
import org.mainspring.mainloop.source.AttachHook;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.FinalizeHook;
import org.mainspring.mainloop.source.PollTimeout;
import org.mainspring.mainloop.source.SourceHandle;
import org.mainspring.mainloop.time.Clock;

/** The end of a context, and what is left of its sources. S180-S182. */
class CloseTest extends DrivenFixture {
    private final class Ending implements FinalizeHook {
        private final String name;

        Ending(String name) {
            this.name = name;
        }

        @Override
        public boolean dispatch(SourceHandle self, @Nullable Callback callback) {
            loop.note("run " + name);
            return Source.CONTINUE;
        }

        @Override
        public void finalizeSource(SourceHandle self) {
            loop.note("finalize " + name);
        }
    }

    private Source ending(String name, int priority) {
        Source source = new Source(new Ending(name));
        source.setPriority(priority);
        return attach(source, note("never"), data -> loop.note("notify " + name));
    }

    @Nested
    class GivenItIsClosedWhileASourceIsBeingAttached {
        /** Closes the context where another thread might: after it was asked whether it is open. */
        private final class Closing implements AttachHook {
            @Override
            public void attaching(SourceHandle self, Clock contextClock) {
                context.close();
            }

            @Override
            public boolean dispatch(SourceHandle self, @Nullable Callback callback) {
                throw new IllegalStateException("the context is closed");
            }
        }

        /** It is not refused any more: whoever was refused has to let go of his data himself. */
        @Test
        void whenItComesTooLate_thenItEndsThereAndItsNotifyRuns() {
            Source late = new Source(new Closing());

            attach(late, note("never"), data -> loop.note("notify"));

            assertThat(loop.log()).containsExactly("notify");
            assertThat(late.isDestroyed()).isTrue();
            assertThat(context.lifecycle.registry.inOrder()).isEmpty();
        }
    }

    @Nested
    class GivenSourcesAreLeft {
        /** S180, as probed: D(-5) A(0) B(0) C(5). */
        @Test
        void whenItIsClosed_thenTheyEndInReverseOrderOfDispatchFirstAllNotifiesThenAllFinalizes() {
            ending("A", 0);
            ending("B", 0);
            ending("C", 5);
            ending("D", -5);

            context.close();

            assertThat(loop.log())
                    .containsExactly(
                            "notify C",
                            "notify B",
                            "notify A",
                            "notify D",
                            "finalize C",
                            "finalize B",
                            "finalize A",
                            "finalize D");
        }

        /** S180: whoever destroys them, finalize hooks come after all notifies, in reverse order of dispatch. */
        @Test
        void whenANotifyDestroysAnother_thenThatEndsAtItsTurn() {
            Source a = ending("A", 0);
            Source b = ending("B", 0);
            b.setFunction(note("never"), null, data -> {
                loop.note("notify B");
                a.destroy();
                loop.note("notified B");
            });
            loop.clearLog();

            context.close();

            assertThat(loop.log()).containsExactly("notify B", "notify A", "notified B", "finalize B", "finalize A");
        }

        @Test
        void whenALoneRecordIsLeft_thenItIsPolledNoMore() {
            context.addPoll(new PollRecord("channel", IOCondition.IN), 0);

            context.close();

            assertThat(loop.poller().records()).isEmpty();
        }

        /** S181. */
        @Test
        void whenItIsClosed_thenTheyAreDestroyedAndHaveNoContext() {
            Source source = context.timeoutAddMillis(5, note("never"));

            context.close();

            assertThat(source.isDestroyed()).isTrue();
            assertThat(source.context()).isNull();
            assertThat(source.id()).isEqualTo(1);
            source.destroy();
            source.setReadyTimeNanos(3);
            source.setPriority(3);
        }

        /** S180: the batch that pending() has left is dropped. */
        @Test
        void whenABatchIsLeft_thenItsMembersEndOnceAndDoNotRun() {
            Source source = ending("A", 0);
            source.setReadyTimeNanos(0);
            assertThat(context.pending()).isTrue();

            context.close();

            assertThat(loop.log()).containsExactly("notify A", "finalize A");
        }

        /**
         * S180.
         *
         * @origin glib/tests/mainloop.c test_unref_while_pending
         */
        @Test
        void whenTheBatchWasCollectedByPhases_thenItsMembersEndOnce() {
            Source source = ending("A", 0);
            source.setReadyTimeNanos(0);
            context.tryAcquire();
            PollSet set = new PollSet();
            assertThat(context.prepare()).isTrue();
            context.query(context.readyPriority(), set);
            assertThat(context.check(context.readyPriority(), set)).isTrue();

            context.close();

            assertThat(loop.log()).containsExactly("notify A", "finalize A");
        }

        /** S180: one that was destroyed before, and stood in the batch, ends too. */
        @Test
        void whenADestroyedOneStandsInTheBatch_thenItEndsWithTheContext() {
            Source source = ending("A", 0);
            source.setReadyTimeNanos(0);
            context.pending();
            source.destroy();
            assertThat(takeLog()).containsExactly("notify A");

            context.close();

            assertThat(takeLog()).containsExactly("finalize A");
        }

        /** S179: a notify may destroy what is to be destroyed next. */
        @Test
        void whenANotifyDestroysAnother_thenEachEndsOnce() {
            Source first = ending("first", 0);
            attach(Sources.idle(), note("never"), data -> {
                loop.note("notify destroyer");
                first.destroy();
            });

            context.close();

            assertThat(loop.log()).containsExactly("notify destroyer", "notify first", "finalize first");
        }

        /** What they have attached goes with them. */
        @Test
        void whenANotifyAttachesAnother_thenThatIsRefused() {
            attach(
                    Sources.idle(),
                    note("never"),
                    data -> assertThatThrownBy(() -> context.idleAdd(note("never")))
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessage("context is closed"));

            context.close();

            assertThat(loop.log()).isEmpty();
        }

        /** Sources that another thread has posted and nobody has looked at. */
        @Test
        void whenThreadsHavePosted_thenThePostsEndToo() {
            context.tryAcquire();
            elsewhereDo(() -> ending("posted", 0));

            context.close();

            assertThat(loop.log()).containsExactly("notify posted", "finalize posted");
        }

        /** The poller gives back what it has, with no record left. */
        @Test
        void whenWatchesAreLeft_thenThePollerIsEmptiedAndClosed() {
            watch("channel", IOCondition.IN, 0);
            context.iteration(false);

            context.close();

            assertThat(polled()).isEmpty();
            assertThat(loop.poller().isClosed()).isTrue();
        }
    }

    @Nested
    class GivenItIsClosed {
        @Test
        void whenItIsClosedAgain_thenNothingHappens() {
            ending("A", 0);
            assertThat(context.isClosed()).isFalse();
            context.close();
            context.close();

            assertThat(context.isClosed()).isTrue();
            assertThat(loop.log()).containsExactly("notify A", "finalize A");
        }

        @Test
        void whenItIsUsed_thenThatIsRefused() {
            context.close();

            for (Runnable use : new Runnable[] {
                context::tryAcquire,
                () -> context.iteration(false),
                context::pending,
                context::prepare,
                context::dispatch,
                context::pushThreadDefault,
                () -> context.idleAdd(note("never")),
                () -> Sources.idle().attach(context)
            }) {
                assertThatThrownBy(use::run)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("context is closed");
            }
            context.wakeup();
            assertThat(context.isOwner()).isFalse();
        }
    }

    @Nested
    class GivenItIsInUse {
        /** Decision 6; C's last reference cannot go while another thread iterates. */
        @Test
        void whenAnotherThreadOwnsIt_thenCloseIsRefused() {
            context.tryAcquire();
            Thread owner = Thread.currentThread();

            elsewhereDo(() -> assertThatThrownBy(context::close)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("context owned by " + owner));

            assertThat(context.isClosed()).isFalse();
            context.release();
        }

        /** S182, where it is undefined. */
        @Test
        void whenACallbackClosesIt_thenThatIsRefusedAndTheLoopGoesOn() {
            context.idleAdd(then(
                    "run",
                    () -> assertThatThrownBy(context::close)
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessage("context closed from within an iteration of its own"),
                    Source.REMOVE));
            context.idleAdd(once("after"));

            context.iteration(false);

            assertThat(loop.log()).containsExactly("run", "after");
        }

        /** S182. */
        @Test
        void whenAPrepareHookClosesIt_thenThatIsRefused() {
            attach(
                    new Source(new Hooked() {
                        @Override
                        public boolean prepare(SourceHandle self, PollTimeout timeout) {
                            assertThatThrownBy(context::close).isInstanceOf(IllegalStateException.class);
                            return true;
                        }
                    }),
                    once("run"));

            assertThat(context.iteration(false)).isTrue();
            assertThat(loop.log()).containsExactly("run");
        }

        /** The owner itself may close it, between iterations. */
        @Test
        void whenTheOwnerClosesIt_thenItIsClosed() {
            context.tryAcquire();

            context.close();

            assertThat(context.isClosed()).isTrue();
        }

        /** Not any context. */
        @Test
        void whenItIsTheContextOfTheProcess_thenCloseIsRefused() {
            assertThatThrownBy(() -> MainContext.getDefault().close())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the context of the process cannot be closed");
        }
    }

    /** S182, D8: nowhere within an iteration. */
    @Nested
    class GivenAnIterationIsOnItsWay {
        private void closeAndNote() {
            try {
                context.close();
            } catch (IllegalStateException refused) {
                loop.note("refused");
            }
        }

        @Test
        void whenAnEndThatPrepareTellsClosesIt_thenThatIsRefused() {
            Source source = new Source(new Hooked() {
                @Override
                public void finalizeSource(SourceHandle self) {
                    closeAndNote();
                }
            });
            source.attach(context);
            source.setReadyTimeNanos(0);
            assertThat(context.pending()).isTrue();
            source.destroy();

            context.iteration(false);

            assertThat(loop.log()).containsExactly("refused");
            assertThat(context.isClosed()).isFalse();
        }

        @Test
        void whenAPollFunctionClosesIt_thenThatIsRefused() {
            context.setPollFunction((set, timeoutMillis) -> {
                closeAndNote();
                return 0;
            });

            context.iteration(false);

            assertThat(loop.log()).containsExactly("refused");
        }
    }
}

package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mainspring.mainloop.TestThreads.elsewhereDo;

import java.time.Duration;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.FinalizeHook;
import org.mainspring.mainloop.source.SourceHandle;

/** How a source ends, and what can be done with it from then on. S171-S173, S178, S179, S185, S186, S199. */
class DestroyTest extends DrivenFixture {
    /** A kind that is ready at once, ends as told, and does something when it ends. */
    private final class Ending implements FinalizeHook {
        private final String name;
        private final Action atEnd;

        Ending(String name, Action atEnd) {
            this.name = name;
            this.atEnd = atEnd;
        }

        @Override
        public boolean dispatch(SourceHandle self, @Nullable Callback callback) {
            loop.note("run " + name);
            return Source.REMOVE;
        }

        @Override
        public void finalizeSource(SourceHandle self) {
            loop.note("finalize " + name + " " + self.isDestroyed());
            try {
                atEnd.run();
            } catch (Exception failure) {
                throw new AssertionError(failure);
            }
        }
    }

    private Source ending(String name, Action atEnd) {
        Source source = new Source(new Ending(name, atEnd));
        source.setReadyTimeNanos(0);
        return source;
    }

    @Nested
    class GivenAnAttachedSource {
        /** S16, S17, S171, S178, S185. */
        @Test
        void whenItIsDestroyed_thenItIsGoneFromTheContextAndKeepsIdAndContext() {
            Source source = context.idleAdd(note("never"));
            int id = source.id();

            source.destroy();

            assertThat(source.isDestroyed()).isTrue();
            assertThat(source.id()).isEqualTo(id);
            assertThat(source.context()).isSameAs(context);
            assertThat(context.findById(id)).isNull();
            assertThat(context.iteration(false)).isFalse();
            assertThat(loop.log()).isEmpty();
        }

        /** S186. */
        @Test
        void whenItIsAttachedAgain_thenThatIsRefused() {
            Source source = context.timeoutAddMillis(5, note("never"));

            assertThatThrownBy(() -> source.attach(context))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("source was attached before: " + source);
            try (MainContext other = new MainContext()) {
                assertThatThrownBy(() -> source.attach(other)).isInstanceOf(IllegalStateException.class);
            }
            assertThat(source.context()).isSameAs(context);
        }

        /** S186: also after it is destroyed. */
        @Test
        void whenItIsDestroyedAndAttachedAgain_thenThatIsRefused() {
            Source source = context.idleAdd(note("never"));
            source.destroy();

            assertThatThrownBy(() -> source.attach(context)).isInstanceOf(IllegalStateException.class);
            assertThat(context.iteration(false)).isFalse();
        }

        /** S178, S199: hooks may use the source and its context. */
        @Test
        void whenItEnds_thenItsFinalizeHookSeesItAndItsContext() {
            Source[] self = new Source[1];
            self[0] = ending("s", () -> {
                assertThat(self[0].context()).isSameAs(context);
                assertThat(self[0].id()).isEqualTo(1);
                self[0].setName("dead");
                self[0].setPriority(3);
                self[0].setReadyTimeNanos(3);
                self[0].timeNanos();
                context.idleAdd(once("attached at the end"));
            });
            self[0].attach(context);

            context.iteration(false);
            context.iteration(false);

            assertThat(loop.log()).containsExactly("run s", "finalize s true", "attached at the end");
        }

        /** Decision 4: its end comes when it is neither queued nor running. */
        @Test
        void whenItIsDestroyedWhileItStandsInTheBatch_thenItEndsWhenTheBatchComesToIt() {
            Source[] mates = new Source[2];
            context.timeoutAddMillis(
                    0,
                    then(
                            "first",
                            () -> {
                                mates[1].destroy();
                                loop.note("destroyed");
                            },
                            Source.REMOVE));
            mates[0] = ending("middle", () -> {});
            mates[1] = ending("last", () -> {});
            mates[0].attach(context);
            mates[1].attach(context);

            context.iteration(false);

            assertThat(loop.log())
                    .containsExactly("first", "destroyed", "run middle", "finalize middle true", "finalize last true");
        }

        /** S22, decision 4: the batch is dropped, and with it what it kept. */
        @Test
        void whenItIsDestroyedAfterPending_thenItEndsWhenTheBatchIsDropped() {
            Source source = ending("s", () -> {});
            source.attach(context);
            assertThat(context.pending()).isTrue();

            source.destroy();
            assertThat(loop.log()).isEmpty();
            assertThat(context.iteration(false)).isFalse();

            assertThat(loop.log()).containsExactly("finalize s true");
        }

        /** S70, S171. */
        @Test
        void whenItIsUsedAsAResource_thenItEndsWithTheBlock() {
            try (Source source = context.idleAdd(note("never"))) {
                assertThat(source.isDestroyed()).isFalse();
            }

            assertThat(context.iteration(false)).isFalse();
        }

        /** S173: and its context is owned elsewhere. */
        @Test
        void whenAnotherThreadDestroysItRightAfterItWasAttached_thenItNeverRuns() {
            context.tryAcquire();
            elsewhereDo(() -> context.idleAdd(note("never")).destroy());

            assertThat(context.iteration(false)).isFalse();

            assertThat(loop.log()).isEmpty();
            context.release();
        }

        /** The same for one that waits in the batch while another thread destroys it. */
        @Test
        void whenAnotherThreadDestroysItWhileItStandsInTheBatch_thenItEndsWhenTheBatchComesToIt() {
            Source[] mate = new Source[1];
            context.timeoutAddMillis(0, then("first", () -> elsewhereDo(mate[0]::destroy), Source.REMOVE));
            mate[0] = ending("mate", () -> {});
            mate[0].attach(context);

            context.iteration(false);

            assertThat(loop.log()).containsExactly("first", "finalize mate true");
        }
    }

    @Nested
    class GivenASourceThatIsNotAttached {
        /** S172. */
        @Test
        void whenItIsDestroyed_thenItCannotBeAttached() {
            Source source = Sources.idle();
            source.destroy();

            assertThat(source.isDestroyed()).isTrue();
            assertThatThrownBy(() -> source.attach(context))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("source is destroyed: " + source);
            assertThat(source.context()).isNull();
            assertThat(source.id()).isZero();
        }

        /** S17, S181. */
        @Test
        void thenItHasNoContextAndNoId() {
            Source source = Sources.idle();

            assertThat(source.context()).isNull();
            assertThat(MainContext.of(source)).isNull();
            assertThat(source.id()).isZero();
        }
    }

    @Nested
    class GivenASourceWhoseEndDestroysAnother {
        /**
         * S179.
         *
         * @origin glib/tests/mainloop.c test_maincontext_source_finalization_from_source
         */
        @ParameterizedTest
        @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
        void whenEitherIsDestroyedFirst_thenBothEndOnce(int permutation) {
            boolean secondFirst = (permutation & 1) != 0;
            boolean destroySecond = (permutation & 2) != 0;
            boolean closeFirst = (permutation & 4) != 0;
            Source second = ending("second", () -> {});
            Source first = ending("first", second::destroy);
            (secondFirst ? second : first).attach(context);
            (secondFirst ? first : second).attach(context);

            if (closeFirst) {
                context.close();
            }
            (destroySecond ? second : first).destroy();
            first.destroy();

            assertThat(loop.log()).containsExactlyInAnyOrder("finalize first true", "finalize second true");
        }

        /** S179. @origin glib/tests/mainloop.c test_maincontext_source_finalization_from_dispatch */
        @Test
        void whenBothAreDueInOneBatch_thenTheOtherNeverRunsAndBothEndOnce() {
            Source second = ending("second", () -> {});
            ending("first", second::destroy).attach(context);
            second.attach(context);

            context.iteration(false);

            assertThat(loop.log()).containsExactly("run first", "finalize first true", "finalize second true");
        }

        /** S179: from a notify. */
        @Test
        void whenANotifyDestroysItsOwnSource_thenNothingBreaks() {
            Source[] self = new Source[1];
            self[0] = attach(Sources.idle(), once("run"), data -> self[0].destroy());

            context.iteration(false);

            assertThat(loop.log()).containsExactly("run");
            assertThat(self[0].isDestroyed()).isTrue();
        }

        /** X39, S199: a notify may even iterate. */
        @Test
        void whenANotifyIterates_thenTheOthersRun() {
            attach(Sources.idle(), once("run"), data -> {
                loop.note("notify");
                context.iteration(false);
            });
            context.idleAdd(once("other"));

            context.iteration(false);

            assertThat(loop.log()).containsExactly("run", "notify", "other");
        }
    }

    /** S171: what is destroyed is out of sight before anybody is told. */
    @Nested
    class GivenANotifyThatIterates {
        @Test
        void whenATimerIsDestroyed_thenItsDeadlineDoesNotEndTheSleep() {
            boolean[] slept = new boolean[1];
            Source source = attach(Sources.timeoutNanos(16, clock), note("never"), data -> slept[0] = sleeps());
            attach(Sources.timeoutNanos(Duration.ofHours(2).toNanos(), clock), note("never"));

            source.destroy();

            assertThat(slept[0]).isTrue();
            assertThat(clock.nanos()).isEqualTo(Duration.ofHours(1).toNanos());
        }

        /** Not GLib's order: the record goes before the notify. */
        @Test
        void whenAWatchIsDestroyed_thenItIsNotPolled() {
            Source watch = watch("channel", IOCondition.IN, 0);
            watch.setFunction(note("never"), null, data -> loop.note("polled " + polled()));

            watch.destroy();

            assertThat(takeLog()).containsExactly("polled []");
        }
    }

    /** S171, S176: nothing that a notify does to its own source ends that early. */
    @Nested
    class GivenANotifyThatTouchesItsSource {
        @Test
        void whenItSetsACallback_thenThatIsLetGoOfAtTheEnd() {
            Source source = ending("a", () -> {});
            source.setFunction(note("never"), null, data -> {
                loop.note("notify");
                source.setFunction(note("never"), null, late -> loop.note("late notify"));
                source.setPriority(5);
                loop.note("notified");
            });
            source.attach(context);

            source.destroy();

            assertThat(takeLog()).containsExactly("notify", "notified", "finalize a true", "late notify");
        }
    }

    /** D9: a source does not end while a hook of it runs. */
    @Nested
    class GivenAHookThatDestroysItsSource {
        @Test
        void whenItReturns_thenTheSourceEnds() {
            Probe[] probe = new Probe[1];
            probe[0] = new Probe("p", new ArrayList<>(), new ArrayList<>());
            probe[0].duringPrepare(() -> {
                probe[0].source.destroy();
                loop.note("in hook " + probe[0].isFinalized);
            });
            probe[0].source.attach(context);

            context.iteration(false);

            assertThat(takeLog()).containsExactly("in hook false");
            assertThat(probe[0].isFinalized).isTrue();
            assertThat(context.lifecycle.registry.inOrder()).isEmpty();
        }

        @Test
        void whenItThrowsAnError_thenTheSourceEnds() {
            Probe probe = new Probe("p", new ArrayList<>(), new ArrayList<>());
            probe.duringCheck(() -> {
                throw new AssertionError("from hook");
            });
            probe.source.attach(context);

            assertThatThrownBy(() -> context.iteration(false)).hasMessage("from hook");

            assertThat(probe.isFinalized).isTrue();
            assertThat(context.lifecycle.registry.inOrder()).isEmpty();
        }
    }
}

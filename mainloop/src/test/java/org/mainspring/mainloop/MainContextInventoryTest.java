package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mainspring.mainloop.kind.Idle;
import org.mainspring.mainloop.poll.PollSet;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.Diagnostic;
import org.mainspring.mainloop.source.FinalizeHook;
import org.mainspring.mainloop.source.PollTimeout;
import org.mainspring.mainloop.source.SourceHandle;
import org.mainspring.mainloop.testing.LoopDriver;
import org.mainspring.mainloop.testing.ScriptedPoller;
import org.mainspring.mainloop.testing.VirtualClock;
import org.mainspring.mainloop.time.Nanos;

/** What GLib's own tests ask of a context, its ids and its phases, asked here. */
class MainContextInventoryTest extends DrivenFixture {
    /**
     * Everything that can be asked of one context and one source, from its making to its end.
     *
     * @origin glib/tests/mainloop.c /maincontext/basic
     */
    @Nested
    class GivenAFreshContext {
        private final Object data = new Object();

        @Test
        void whenAsked_thenNothingIsPendingAndNobodyIsFound() {
            assertThat(context.pending()).isFalse();
            assertThat(context.iteration(false)).isFalse();
            assertThat(context.findByData(data)).isNull();
            assertThat(context.findByKindAndData(Idle.class, data)).isNull();
            assertThat(context.removeByData(data)).isFalse();
            assertThat(context.removeByKindAndData(Idle.class, data)).isFalse();
        }

        @Test
        void whenASourceIsMade_thenItIsPlain_andTellsWhatItIsTold() {
            Source source = new Source(new Hooked());

            assertThat(source.priority()).isZero();
            assertThat(source.isDestroyed()).isFalse();
            assertThat(source.canRecurse()).isFalse();
            assertThat(source.name()).isNull();

            source.setCanRecurse(true);
            source.setName("named");
            source.setPriority(-7);

            assertThat(source.canRecurse()).isTrue();
            assertThat(source.name()).isEqualTo("named");
            assertThat(source.priority()).isEqualTo(-7);
        }

        @Test
        void whenASourceIsAttached_thenItIsFoundByAllMeans() {
            Source source = new Source(new Hooked());
            source.setFunction(note("never"), data, null);

            int id = source.attach(context);
            source.setPriority(5);

            assertThat(id).isPositive().isEqualTo(source.id());
            assertThat(source.context()).isSameAs(context);
            assertThat(source.priority()).isEqualTo(5);
            assertThat(context.findById(id)).isSameAs(source);
            assertThat(context.findByData(data)).isSameAs(source);
            assertThat(context.findByKindAndData(Hooked.class, data)).isSameAs(source);
            assertThat(context.findByKindAndData(Idle.class, data)).isNull();
        }

        @Test
        void whenItIsDestroyed_thenItHasItsContextUntilThatIsClosed() {
            Source source = new Source(new Hooked());
            int id = source.attach(context);

            source.destroy();

            assertThat(source.isDestroyed()).isTrue();
            assertThat(source.context()).isSameAs(context);
            assertThat(context.findById(id)).isNull();
            context.close();
            assertThat(source.context()).isNull();
        }

        @Test
        void whenItsPrepareHookIsAsked_thenItIsLentATimeoutOfNone() {
            List<Long> lent = new ArrayList<>();
            Source source = new Source(new Hooked() {
                @Override
                public boolean prepare(SourceHandle self, PollTimeout timeout) {
                    lent.add(timeout.nanos());
                    return false;
                }
            });
            source.attach(context);

            context.iteration(false);

            assertThat(lent).containsExactly(Nanos.NEVER);
        }
    }

    /** @origin glib/tests/mainloop.c /maincontext/basic, the part with the default context */
    @Nested
    class GivenTheContextOfTheProcess {
        private final MainContext ofProcess = MainContext.getDefault();
        private final Object data = new Object();

        @Test
        void whenASourceIsAttached_thenItIsNamedByIdAndRemovedByKindAndData() {
            Source source = new Source(new Hooked());
            source.setFunction(note("never"), data, null);
            int id = source.attach(ofProcess);

            ofProcess.findById(id).setName("by id");

            assertThat(source.name()).isEqualTo("by id");
            assertThat(ofProcess.removeByKindAndData(Hooked.class, data)).isTrue();
            assertThat(ofProcess.removeByKindAndData(Hooked.class, data)).isFalse();
            assertThat(source.isDestroyed()).isTrue();
        }

        @Test
        void whenSourcesAreAdded_thenTheyAreRemovedByDataAndById() {
            Source byData = ofProcess.idleAdd(0, given -> true, data, null);
            assertThat(ofProcess.removeByData(data)).isTrue();
            assertThat(ofProcess.removeByData(data)).isFalse();

            Source idle = ofProcess.idleAdd(0, given -> true, data, null);
            assertThat(ofProcess.removeByKindAndData(Idle.class, data)).isTrue();

            Source byId = ofProcess.idleAdd(note("never"));
            assertThat(ofProcess.remove(byId.id())).isTrue();
            assertThat(List.of(byData, idle, byId)).allMatch(Source::isDestroyed);
        }

        /** @origin glib/tests/mainloop.c /mainloop/basic */
        @Test
        void whenALoopIsMadeOfIt_thenItDoesNotRunAndTheDepthIsZero() {
            MainLoop mainLoop = new MainLoop(ofProcess);

            assertThat(mainLoop.isRunning()).isFalse();
            assertThat(mainLoop.context()).isSameAs(MainContext.getDefault());
            assertThat(MainLoop.depth()).isZero();
        }

        /** @origin glib/tests/mainloop.c /mainloop/null-default-context */
        @Test
        void whenItIsDrivenByHand_thenOneEntryIsListedAndNothingIsReady() {
            assertThat(ofProcess.pending()).as("left by another test").isFalse();
            PollSet set = new PollSet();
            assertThat(ofProcess.tryAcquire()).isTrue();

            assertThat(ofProcess.prepare()).isFalse();
            ofProcess.query(ofProcess.readyPriority(), set);
            boolean found = ofProcess.check(Integer.MAX_VALUE, set);
            ofProcess.dispatch();
            ofProcess.release();

            assertThat(set.size()).isEqualTo(1);
            assertThat(set.target(0)).isSameAs(PollSet.WAKEUP);
            assertThat(found).isFalse();
            assertThat(ofProcess.isOwner()).isFalse();
        }
    }

    /** @origin glib/tests/mainloop.c /mainloop/overflow */
    @Nested
    class GivenIdsThatRunOut {
        @Test
        void whenManyAreAttached_thenNoneIsZero_andEachIsFoundWhileItRunsAndNotAfter() {
            VirtualClock hands = new VirtualClock();
            try (MainContext last = new MainContext(hands, ignored -> new ScriptedPoller(hands), -2)) {
                List<Integer> ids = new ArrayList<>();
                Predicate<Integer> isFound = id -> last.findById(id) != null;
                for (int i = 0; i < 52; i++) {
                    ids.add(last.idleAdd(() -> {
                                Source self = Source.current();
                                loop.note(self.id() + " " + (last.findById(self.id()) == self));
                                return Source.REMOVE;
                            })
                            .id());
                }
                assertThat(ids)
                        .startsWith(-2, -1, 1, 2)
                        .doesNotContain(0)
                        .doesNotHaveDuplicates()
                        .allMatch(isFound);

                last.iteration(false);

                assertThat(loop.log())
                        .containsExactlyElementsOf(
                                ids.stream().map(id -> id + " true").toList());
                assertThat(ids).noneMatch(isFound);
            }
        }
    }

    /** @origin glib/tests/mainloop.c /mainloop/remove-invalid */
    @Test
    void whenAnIdIsRemovedThatNobodyHas_thenThatIsWarnedOfByItsUnsignedValue() {
        List<String> messages = new ArrayList<>();
        context.setDiagnosticHandler((code, message) -> messages.add(code + ": " + message));

        assertThat(context.remove((int) 3_000_000_000L)).isFalse();

        assertThat(messages)
                .containsExactly(
                        Diagnostic.UNKNOWN_ID + ": source id 3000000000 was not found when attempting to remove it");
    }

    /** @origin glib/tests/mainloop.c /mainloop/ownerless-polling */
    @Nested
    class GivenAContextThatIsPolledByWhoDoesNotOwnIt {
        private final PollSet set = new PollSet();

        /** One round of the phases: what is listed stays listed when the context is released. */
        private void drain(MainContext drained) {
            drained.prepare();
            drained.query(Integer.MAX_VALUE, set);
            drained.poll(set);
            drained.check(Integer.MAX_VALUE, set);
            drained.dispatch();
        }

        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void whenAnIdleIsAttachedBeforeOrAfterItIsPopped_thenThePollSeesIt(boolean attachFirst) {
            try (LoopDriver ownerless = LoopDriver.virtual(ContextFlag.OWNERLESS_POLLING)) {
                MainContext polled = ownerless.context();
                polled.pushThreadDefault();
                ownerless.poller().stopAt(0);
                drain(polled);
                assertThat(set.isWakeupSeen()).isFalse();

                if (attachFirst) {
                    polled.idleAdd(note("never"));
                }
                polled.popThreadDefault();
                if (!attachFirst) {
                    polled.idleAdd(note("never"));
                }

                assertThat(sleepsNot(ownerless)).isTrue();
            }
        }

        /** A poll of what was listed before the idle came. */
        private boolean sleepsNot(LoopDriver ownerless) {
            MainContext polled = ownerless.context();
            polled.tryAcquire();
            polled.poll(set);
            polled.release();
            return set.isWakeupSeen();
        }
    }

    /**
     * What ends one source ends another, and both are over once: ended by their own dispatch, one, the other, or both.
     *
     * @origin glib/tests/mainloop.c /maincontext/source_finalization_from_dispatch
     */
    @Nested
    class GivenASourceWhoseEndDestroysAnother {
        private final class Ending implements FinalizeHook {
            private final String name;
            private final @Nullable Source other;

            Ending(String name, @Nullable Source other) {
                this.name = name;
                this.other = other;
            }

            @Override
            public boolean dispatch(SourceHandle self, @Nullable Callback callback) {
                loop.note("run " + name);
                return Source.REMOVE;
            }

            @Override
            public void finalizeSource(SourceHandle self) {
                loop.note("end " + name);
                if (other != null) {
                    other.destroy();
                }
            }
        }

        @ParameterizedTest
        @CsvSource({
            "true,  false, run one|end one|end two",
            "false, true,  run two|end two",
            "true,  true,  run one|end one|end two",
        })
        void whenTheyAreDispatched_thenEachEndsOnce(boolean oneIsDue, boolean twoIsDue, String expected) {
            Source two = new Source(new Ending("two", null));
            Source one = new Source(new Ending("one", two));
            one.attach(context);
            two.attach(context);
            if (oneIsDue) {
                one.setReadyTimeNanos(0);
            }
            if (twoIsDue) {
                two.setReadyTimeNanos(0);
            }

            assertThat(context.iteration(false)).isTrue();

            assertThat(String.join("|", takeLog())).isEqualTo(expected);
            context.close();
            assertThat(takeLog()).isEqualTo(oneIsDue ? List.of() : List.of("end one"));
        }
    }
}

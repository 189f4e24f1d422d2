package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.kind.Idle;
import org.mainspring.mainloop.source.Diagnostic;
import org.mainspring.mainloop.testing.ScriptedPoller;
import org.mainspring.mainloop.testing.VirtualClock;

/** Ids, and looking sources up by id and by data (S13-S19). */
class SourceIdTest extends LoopFixture {
    private static MainContext contextFrom(int firstId) {
        VirtualClock clock = new VirtualClock();
        return new MainContext(clock, ignored -> new ScriptedPoller(clock), firstId);
    }

    @Nested
    class GivenAFreshContext {
        /** S13: from 1, by one. */
        @Test
        void whenSourcesAreAttached_thenIdsCountUpFromOne() {
            assertThat(idle("a", 3).id()).isEqualTo(1);
            assertThat(idle("b", -3).id()).isEqualTo(2);
            assertThat(idle("c", 0).id()).isEqualTo(3);
        }

        /** S13: the id is there when attach returns. */
        @Test
        void whenASourceIsAttached_thenAttachTellsItsId() {
            Source source = Sources.idle();

            int id = source.attach(context);

            assertThat(id).isEqualTo(1).isEqualTo(source.id());
            assertThat(context.findById(id)).isSameAs(source);
        }

        /** S13: an id that is free again is not given out again before all others were. */
        @Test
        void whenASourceHasGone_thenItsIdIsNotTheNext() {
            idle("a", 0).destroy();

            assertThat(idle("b", 0).id()).isEqualTo(2);
        }

        /** S15: another context counts by itself. */
        @Test
        void whenThereIsAnotherContext_thenItsIdsOverlap() {
            try (MainContext other = contextFrom(1)) {
                Source here = idle("a", 0);
                Source there = other.idleAdd(() -> true);

                assertThat(there.id()).isEqualTo(here.id());
                assertThat(other.remove(here.id())).isTrue();
                assertThat(there.isDestroyed()).isTrue();
                assertThat(here.isDestroyed()).isFalse();
            }
        }
    }

    @Nested
    class GivenIdsThatRunOut {
        /** S13: unsigned, beyond Integer.MAX_VALUE. */
        @Test
        void whenTheSignBitIsReached_thenIdsGoOn() {
            try (MainContext wide = contextFrom(Integer.MAX_VALUE)) {
                assertThat(wide.idleAdd(() -> true).id()).isEqualTo(Integer.MAX_VALUE);
                Source beyond = wide.idleAdd(() -> true);

                assertThat(Integer.toUnsignedString(beyond.id())).isEqualTo("2147483648");
                assertThat(wide.findById(beyond.id())).isSameAs(beyond);
                assertThat(wide.remove(beyond.id())).isTrue();
            }
        }

        /** S13: after 2^32 - 1 comes 1; 0 is no id. */
        @Test
        void whenTheyWrap_thenZeroIsLeftOut() {
            try (MainContext last = contextFrom(-1)) {
                assertThat(last.idleAdd(() -> true).id()).isEqualTo(-1);
                assertThat(last.idleAdd(() -> true).id()).isEqualTo(1);
                assertThat(last.idleAdd(() -> true).id()).isEqualTo(2);
            }
        }

        /** S13: a context that is told to begin with 0 begins with 1. */
        @Test
        void whenTheFirstWouldBeZero_thenItIsOne() {
            try (MainContext zero = contextFrom(0)) {
                assertThat(zero.idleAdd(() -> true).id()).isEqualTo(1);
            }
        }

        /** S2, S13: the order is that of attachment all the same. */
        @Test
        void whenTheyWrap_thenTheOrderIsKept() {
            try (MainContext last = contextFrom(-2)) {
                List<String> order = new ArrayList<>();
                for (String name : List.of("a", "b", "c", "d")) {
                    last.idleAdd(() -> order.add(name));
                }

                last.iteration(false);

                assertThat(order).containsExactly("a", "b", "c", "d");
            }
        }
    }

    /** S13, S14: ids that are taken when they come round again. */
    @Nested
    class GivenIdsThatHaveComeRound {
        private void comeRound() throws ReflectiveOperationException {
            Field lastId = Registry.class.getDeclaredField("lastId");
            lastId.setAccessible(true);
            lastId.setInt(context.lifecycle.registry, -1);
        }

        /** S13: those that somebody has are left out, those in between are given out. */
        @Test
        void whenSomeAreTaken_thenTheyAreLeftOut() throws ReflectiveOperationException {
            Source first = idle("a", 0);
            Source second = idle("b", 0);
            Source third = idle("c", 0);
            second.destroy();
            comeRound();

            assertThat(idle("d", 0).id()).isEqualTo(2);
            assertThat(idle("e", 0).id()).isEqualTo(4);
            assertThat(context.findById(1)).isSameAs(first);
            assertThat(context.findById(3)).isSameAs(third);
        }

        /** S14: one that is destroyed and still runs has its id until it has ended. */
        @Test
        void whenItsHolderIsDestroyedButRuns_thenTheIdIsTaken() throws ReflectiveOperationException {
            List<Integer> ids = new ArrayList<>();
            Probe a = probe("a", 0).preparesReady();
            a.duringDispatch(() -> {
                a.source.destroy();
                ids.add(idle("b", 5).id());
            });
            comeRound();

            loop.iterate();

            assertThat(ids).containsExactly(2);
            comeRound();
            assertThat(idle("c", 5).id()).isEqualTo(1);
        }

        /** S14: one that is destroyed and stands in the batch, likewise. */
        @Test
        void whenItsHolderIsDestroyedButInTheBatch_thenTheIdIsTaken() throws ReflectiveOperationException {
            Probe a = probe("a", 0).preparesReady();
            context.pending();
            a.source.destroy();
            comeRound();
            assertThat(idle("b", 0).id()).isEqualTo(2);

            loop.iterate();
            comeRound();
            assertThat(idle("c", 0).id()).isEqualTo(1);
        }
    }

    @Nested
    class GivenADestroyedSource {
        /** S16, X40: not found any more. */
        @Test
        void whenLookedUp_thenItIsNotFound() {
            Source source = idle("a", 0);
            source.destroy();

            assertThat(context.findById(source.id())).isNull();
            assertThat(context.findByData(null)).isNull();
        }

        /** S16, X40: at once, even while its callback runs. */
        @Test
        void whenLookedUpWithinItsCallback_thenItIsNotFound() {
            List<Source> found = new ArrayList<>();
            Probe a = probe("a", 0).preparesReady();
            a.duringDispatch(() -> {
                a.source.destroy();
                found.add(context.findById(a.source.id()));
            });

            loop.iterate();

            assertThat(found).hasSize(1).containsOnlyNulls();
        }

        /** S17: it still knows its id. */
        @Test
        void whenAskedForItsId_thenItTells() {
            Source source = idle("a", 0);
            source.destroy();

            assertThat(source.id()).isEqualTo(1);
        }

        /** S17: one that was never attached has none. */
        @Test
        void whenItWasNeverAttached_thenItsIdIsZero() {
            assertThat(Sources.idle().id()).isZero();
        }
    }

    @Nested
    class GivenIdsThatNobodyHas {
        /** S16, S19: 0 is refused. */
        @Test
        void whenItIsZero_thenItIsRefused() {
            assertThatThrownBy(() -> context.findById(0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("id is 0");
            assertThatThrownBy(() -> context.remove(0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("id is 0");
        }

        /** S19: removing an unknown one is warned of, by its unsigned value. */
        @Test
        void whenRemoved_thenItIsWarnedOf() {
            List<String> messages = new ArrayList<>();
            context.setDiagnosticHandler((code, message) -> messages.add(code + " " + message));

            assertThat(context.remove(-7)).isFalse();

            assertThat(messages)
                    .containsExactly(
                            Diagnostic.UNKNOWN_ID + " source id 4294967289 was not found when attempting to remove it");
        }

        /** S19: the second removal of one id. */
        @Test
        void whenRemovedTwice_thenTheSecondIsWarnedOf() {
            int id = idle("a", 0).id();

            assertThat(context.remove(id)).isTrue();
            assertThat(warnings).isEmpty();
            assertThat(context.remove(id)).isFalse();
            assertThat(warnings).containsExactly(Diagnostic.UNKNOWN_ID);
        }

        /** S16: looking for one is no fault. */
        @Test
        void whenLookedUp_thenNobodyIsWarned() {
            assertThat(context.findById(99)).isNull();
            assertThat(warnings).isEmpty();
        }

        /** S19: nor is looking for data that nobody has. */
        @Test
        void whenRemovedByData_thenNobodyIsWarned() {
            assertThat(context.removeByData(new Object())).isFalse();
            assertThat(context.removeByKindAndData(Idle.class, new Object())).isFalse();
            assertThat(warnings).isEmpty();
        }
    }
}

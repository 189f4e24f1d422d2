package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollRecord;
import org.mainspring.mainloop.time.Nanos;

/** Who was found ready stays so until it is dispatched, whatever happens to the cause (S25, S83-S85, S142, D1). */
class StickyReadinessTest extends LoopFixture {
    private final Object channel = new Object();

    @Nested
    class GivenPendingHasFoundSomething {
        /** S83: the condition vanishes, the dispatch comes, with nothing seen. */
        @Test
        void whenTheChannelIsDrained_thenItsSourceRunsAndSeesNothing() {
            List<IOCondition> seen = new ArrayList<>();
            Source[] self = new Source[1];
            PollRecord[] record = new PollRecord[1];
            self[0] = plain("w", 0, () -> seen.add(self[0].queryWatch(record[0])));
            record[0] = self[0].addWatch(channel, IOCondition.IN);
            makeReady(channel);
            assertThat(context.pending()).isTrue();
            poller.makeReady(channel, IOCondition.NONE);

            assertThat(loop.iterate()).isTrue();
            assertThat(loop.iterate()).isFalse();

            assertThat(seen).containsExactly(IOCondition.NONE);
        }

        /** S83, S142: a ready time that is cleared. */
        @Test
        void whenTheReadyTimeIsCleared_thenTheSourceRunsOnce() {
            Source plain = plain("p", 0);
            plain.setReadyTimeNanos(0);
            assertThat(context.pending()).isTrue();
            plain.clearReadyTime();

            assertThat(loop.iterate()).isTrue();
            assertThat(loop.iterate()).isFalse();

            assertThat(ran).containsExactly("p");
        }

        /** S83, X5: a hook that has changed its mind is not asked. */
        @Test
        void whenTheHookHasChangedItsMind_thenItIsNotAsked() {
            Probe a = probe("a", 0).checksReady();
            assertThat(context.pending()).isTrue();
            assertThat(context.pending()).isTrue();
            a.checksReady = false;

            assertThat(loop.iterate()).isTrue();

            assertThat(a.prepares).isEqualTo(1);
            assertThat(a.checks).isEqualTo(1);
        }

        /** S83: nothing runs, however often one looks. */
        @Test
        void whenLookingAgain_thenNothingRuns() {
            idle("i", 0);

            assertThat(context.pending()).isTrue();
            assertThat(context.pending()).isTrue();

            assertThat(ran).isEmpty();
        }

        /** S83, S70: destroyed, it does not run. */
        @Test
        void whenTheSourceIsDestroyed_thenItDoesNotRun() {
            Probe a = probe("a", 0).checksReady();
            assertThat(context.pending()).isTrue();
            a.source.destroy();

            assertThat(context.pending()).isFalse();
            assertThat(loop.iterate()).isFalse();
            assertThat(ran).isEmpty();
            assertThat(a.isFinalized).isTrue();
        }
    }

    @Nested
    class GivenATimerThatWasPreempted {
        /** S142: marked by prepare, pre-empted in check, cleared by the one who came first: it runs next. */
        @Test
        void whenTheOtherClearsItsReadyTime_thenItRunsNevertheless() {
            Source timer = plain("t", 10);
            timer.setReadyTimeNanos(0);
            Probe urgent = probe("u", 0).checksReady().once();
            urgent.duringDispatch(timer::clearReadyTime);

            loop.iterate();
            loop.iterate();
            loop.iterate();

            assertThat(ran).containsExactly("u", "t");
        }

        /** S142, X6: one that was not marked, since its level was cut off, does not. */
        @Test
        void whenItWasCutOff_thenItDoesNotRun() {
            Source timer = plain("t", 10);
            timer.setReadyTimeNanos(0);
            Probe urgent = probe("u", 0).preparesReady().once();
            urgent.duringDispatch(timer::clearReadyTime);

            loop.iterate();
            loop.iterate();

            assertThat(ran).containsExactly("u");
        }

        /** S25: it keeps its place among its equals, whatever its new ready time. */
        @Test
        void whenOthersBecomeReadyMeanwhile_thenTheyRunInOrder() {
            Source first = plain("a", 10);
            first.setReadyTimeNanos(0);
            Source second = plain("b", 10);
            Probe urgent = probe("u", 0).checksReady().once();
            urgent.duringDispatch(() -> {
                first.setReadyTimeNanos(Nanos.NEVER - 1);
                second.setReadyTimeNanos(0);
            });

            loop.iterate();
            loop.iterate();

            assertThat(ran).containsExactly("u", "a", "b");
        }
    }

    @Nested
    class GivenACallbackThatLooks {
        private final List<String> names = List.of("a", "b", "c", "d");

        private void batch(Runnable byTheSecond) {
            for (String name : names) {
                Probe probe = probe(name, 0).preparesReady();
                probe.duringDispatch(() -> {
                    probe.preparesReady = false;
                    if (name.equals("b")) {
                        byTheSecond.run();
                    }
                });
            }
        }

        /** S84: a nested iteration takes the rest of the batch over. */
        @Test
        void whenItIterates_thenTheRestRunsWithinAndNobodyTwice() {
            batch(() -> {
                assertThat(loop.iterate()).isTrue();
                ran.add("back");
            });

            loop.iterate();
            assertThat(loop.iterate()).isFalse();

            assertThat(ran).containsExactly("a", "b", "c", "d", "back");
        }

        /** S84: if a better one is ready within, the rest waits, still ready. */
        @Test
        void whenItIteratesAndABetterOneIsReady_thenTheRestRunsLater() {
            Source[] urgent = new Source[1];
            batch(() -> {
                urgent[0] = idle("u", -1);
                loop.iterate();
                urgent[0].destroy();
            });

            loop.iterate();
            assertThat(ran).containsExactly("a", "b", "u");
            loop.iterate();

            assertThat(ran).containsExactly("a", "b", "u", "c", "d");
        }

        /** S85 repaired as D1: a nested pending ends the batch, the rest stays ready, and nobody is skipped or lost. */
        @Test
        void whenItAsksForPending_thenTheRestRunsInTheNextIteration() {
            batch(() -> assertThat(context.pending()).isTrue());

            assertThat(loop.iterate()).isTrue();
            assertThat(ran).containsExactly("a", "b");
            assertThat(loop.iterate()).isTrue();

            assertThat(ran).containsExactly("a", "b", "c", "d");
            assertThat(loop.iterate()).isFalse();
        }

        /** S85, D1, D9: one of the rest that is destroyed then has its end. */
        @Test
        void whenItAsksForPendingAndDestroysOneOfTheRest_thenThatOneEnds() {
            Probe victim = loose("v", 0).preparesReady();
            batch(() -> {
                context.pending();
                victim.source.destroy();
            });
            victim.source.attach(context);

            loop.iterate();

            assertThat(victim.isFinalized).isTrue();
            assertThat(victim.dispatches).isZero();
        }
    }
}

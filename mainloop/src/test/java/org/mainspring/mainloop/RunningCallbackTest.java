package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollRecord;

/** What a callback sees, and what is blocked while it runs (S72-S75, S78, S95). */
class RunningCallbackTest extends LoopFixture {
    private final Object channel = new Object();

    @Nested
    class GivenASourceThatIsBlocked {
        private final Object other = new Object();

        /** S72: out of the poll, and not asked, while its own callback iterates. */
        @Test
        void whenItsCallbackIterates_thenItIsNeitherPolledNorAskedNorRun() {
            Probe a = probe("a", 0).preparesReady();
            PollRecord record = a.source.addWatch(channel, IOCondition.IN);
            a.source.setReadyTimeNanos(0);
            watch("w", 0, other);
            makeReady(channel);
            makeReady(other);
            a.duringDispatch(() -> {
                assertThat(loop.iterate()).isTrue();
                assertThat(poller.records()).hasSize(1).doesNotContain(record);
            });

            loop.iterate();

            assertThat(ran).containsExactly("a", "w");
            assertThat(a.prepares).isEqualTo(1);
            assertThat(poller.records()).hasSize(2).contains(record);
        }

        /** S74, S117: afterwards it is back, with nothing seen. */
        @Test
        void whenItsCallbackHasReturned_thenItIsPolledAgain() {
            Source[] self = new Source[1];
            self[0] = plain("a", 0, () -> loop.iterate());
            PollRecord record = self[0].addWatch(channel, IOCondition.IN);
            makeReady(channel);

            loop.iterate();
            assertThat(self[0].queryWatch(record)).isEqualTo(IOCondition.NONE);
            loop.iterate();

            assertThat(ran).containsExactly("a", "a");
        }

        /** S74: destroyed within its callback it is not put back. */
        @Test
        void whenItDestroysItselfAndIterates_thenItIsNotPolledAgain() {
            Source[] self = new Source[1];
            self[0] = plain("a", 0, () -> {
                loop.iterate();
                self[0].destroy();
                loop.iterate();
            });
            self[0].addWatch(channel, IOCondition.IN);
            makeReady(channel);

            loop.iterate();
            loop.iterate();

            assertThat(ran).containsExactly("a");
            assertThat(poller.records()).isEmpty();
        }

        /** S72, S95: one that may recurse is dispatched by its own callback's iteration. */
        @Test
        void whenItCanRecurse_thenItRunsWithinItself() {
            int[] depths = new int[3];
            Source[] self = new Source[1];
            self[0] = idle("a", 0, () -> {
                depths[MainLoop.depth() - 1]++;
                if (MainLoop.depth() < 3) {
                    loop.iterate();
                }
            });
            self[0].setCanRecurse(true);

            loop.iterate();

            assertThat(depths).containsExactly(1, 1, 1);
        }
    }

    @Nested
    class GivenARunningCallback {
        private final List<String> seen = new ArrayList<>();

        /** S73: depth and current source are set while it runs, and restored after. */
        @Test
        void whenItLooks_thenDepthAndCurrentSourceAreItsOwn() {
            Source[] outer = new Source[1];
            Source[] inner = new Source[1];
            inner[0] = idle("inner", 1, () -> {
                seen.add(MainLoop.depth() + " " + (Source.current() == inner[0]));
            });
            outer[0] = idle("outer", 0, () -> {
                seen.add(MainLoop.depth() + " " + (Source.current() == outer[0]));
                loop.iterate();
                seen.add(MainLoop.depth() + " " + (Source.current() == outer[0]));
            });

            loop.iterate();

            assertThat(seen).containsExactly("1 true", "2 true", "1 true");
            assertThat(MainLoop.depth()).isZero();
            assertThat(Source.current()).isNull();
        }

        /** S73: nothing is locked: everything may be done. */
        @Test
        void whenItChangesEverything_thenNothingIsInTheWay() {
            Source[] self = new Source[1];
            self[0] = idle("a", 0, () -> {
                self[0].setPriority(5);
                self[0].setReadyTimeNanos(7);
                self[0].addWatch(channel, IOCondition.IN);
                context.findByData(null);
                context.remove(self[0].id());
            });

            loop.iterate();

            assertThat(self[0].isDestroyed()).isTrue();
            assertThat(poller.records()).isEmpty();
        }

        /** S75: true keeps, false removes. */
        @Test
        void whenItReturns_thenThatDecides() {
            Source kept = Sources.idle();
            kept.setCallback(() -> Source.CONTINUE);
            attach(kept, 0);
            Source removed = Sources.idle();
            removed.setCallback(() -> Source.REMOVE);
            attach(removed, 0);

            loop.iterate();

            assertThat(kept.isDestroyed()).isFalse();
            assertThat(removed.isDestroyed()).isTrue();
        }

        /** S78: one time for the whole batch, however long a member takes. */
        @Test
        void whenItTakesTime_thenTheNextMemberSeesTheSameTime() {
            List<Long> times = new ArrayList<>();
            timeout("t", 0, 0, () -> clock.advanceNanos(100));
            Source[] self = new Source[1];
            self[0] = idle("i", 0, () -> times.add(self[0].timeNanos()));

            loop.iterate();

            assertThat(times).containsExactly(0L);
        }

        /** S78: unless an iteration ran within. */
        @Test
        void whenItIterates_thenTheNextTimeIsRead() {
            List<Long> times = new ArrayList<>();
            Source[] self = new Source[1];
            self[0] = timeout("t", 0, 0, () -> {
                clock.advanceNanos(100);
                loop.iterate();
                times.add(self[0].timeNanos());
            });

            loop.iterate();

            assertThat(times).containsExactly(100L);
        }
    }
}

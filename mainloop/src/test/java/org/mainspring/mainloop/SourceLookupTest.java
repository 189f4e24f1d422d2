package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mainspring.mainloop.kind.Idle;
import org.mainspring.mainloop.kind.Timeout;
import org.mainspring.mainloop.queue.Seed;
import org.mainspring.mainloop.source.SourceFuncs;

/** Looking sources up by data, and by id among many (S13, S16, S18). */
class SourceLookupTest extends LoopFixture {
    @Nested
    class GivenSourcesWithData {
        private final Object data = new Object();

        private Source withData(int priority, Object object) {
            return context.idleAdd(priority, ignored -> true, object, null);
        }

        /** S18: the first in dispatch order, not of attachment. */
        @Test
        void whenSeveralHaveIt_thenTheFirstInDispatchOrderIsFound() {
            Source third = withData(5, data);
            Source second = withData(0, data);
            Source first = withData(-5, data);
            Source fourth = withData(5, data);

            assertThat(context.findByData(data)).isSameAs(first);
            assertThat(context.removeByData(data)).isTrue();
            assertThat(context.findByData(data)).isSameAs(second);
            assertThat(context.removeByData(data)).isTrue();
            assertThat(context.findByData(data)).isSameAs(third);
            third.setPriority(5);
            assertThat(context.findByData(data)).isSameAs(fourth);
        }

        /** S18: identity counts, not equality. */
        @Test
        void whenAnotherIsEqual_thenItIsNotFound() {
            withData(0, new ArrayList<>(List.of("x")));

            assertThat(context.findByData(new ArrayList<>(List.of("x")))).isNull();
        }

        /** S18: who has no callback at all has no data, not even none. */
        @Test
        void whenLookingForNoData_thenWhoHasNoCallbackIsSkipped() {
            Source bare = Sources.idle();
            bare.attach(context);
            Source with = idle("a", 300);

            assertThat(context.findByData(null)).isSameAs(with);
        }

        /** S18: a callback that was replaced counts no more. */
        @Test
        void whenTheCallbackIsReplaced_thenItsDataIsNotFound() {
            Source source = withData(0, data);
            source.setCallback(() -> true);

            assertThat(context.findByData(data)).isNull();
            assertThat(context.findByData(null)).isSameAs(source);
        }

        /** S18: of one kind only. */
        @Test
        void whenLookingByKind_thenOthersAreSkipped() {
            Source idle = withData(0, data);
            Source timeout = context.timeoutAddMillis(7, 10, ignored -> true, data, null);

            assertThat(context.findByKindAndData(Timeout.class, data)).isSameAs(timeout);
            assertThat(context.findByKindAndData(Idle.class, data)).isSameAs(idle);
            assertThat(context.findByKindAndData(Probe.class, data)).isNull();
            assertThat(context.removeByKindAndData(Timeout.class, data)).isTrue();
            assertThat(timeout.isDestroyed()).isTrue();
            assertThat(idle.isDestroyed()).isFalse();
        }

        /** Ours: the test is the caller's code, and no lock is held while such runs. */
        @Test
        void whenATestSaysWhichKind_thenItRunsWithoutALockAndInDispatchOrder() {
            Source late = withData(1, data);
            Source early = context.timeoutAddMillis(0, 10, ignored -> true, data, null);
            List<SourceFuncs> tested = new ArrayList<>();

            Source found = context.findFirst(
                    kind -> {
                        tested.add(kind);
                        assertThat(Thread.holdsLock(context.lifecycle.registry)).isFalse();
                        return kind instanceof Idle;
                    },
                    data);

            assertThat(found).isSameAs(late);
            assertThat(tested).containsExactly(early.funcs, late.funcs);
        }
    }

    /** S13, S16: cost does not follow the number of sources. */
    @Nested
    class GivenFiftyThousandSources {
        private static final int MANY = 50_000;

        private final Random random = Seed.random(SourceLookupTest.class);

        /** @origin glib/tests/mainloop.c /maincontext/nsources_same_priority, /maincontext/nsources_different_priority */
        @ParameterizedTest
        @ValueSource(ints = {1, 100})
        void whenFoundByIdAndRemovedInRandomOrder_thenNobodyRuns(int priorities) {
            List<Integer> ids = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                ids.add(attachAny(i, i % priorities).id());
            }

            Collections.shuffle(ids, random);
            for (int id : ids) {
                assertThat(context.findById(id)).isNotNull();
                assertThat(context.remove(id)).isTrue();
                assertThat(context.findById(id)).isNull();
            }

            clock.advanceNanos(1_000);
            assertThat(loop.iterate()).isFalse();
            assertThat(ran).isEmpty();
            assertThat(asked).isEmpty();
            assertThat(poller.records()).isEmpty();
        }

        /** The half that is left runs as it was attached. */
        @Test
        void whenHalfIsRemovedInRandomOrder_thenTheRestRunsInOrder() {
            List<Source> sources = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                sources.add(attachAny(i, 0));
            }
            List<Source> shuffled = new ArrayList<>(sources);
            Collections.shuffle(shuffled, random);
            shuffled.subList(0, MANY / 2).forEach(Source::destroy);
            List<String> left = sources.stream()
                    .filter(source -> !source.isDestroyed())
                    .map(source -> String.valueOf(source.id() - 1))
                    .toList();

            clock.advanceNanos(1_000);
            loop.iterate();

            assertThat(ran.equals(left)).isTrue();
        }

        private Source attachAny(int number, int priority) {
            String name = String.valueOf(number);
            return switch (number % 3) {
                case 0 -> idle(name, priority);
                case 1 -> timeout(name, priority, random.nextInt(1_000));
                default -> probe(name, priority).checksReady().source;
            };
        }
    }
}

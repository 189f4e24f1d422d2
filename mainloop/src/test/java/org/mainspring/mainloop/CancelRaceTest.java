package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.kind.Cancellable;
import org.mainspring.mainloop.queue.Seed;

/** A cancellable that is cancelled while sources of it are made, dispatched and destroyed. S195. */
@Tag("realtime")
class CancelRaceTest {
    private static final int ROUNDS = 5_000;
    private static final int MOST_SPINS = 200;

    private final long seed = Seed.of("CancelRaceTest");
    private final CyclicBarrier barrier = new CyclicBarrier(2);
    private final MainContext context = new MainContext();
    private final TestThreads threads = new TestThreads();
    private Cancellable current = new Cancellable(); // published by the barrier

    private void meet() throws Exception {
        barrier.await(TestThreads.LONG_DELAY_SECONDS, TimeUnit.SECONDS);
    }

    private static void spin(SplittableRandom random) {
        for (int i = random.nextInt(MOST_SPINS); i > 0; i--) {
            Thread.onSpinWait();
        }
    }

    /** At about the time at which the other one, who has met it, goes on. */
    private void cancelInEachRound() throws Exception {
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < ROUNDS; round++) {
            meet();
            spin(random);
            current.cancel();
            meet();
        }
    }

    /**
     * S195: destroyed and cancelled at once.
     *
     * @origin gio/tests/cancellable.c test_cancellable_source_threaded_dispose
     */
    @Test
    void whenCancelledAndDestroyedAtOnce_thenNoCallFollowsAndNothingIsLeft() throws Exception {
        AtomicInteger late = new AtomicInteger();
        threads.start(this::cancelInEachRound);

        SplittableRandom random = new SplittableRandom(~seed);
        for (int round = 0; round < ROUNDS; round++) {
            current = new Cancellable();
            Source source = Sources.cancellable(current);
            source.setCallback(() -> {
                late.addAndGet(source.isDestroyed() ? 1 : 0);
                return Source.CONTINUE;
            });
            boolean attachedFirst = random.nextBoolean();
            if (attachedFirst) {
                source.attach(context);
            }
            meet();
            spin(random);
            if (!attachedFirst) {
                source.attach(context);
            }
            if (random.nextBoolean()) {
                context.iteration(false);
            }
            source.destroy();
            meet();
            assertThat(context.iteration(false))
                    .as("seed %d, round %d", seed, round)
                    .isFalse();
        }

        threads.join();
        assertThat(late).as("seed %d", seed).hasValue(0);
        assertThat(context.lifecycle.registry.inOrder()).as("seed %d", seed).isEmpty();
        context.close();
    }

    /** S195: each cancel is seen once, by a source that is made while it happens as well. */
    @Test
    void whenCancelledAndMadeAtOnce_thenTheCallbackRunsExactlyOnce() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        threads.start(this::cancelInEachRound);

        SplittableRandom random = new SplittableRandom(~seed);
        for (int round = 0; round < ROUNDS; round++) {
            current = new Cancellable();
            calls.set(0);
            meet();
            spin(random);
            Source source = Sources.cancellable(current);
            source.setCallback(() -> {
                calls.incrementAndGet();
                return Source.CONTINUE;
            });
            source.attach(context);
            while (calls.get() == 0) {
                context.iteration(true);
            }
            meet();
            context.iteration(false);
            assertThat(calls).as("seed %d, round %d", seed, round).hasValue(1);
            source.destroy();
        }

        threads.join();
        context.close();
    }

    /** S195: cancelled, reset and cancelled again while the loop dispatches: none is lost, and none is made up. */
    @Test
    void whenCancelledAgainAndAgainBesideALoop_thenTheLastIsSeenAndNoneIsMadeUp() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        AtomicInteger cancels = new AtomicInteger();
        AtomicInteger seen = new AtomicInteger();
        Cancellable cancellable = new Cancellable();
        MainLoop loop = new MainLoop(context);
        Source source = Sources.cancellable(cancellable);
        source.setCallback(() -> {
            calls.incrementAndGet();
            seen.set(cancels.get());
            if (seen.get() == ROUNDS) {
                loop.quit();
            }
            return Source.CONTINUE;
        });
        source.attach(context);
        threads.start(loop::run);

        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < ROUNDS; round++) {
            spin(random);
            cancels.incrementAndGet();
            cancellable.cancel();
            cancellable.reset();
        }

        threads.join();
        assertThat(calls.get()).as("seed %d", seed).isBetween(1, ROUNDS);
        assertThat(seen).as("seed %d", seed).hasValue(ROUNDS);
        context.close();
    }
}

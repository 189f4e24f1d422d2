package org.mainspring.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.source.Priority;

/** The race that the comment of {@link CompletionQueue} argues: somebody posts while the loop takes the last one. */
@Tag("realtime")
class CompletionQueueTest {
    private static final int ROUNDS = 30_000;
    private static final int DELAYS = 64;

    private final MainContext context = new MainContext();
    private final CompletionQueue queue = new CompletionQueue(context, Priority.DEFAULT);
    private int arrived;

    /** The poster is let go, and then has posted, once in each round. */
    private volatile int go;

    private volatile int posted;

    private final Completion counted = new Completion() {
        @Override
        public void deliver() {
            arrived++;
        }

        @Override
        public void discard() {}

        @Override
        public boolean isSpent() {
            return false;
        }
    };

    /** A while later in each round than in the one before, so as to meet every step of the loop. */
    private void postInEachRound() {
        for (int round = 1; round <= ROUNDS; round++) {
            while (go < round) {
                Thread.onSpinWait();
            }
            for (int delay = round % DELAYS; delay > 0; delay--) {
                Thread.onSpinWait();
            }
            queue.post(counted);
            posted = round;
        }
    }

    /** Nobody posts between the rounds, so one that is lost is not found by another's wake-up. */
    @Test
    void whenOneIsPostedWhileTheLoopTakesTheLast_thenItArrives() throws InterruptedException {
        queue.open();
        Thread poster = new Thread(this::postInEachRound);
        poster.setDaemon(true);
        poster.start();

        try {
            for (int round = 1; round <= ROUNDS; round++) {
                queue.post(counted);
                go = round;
                context.iteration(false);
                while (posted < round) {
                    Thread.onSpinWait();
                }
                context.iteration(false);
                assertThat(arrived).as("completions in round " + round).isEqualTo(2 * round);
            }
        } finally {
            go = ROUNDS;
            poster.join();
            context.close();
        }
    }
}

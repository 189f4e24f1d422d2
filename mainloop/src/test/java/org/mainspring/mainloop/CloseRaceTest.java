package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mainspring.mainloop.queue.Seed;
import org.mainspring.mainloop.source.Priority;

/** A context that is closed while another thread attaches and destroys: whoever got in is told of its end, once. */
@Tag("realtime")
class CloseRaceTest {
    private static final int ROUNDS = 2_000;

    private final StressLedger ledger = new StressLedger();
    private final SplittableRandom random = new SplittableRandom(Seed.of("CloseRaceTest"));

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whenClosedWhileOthersAttach_thenNobodyIsForgottenOrToldTwice(boolean destroying) throws Exception {
        for (int round = 0; round < ROUNDS && !ledger.isStopped(); round++) {
            MainContext context = new MainContext();
            CountDownLatch attaching = new CountDownLatch(1);
            Thread other = new Thread(() -> attachUntilClosed(context, attaching, destroying), "other");
            other.start();
            attaching.await();
            for (int spins = random.nextInt(2_000); spins > 0; spins--) {
                Thread.onSpinWait();
            }

            context.close();

            other.join();
            ledger.throwFailures();
            assertThat(ledger.owed()).as("round %d", round).isEmpty();
            assertThat(context.lifecycle.registry.inbox.isEmpty()).isTrue();
        }
    }

    /** What the test above meets once in many thousand rounds: the look whether the context is open came before. */
    @Test
    void whenClosedBetweenTheLookAndTheAttach_thenTheSourceEndsAllTheSame() throws Exception {
        MainContext context = new MainContext();
        StressSubject late = StressSubject.passive(ledger);
        StressCallback.setOn(late, ledger, ignored -> Source.CONTINUE);
        context.idleAdd(Priority.LOW, ignored -> Source.CONTINUE, late, ignored -> {
            Thread other = new Thread(() -> context.lifecycle.attach(late.source, false), "other");
            other.start();
            join(other);
        });

        context.close();

        ledger.throwFailures();
        assertThat(late.source.isDestroyed()).isTrue();
        assertThat(ledger.owed()).isEmpty();
    }

    private void join(Thread other) {
        try {
            other.join();
        } catch (InterruptedException interrupted) {
            ledger.fail("interrupted", interrupted);
        }
    }

    private void attachUntilClosed(MainContext context, CountDownLatch attaching, boolean destroying) {
        try {
            while (!context.isClosed()) {
                StressSubject subject = StressSubject.passive(ledger);
                StressCallback.setOn(subject, ledger, ignored -> Source.CONTINUE);
                attaching.countDown();
                if (!attach(subject, context) || destroying) {
                    subject.source.destroy();
                }
            }
        } catch (Throwable thrown) {
            ledger.fail("out of the other thread", thrown);
        }
    }

    private static boolean attach(StressSubject subject, MainContext context) {
        try {
            subject.source.attach(context);
            return true;
        } catch (IllegalStateException refused) {
            return false;
        }
    }
}

package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mainspring.mainloop.queue.Seed;
import org.mainspring.mainloop.source.Priority;
import org.mainspring.mainloop.source.SourceCallback;
import org.mainspring.mainloop.source.SourceHandle;

/** A context that is closed while another thread attaches and destroys: whoever got in is told of its end, once. */
@Tag("realtime")
class CloseRaceTest {
    private static final int ROUNDS = 2_000;
    private static final SourceCallback NEVER = () -> Source.CONTINUE;

    private final StressLedger ledger = new StressLedger();
    private final TestThreads threads = new TestThreads();
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

    /** X38, S180: whoever attaches is refused or has its notify run, once. */
    @Test
    void whenTheyAttach_thenEverySourceIsRefusedOrEnds() throws Exception {
        for (int round = 0; round < 200; round++) {
            AtomicInteger attached = new AtomicInteger();
            AtomicInteger notified = new AtomicInteger();
            MainContext real = new MainContext();
            CountDownLatch go = new CountDownLatch(1);
            for (int t = 0; t < 2; t++) {
                threads.start(() -> {
                    TestThreads.await(go);
                    try {
                        for (int i = 0; i < 1_000; i++) {
                            Source source = Sources.idle();
                            source.setFunction(NEVER, null, data -> notified.incrementAndGet());
                            attached.incrementAndGet();
                            try {
                                source.attach(real);
                            } catch (IllegalStateException closed) {
                                source.destroy();
                                throw closed;
                            }
                        }
                    } catch (IllegalStateException closed) {
                        assertThat(closed).hasMessage("context is closed");
                    }
                });
            }
            go.countDown();
            while (attached.get() < round && !Thread.interrupted()) {
                Thread.onSpinWait();
            }
            real.close();
            threads.join();

            assertThat(notified).as("round %d", round).hasValue(attached.get());
        }
    }

    /**
     * S180.
     *
     * @origin glib/tests/mainloop.c test_simultaneous_source_context_destruction
     */
    @Test
    void whenTheyDestroySources_thenEachEndsOnce() throws Exception {
        for (int round = 0; round < 120; round++) {
            AtomicInteger notified = new AtomicInteger();
            AtomicInteger finalized = new AtomicInteger();
            MainContext real = new MainContext();
            Source[] sources = new Source[100];
            for (int i = 0; i < sources.length; i++) {
                sources[i] = new Source(new Hooked() {
                    @Override
                    public void finalizeSource(SourceHandle self) {
                        finalized.incrementAndGet();
                    }
                });
                sources[i].setFunction(NEVER, null, data -> notified.incrementAndGet());
                sources[i].attach(real);
            }
            CountDownLatch go = new CountDownLatch(1);
            threads.start(() -> {
                TestThreads.await(go);
                for (Source source : sources) {
                    source.destroy();
                }
            });
            go.countDown();
            real.close();
            threads.join();

            assertThat(notified).hasValue(sources.length);
            assertThat(finalized).hasValue(sources.length);
        }
    }
}

package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mainspring.mainloop.queue.Seed;
import org.mainspring.mainloop.time.SystemClock;

/** What GLib's own tests ask of several threads, asked here. Nothing sleeps, and all of it is bounded. */
@Tag("realtime")
@Timeout(120)
class ThreadsInventoryTest {
    private final TestThreads threads = new TestThreads();
    private final MainContext context = new MainContext();

    @AfterEach
    void closeContext() {
        context.close();
    }

    /** @origin glib/tests/mainloop.c /maincontext/nsources_threadpool */
    @Nested
    class GivenTwentyThreads {
        private static final int THREADS = 20;
        private static final int EACH = 2_500;

        @Test
        void whenTheyAttachAndDestroyFiftyThousandIdles_thenNoneRunsAndEachIsLetGoOnce() throws Exception {
            AtomicInteger ran = new AtomicInteger();
            AtomicInteger letGo = new AtomicInteger();
            List<Source> all = Collections.synchronizedList(new ArrayList<>());
            inTwentyThreads(thread -> {
                for (int i = 0; i < EACH; i++) {
                    all.add(context.idleAdd(
                            thread, data -> ran.incrementAndGet() > 0, "data", data -> letGo.incrementAndGet()));
                }
            });
            assertThat(all).allMatch(source -> context.findById(source.id()) == source);
            assertThat(all.stream().map(Source::id).distinct()).hasSize(THREADS * EACH);
            List<Source> shuffled = new ArrayList<>(all);
            Collections.shuffle(shuffled, Seed.random(ThreadsInventoryTest.class));

            inTwentyThreads(thread ->
                    shuffled.subList(thread * EACH, (thread + 1) * EACH).forEach(Source::destroy));

            assertThat(context.iteration(false)).isFalse();
            assertThat(ran).hasValue(0);
            assertThat(letGo).hasValue(THREADS * EACH);
        }

        private void inTwentyThreads(IntConsumer body) throws Exception {
            for (int t = 0; t < THREADS; t++) {
                int me = t;
                threads.start(() -> body.accept(me));
            }
            threads.join();
        }
    }

    /**
     * Two threads run loops of their own on one context; each loop is quit by a timeout, wherever that runs.
     *
     * @origin glib/tests/mainloop.c /mainloop/wait
     */
    @Test
    void whenTwoThreadsRunLoopsOnOneContext_thenBothEndAndEveryCallbackRunsOnTheOwner() throws Exception {
        AtomicInteger strangers = new AtomicInteger();
        AtomicInteger quits = new AtomicInteger();
        for (int round = 0; round < 50; round++) {
            for (int t = 0; t < 2; t++) {
                MainLoop mine = new MainLoop(context);
                threads.start(() -> {
                    // not before it runs, or the quit would be lost
                    context.idleAdd(() -> {
                        strangers.addAndGet(context.isOwner() ? 0 : 1);
                        if (!mine.isRunning()) {
                            return Source.CONTINUE;
                        }
                        quits.incrementAndGet();
                        mine.quit();
                        return Source.REMOVE;
                    });
                    mine.run();
                });
            }
            threads.join();
        }

        assertThat(quits).hasValue(100);
        assertThat(strangers).hasValue(0);
    }

    /**
     * Fifty threads, each asleep in a context of its own, pass five tokens around by nothing but wake-ups.
     *
     * @origin glib/tests/gwakeuptest.c /gwakeup/threaded
     */
    @Nested
    class GivenFiftyThreadsThatPassTokens {
        private static final int CONTEXTS = 50;
        private static final int TOKENS = 5;
        private static final int HOPS = 20_000;

        private final MainContext[] contexts = new MainContext[CONTEXTS];
        private final AtomicInteger[] held = new AtomicInteger[CONTEXTS];
        private final AtomicInteger hops = new AtomicInteger();
        private final AtomicInteger finished = new AtomicInteger();

        @Test
        void whenTheyHopOften_thenNoneIsLost() throws Exception {
            for (int i = 0; i < CONTEXTS; i++) {
                contexts[i] = new MainContext();
                held[i] = new AtomicInteger();
            }
            for (int i = 0; i < CONTEXTS; i++) {
                int me = i;
                threads.start(() -> passOn(me));
            }
            for (int token = 0; token < TOKENS; token++) {
                give(token * (CONTEXTS / TOKENS));
            }
            threads.join();

            assertThat(hops).hasValueGreaterThanOrEqualTo(HOPS);
            assertThat(finished).hasValue(TOKENS);
            for (MainContext each : contexts) {
                each.close();
            }
        }

        private void give(int to) {
            held[to].incrementAndGet();
            contexts[to].wakeup();
        }

        private void passOn(int me) {
            while (finished.get() < TOKENS) {
                for (int i = held[me].getAndSet(0); i > 0; i--) {
                    if (hops.incrementAndGet() < HOPS) {
                        give((me * 7 + hops.get()) % CONTEXTS);
                    } else if (finished.incrementAndGet() == TOKENS) {
                        Stream.of(contexts).forEach(MainContext::wakeup);
                    }
                }
                if (finished.get() < TOKENS) {
                    contexts[me].iteration(true);
                }
            }
        }
    }

    /**
     * A ready time that another thread sets wakes the loop, before its first iteration and out of its sleep.
     *
     * @origin glib/tests/mainloop.c /mainloop/ready-time, its second half
     */
    @Test
    void whenAnotherThreadSetsAReadyTime_thenTheLoopRunsTheSourceEachTime() throws Exception {
        AtomicInteger ran = new AtomicInteger();
        CountDownLatch[] turns =
                Stream.generate(() -> new CountDownLatch(1)).limit(100).toArray(CountDownLatch[]::new);
        MainLoop running = new MainLoop(context);
        Source source = new Source((self, callback) -> {
            self.clearReadyTime();
            turns[ran.getAndIncrement()].countDown();
            return Source.CONTINUE;
        });
        source.attach(context);
        source.setReadyTimeNanos(SystemClock.INSTANCE.nanos());
        Thread runner = threads.start(running::run);
        TestThreads.await(turns[0]);

        for (int turn = 1; turn < turns.length; turn++) {
            TestThreads.awaitBlocked(runner);
            source.setReadyTimeNanos(turn % 2 == 0 ? SystemClock.INSTANCE.nanos() : 0);
            TestThreads.await(turns[turn]);
        }
        running.quit();
        threads.join();

        assertThat(ran).hasValue(turns.length);
    }

    /** X41: a context is owned by a thread, not by what carries it. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("factories")
    void whenOneThreadOwnsTheContext_thenAnotherDoesNot(String kind, ThreadFactory factory) throws Exception {
        CountDownLatch owned = new CountDownLatch(1);
        CountDownLatch tried = new CountDownLatch(1);
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        Thread owner = factory.newThread(() -> {
            seen.add("first " + context.tryAcquire());
            owned.countDown();
            awaitQuietly(tried);
            seen.add("first still " + context.isOwner());
            context.release();
        });
        Thread other = factory.newThread(() -> {
            awaitQuietly(owned);
            seen.add("second " + context.isOwner() + " " + context.tryAcquire() + " " + context.iteration(false));
            tried.countDown();
        });
        owner.start();
        other.start();
        owner.join(Duration.ofSeconds(TestThreads.LONG_DELAY_SECONDS).toMillis());
        other.join(Duration.ofSeconds(TestThreads.LONG_DELAY_SECONDS).toMillis());

        assertThat(seen).as(kind).containsExactly("first true", "second false false false", "first still true");
        assertThat(context.tryAcquire()).isTrue();
        context.release();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            TestThreads.await(latch);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Threads of the platform, and virtual ones where this Java has them. */
    static Stream<Arguments> factories() throws ReflectiveOperationException {
        List<Arguments> factories = new ArrayList<>();
        factories.add(Arguments.of("platform", (ThreadFactory) Thread::new));
        if (Runtime.version().feature() >= 21) {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            Class<?> type = Class.forName("java.lang.Thread$Builder");
            factories.add(Arguments.of("virtual", type.getMethod("factory").invoke(builder)));
        }
        return factories.stream();
    }
}

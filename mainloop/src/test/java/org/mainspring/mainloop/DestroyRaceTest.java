package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.queue.Seed;

/** Threads that destroy what a loop runs. S173. */
class DestroyRaceTest extends DrivenFixture {
    @Nested
    @Tag("realtime")
    class GivenThreadsThatDestroyWhatALoopRuns {
        private final TestThreads threads = new TestThreads();

        /** S173: after destroy() has returned no new call begins; one that had begun is given the time to end. */
        @Test
        void whenDestroyHasReturned_thenNoCallBegins() throws Exception {
            Random random = Seed.random(DestroyRaceTest.class);
            AtomicInteger notified = new AtomicInteger();
            int rounds = 1_000;
            try (MainContext real = new MainContext()) {
                MainLoop running = new MainLoop(real);
                TestThreads.awaitBlocked(threads.start(running::run));
                for (int i = 0; i < rounds; i++) {
                    AtomicInteger calls = new AtomicInteger();
                    Source source = real.idleAdd(
                            0, data -> calls.incrementAndGet() > 0, null, data -> notified.incrementAndGet());
                    for (int spin = random.nextInt(500); spin > 0; spin--) {
                        Thread.onSpinWait();
                    }
                    source.destroy();
                    awaitIteration(real);
                    int before = calls.get();
                    awaitIteration(real);
                    assertThat(calls).as("round %d", i).hasValue(before);
                }
                running.quit();
                threads.join();
            }

            assertThat(notified).hasValue(rounds);
        }

        /** Returns once something was dispatched that was attached after this call. */
        private void awaitIteration(MainContext real) throws InterruptedException {
            CountDownLatch dispatched = new CountDownLatch(1);
            real.invoke(() -> {
                dispatched.countDown();
                return Source.REMOVE;
            });
            TestThreads.await(dispatched);
        }

        /** S173: it does not wait for a call that is running. */
        @Test
        void whenTheCallbackRuns_thenDestroyReturnsAtOnce() throws Exception {
            CountDownLatch inside = new CountDownLatch(1);
            CountDownLatch leave = new CountDownLatch(1);
            Thread[] notifiedOn = new Thread[1];
            try (MainContext real = new MainContext()) {
                Source source = real.idleAdd(
                        0,
                        data -> {
                            inside.countDown();
                            TestThreads.await(leave);
                            return Source.CONTINUE;
                        },
                        null,
                        data -> notifiedOn[0] = Thread.currentThread());
                Thread runner = threads.start(() -> real.iteration(true));
                TestThreads.await(inside);

                source.destroy();

                assertThat(source.isDestroyed()).isTrue();
                assertThat(notifiedOn[0]).isNull();
                leave.countDown();
                threads.join();
                assertThat(notifiedOn[0]).isSameAs(runner);
            }
        }
    }
}

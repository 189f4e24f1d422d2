package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.Pipe;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.poll.IOCondition;

/** Wake-ups of a loop that really sleeps, by other threads: none is lost. S109, S111, S140. */
class RealWakeupTest extends DrivenFixture {
    @Nested
    @Tag("realtime")
    class GivenALoopThatReallySleeps {
        private final TestThreads threads = new TestThreads();

        /** @origin glib/tests/mainloop.c test_wakeup */
        @Test
        void whenItIsWokenFirst_thenEachOfAHundredIterationsReturns() {
            try (MainContext real = new MainContext()) {
                for (int i = 0; i < 100; i++) {
                    real.wakeup();
                    assertThat(real.iteration(true)).isFalse();
                }
            }
        }

        /** S109. */
        @Test
        void whenItParks_thenAWakeupFromAnotherThreadEndsIt() throws Exception {
            try (MainContext real = new MainContext()) {
                Thread sleeper =
                        threads.start(() -> assertThat(real.iteration(true)).isFalse());
                TestThreads.awaitBlocked(sleeper);

                real.wakeup();

                threads.join();
            }
        }

        /** S109. */
        @Test
        void whenItSelects_thenAWakeupFromAnotherThreadEndsIt() throws Exception {
            Pipe pipe = Pipe.open();
            pipe.source().configureBlocking(false);
            try (MainContext real = new MainContext();
                    Pipe.SourceChannel source = pipe.source();
                    Pipe.SinkChannel sink = pipe.sink()) {
                real.watchAdd(source, IOCondition.IN, (channel, condition) -> Source.CONTINUE);
                assertThat(real.iteration(true)).isFalse(); // the watch that came has woken it
                Thread sleeper =
                        threads.start(() -> assertThat(real.iteration(true)).isFalse());
                TestThreads.awaitBlocked(sleeper);

                real.wakeup();

                threads.join();
                assertThat(sink.isOpen()).isTrue();
            }
        }

        /** S111: no post is lost, however it races with falling asleep. */
        @Test
        void whenManyThreadsAttach_thenEverythingRuns() throws Exception {
            int perThread = 5_000;
            AtomicInteger ran = new AtomicInteger();
            try (MainContext real = new MainContext()) {
                for (int t = 0; t < 3; t++) {
                    threads.start(() -> {
                        for (int i = 0; i < perThread; i++) {
                            real.idleAdd(() -> {
                                ran.incrementAndGet();
                                return Source.REMOVE;
                            });
                        }
                    });
                }
                while (ran.get() < 3 * perThread) {
                    real.iteration(true);
                }
                threads.join();
            }

            assertThat(ran).hasValue(3 * perThread);
        }

        /** S140: ping-pong by ready times, each of which ends a sleep. */
        @Test
        void whenAReadyTimeIsSetByAnotherThread_thenTheSleepEndsEachTime() throws Exception {
            int rounds = 2_000;
            AtomicInteger ran = new AtomicInteger();
            try (MainContext real = new MainContext()) {
                Source source = new Source((self, callback) -> {
                    self.clearReadyTime();
                    ran.incrementAndGet();
                    return Source.CONTINUE;
                });
                source.attach(real);
                threads.start(() -> {
                    for (int i = 0; i < rounds; i++) {
                        source.setReadyTimeNanos(0);
                        while (ran.get() == i && !Thread.interrupted()) {
                            Thread.onSpinWait();
                        }
                    }
                });
                while (ran.get() < rounds) {
                    real.iteration(true);
                }
                threads.join();
            }

            assertThat(ran).hasValue(rounds);
        }
    }
}

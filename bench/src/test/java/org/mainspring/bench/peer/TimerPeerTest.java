package org.mainspring.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TimerPeerTest {
    private static final int TIMERS = 1_000;
    private static final long MILLI = 1_000_000;
    private static final long HOUR = 3_600_000 * MILLI;

    private final AtomicIntegerArray fired = new AtomicIntegerArray(TIMERS);
    private final AtomicLong count = new AtomicLong();

    static Stream<String> here() {
        return Peers.timers().stream().filter(Peers::isAvailable);
    }

    private static boolean isWheel(String name) {
        return List.of(Peers.AGRONA_WHEEL, Peers.NETTY_WHEEL).contains(name);
    }

    static Stream<String> heaps() {
        return here().filter(name -> !isWheel(name));
    }

    static Stream<String> wheels() {
        return here().filter(TimerPeerTest::isWheel);
    }

    static Stream<String> threaded() {
        return here().filter(name -> {
            try (TimerPeer timers = Peers.openTimers(name, 1, i -> {})) {
                return timers instanceof ThreadedTimers;
            }
        });
    }

    private void fired(int timer) {
        fired.incrementAndGet(timer);
        count.incrementAndGet();
    }

    private TimerPeer open(String name) {
        return Peers.openTimers(name, TIMERS, this::fired);
    }

    private void fireUntil(TimerPeer timers, long wanted) {
        while (count.get() < wanted) {
            if (timers instanceof DrivenTimers driven) {
                driven.fireDue();
            } else {
                Thread.onSpinWait();
            }
        }
    }

    @Nested
    class GivenTimersInAnyOrder {
        @ParameterizedTest
        @MethodSource("org.mainspring.bench.peer.TimerPeerTest#here")
        void whenTheyAreDue_thenEachFiresOnce(String name) {
            try (TimerPeer timers = open(name)) {
                long seed = Long.getLong("mainspring.seed", new Random().nextLong());
                Random random = new Random(seed);
                for (int i = 0; i < TIMERS; i++) {
                    timers.arm(i, random.nextInt((int) (20 * MILLI)));
                }

                fireUntil(timers, TIMERS);

                assertThat(IntStream.range(0, TIMERS).map(fired::get))
                        .as("-Dmainspring.seed=%d", seed)
                        .containsOnly(1);
            }
        }

        @ParameterizedTest
        @MethodSource("org.mainspring.bench.peer.TimerPeerTest#here")
        void whenHalfOfThemAreCancelled_thenTheOtherHalfFires(String name) {
            try (TimerPeer timers = open(name)) {
                for (int i = 0; i < TIMERS; i++) {
                    timers.arm(i, isEven(i) ? HOUR : 20 * MILLI);
                }
                for (int i = 0; i < TIMERS; i += 2) {
                    timers.cancel(i);
                    timers.arm(i, 10 * MILLI);
                    timers.cancel(i);
                }

                fireUntil(timers, TIMERS / 2);

                assertThat(IntStream.range(0, TIMERS).allMatch(i -> fired.get(i) == (isEven(i) ? 0 : 1)))
                        .isTrue();
            }
        }

        private boolean isEven(int timer) {
            return timer % 2 == 0;
        }
    }

    @Nested
    class GivenOneTimer {
        @ParameterizedTest
        @MethodSource("org.mainspring.bench.peer.TimerPeerTest#here")
        void whenItFires_thenNotBeforeItsTime(String name) {
            try (TimerPeer timers = open(name)) {
                long fromNanos = System.nanoTime();
                timers.arm(7, 3 * MILLI);

                fireUntil(timers, 1);

                assertThat(System.nanoTime() - fromNanos).isGreaterThanOrEqualTo(3 * MILLI);
                assertThat(fired.get(7)).isEqualTo(1);
            }
        }

        @ParameterizedTest
        @MethodSource("org.mainspring.bench.peer.TimerPeerTest#here")
        void whenItHasFired_thenItCanBeArmedAgain(String name) {
            try (TimerPeer timers = open(name)) {
                for (int i = 1; i <= 3; i++) {
                    timers.arm(0, i);
                    fireUntil(timers, i);
                }

                assertThat(fired.get(0)).isEqualTo(3);
            }
        }

        @ParameterizedTest
        @MethodSource("org.mainspring.bench.peer.TimerPeerTest#heaps")
        void whenItRepeats_thenItFiresUntilItIsCancelled(String name) {
            try (TimerPeer timers = open(name)) {
                timers.repeat(3, 1);

                fireUntil(timers, 100);
                timers.cancel(3);
                timers.arm(4, 5 * MILLI); // fires after what was under way has ended
                fireUntil(timers, count.get() + 1);
                while (fired.get(4) == 0) {
                    fireUntil(timers, count.get() + 1);
                }

                long atTheEnd = fired.get(3);
                timers.arm(5, MILLI);
                while (fired.get(5) == 0) {
                    fireUntil(timers, count.get() + 1);
                }
                assertThat(fired.get(3)).isEqualTo((int) atTheEnd).isGreaterThanOrEqualTo(99);
            }
        }

        @ParameterizedTest
        @MethodSource("org.mainspring.bench.peer.TimerPeerTest#wheels")
        void whenAWheelIsToRepeatIt_thenItSaysThatItDoesNot(String name) {
            try (TimerPeer timers = open(name)) {
                assertThatThrownBy(() -> timers.repeat(0, 1)).isInstanceOf(UnsupportedOperationException.class);
            }
        }
    }

    @Nested
    class GivenAPeerWithAThread {
        @ParameterizedTest
        @MethodSource("org.mainspring.bench.peer.TimerPeerTest#threaded")
        void whenItIsOccupied_thenNothingFiresUntilItIsFree(String name) throws InterruptedException {
            try (ThreadedTimers timers = (ThreadedTimers) open(name)) {
                CountDownLatch occupied = new CountDownLatch(1);
                CountDownLatch free = new CountDownLatch(1);
                timers.occupy(() -> {
                    occupied.countDown();
                    await(free);
                });
                occupied.await();

                timers.arm(0, 1);
                long untilNanos = System.nanoTime() + 5 * MILLI;
                while (System.nanoTime() < untilNanos) {
                    assertThat(count.get()).isZero();
                }
                free.countDown();
                fireUntil(timers, 1);

                assertThat(fired.get(0)).isEqualTo(1);
            }
        }

        private static void await(CountDownLatch latch) {
            try {
                latch.await();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

package org.mainspring.bench.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LoopPeerTest {
    private static final int MANY = 10_000;
    private static final long MILLI = 1_000_000;
    private static final long HOUR = 3_600_000 * MILLI;

    static Stream<String> here() {
        return Peers.loops().stream().filter(Peers::isAvailable);
    }

    static Stream<String> loops() {
        return Stream.concat(here(), Stream.of(Peers.BARE_QUEUE));
    }

    static Stream<String> absent() {
        return Peers.loops().stream().filter(name -> !Peers.isAvailable(name));
    }

    /** Returns when everything that was posted before has run. */
    private static void settle(LoopPeer loop) {
        CompletableFuture.runAsync(() -> {}, loop).join();
    }

    @Nested
    class GivenALoop {
        @ParameterizedTest
        @MethodSource("org.mainspring.bench.peer.LoopPeerTest#loops")
        void whenAnotherThreadPosts_thenItRunsEverythingInThatOrder(String name) {
            try (LoopPeer loop = Peers.open(name)) {
                List<Integer> ran = new ArrayList<>();

                for (int i = 0; i < MANY; i++) {
                    int number = i;
                    loop.execute(() -> ran.add(number));
                }
                settle(loop);

                assertThat(ran).isEqualTo(IntStream.range(0, MANY).boxed().toList());
            }
        }

        @ParameterizedTest
        @MethodSource("org.mainspring.bench.peer.LoopPeerTest#loops")
        void whenATaskPosts_thenThatRunsAfterItAndOnTheSameThread(String name) {
            try (LoopPeer loop = Peers.open(name)) {
                List<String> ran = new ArrayList<>();
                CompletableFuture<Thread> inner = new CompletableFuture<>();

                loop.execute(() -> {
                    loop.execute(() -> {
                        ran.add("second");
                        inner.complete(Thread.currentThread());
                    });
                    ran.add("first");
                });

                assertThat(inner.join()).isSameAs(loop.thread());
                assertThat(ran).containsExactly("first", "second");
            }
        }

        @ParameterizedTest
        @MethodSource("org.mainspring.bench.peer.LoopPeerTest#loops")
        void whenItIsOpened_thenItSaysWhatItIs(String name) {
            try (LoopPeer loop = Peers.open(name)) {
                assertThat(loop.name()).isEqualTo(name);
                assertThat(loop.thread().isAlive()).isTrue();
                assertThat(loop.thread()).isNotSameAs(Thread.currentThread());
            }
        }

        @ParameterizedTest
        @MethodSource("org.mainspring.bench.peer.LoopPeerTest#loops")
        void whenOnLinux_thenTheSystemHasAThreadWithThatId(String name) {
            Path threads = Path.of("/proc/self/task");
            if (!Files.isDirectory(threads)) {
                abort("not run: no /proc");
            }
            try (LoopPeer loop = Peers.open(name)) {
                long own = ThreadIdentity.current().linuxId();

                assertThat(threads.resolve(Long.toString(loop.threadId()))).isDirectory();
                assertThat(loop.threadId()).isNotEqualTo(own);
            }
        }

        @ParameterizedTest
        @MethodSource("org.mainspring.bench.peer.LoopPeerTest#loops")
        void whenItIsClosed_thenItsThreadHasEnded(String name) {
            LoopPeer loop = Peers.open(name);

            loop.close();

            assertThat(loop.thread().isAlive()).isFalse();
        }
    }

    @Nested
    class GivenTimersOfALoop {
        @ParameterizedTest
        @MethodSource("org.mainspring.bench.peer.LoopPeerTest#here")
        void whenOneFires_thenNotBeforeItsTime(String name) {
            try (LoopPeer loop = Peers.open(name)) {
                CompletableFuture<Long> tookNanos = new CompletableFuture<>();

                loop.execute(() -> {
                    long fromNanos = System.nanoTime();
                    loop.schedule(() -> tookNanos.complete(System.nanoTime() - fromNanos), 3 * MILLI);
                });

                assertThat(tookNanos.join()).isGreaterThanOrEqualTo(3 * MILLI);
            }
        }

        @ParameterizedTest
        @MethodSource("org.mainspring.bench.peer.LoopPeerTest#here")
        void whenOneIsCancelled_thenOnlyTheOtherFires(String name) throws InterruptedException {
            try (LoopPeer loop = Peers.open(name)) {
                List<String> fired = new ArrayList<>();
                CountDownLatch done = new CountDownLatch(1);

                loop.execute(() -> {
                    Object cancelled = loop.schedule(() -> fired.add("cancelled"), MILLI);
                    loop.schedule(
                            () -> {
                                fired.add("kept");
                                done.countDown();
                            },
                            5 * MILLI);
                    loop.cancel(cancelled);
                });
                done.await();

                assertThat(fired).containsExactly("kept");
            }
        }

        @ParameterizedTest
        @MethodSource("org.mainspring.bench.peer.LoopPeerTest#here")
        void whenTheLoopIsClosedBeforeItsTime_thenItDoesNotWaitForIt(String name) {
            LoopPeer loop = Peers.open(name);
            List<String> fired = new ArrayList<>();
            CompletableFuture.runAsync(() -> loop.schedule(() -> fired.add("late"), HOUR), loop)
                    .join();

            loop.close();

            assertThat(loop.thread().isAlive()).isFalse();
            assertThat(fired).isEmpty();
        }
    }

    @Nested
    class GivenNames {
        @Test
        void whenNobodyHasThem_thenTheyAreRefused() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Peers.open("libuv"))
                    .withMessageContaining("libuv");
            assertThatIllegalArgumentException().isThrownBy(() -> Peers.open(Peers.NETTY_WHEEL));
            assertThatIllegalArgumentException().isThrownBy(() -> Peers.drive(Peers.STPE, false));
            assertThatIllegalArgumentException().isThrownBy(() -> Peers.openTimers(Peers.MAINSPRING_IDLE, 1, i -> {}));
        }

        @Test
        void whenAPeerIsNotHere_thenItSaysWhy() {
            absent().forEach(name -> assertThatThrownBy(() -> Peers.open(name))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessage(name + ": " + Peers.whyAbsent(name)));
        }

        @Test
        void whenTheJvmIsNewEnough_thenTheForkJoinPoolIsHere() {
            assertThat(Peers.isAvailable(Peers.FJP)).isEqualTo(Runtime.version().feature() >= 25);
        }
    }
}

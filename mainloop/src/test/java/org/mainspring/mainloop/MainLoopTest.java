package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mainspring.mainloop.TestThreads.elsewhere;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Loops: run, quit, nesting, several on one context. S87-S93. */
class MainLoopTest extends DrivenFixture {
    private final MainLoop mainLoop = new MainLoop(context);

    @Nested
    class GivenALoopThatDoesNotRun {
        /** S87. */
        @Test
        void thenItSaysSo() {
            assertThat(mainLoop.isRunning()).isFalse();
            assertThat(mainLoop.context()).isSameAs(context);
        }

        /** S90. */
        @Test
        void whenItIsMadeAsRunning_thenItSaysSoWithoutRunning() {
            idle(0, note("never"));
            MainLoop other = new MainLoop(context, true);

            assertThat(other.isRunning()).isTrue();
            other.quit();
            assertThat(other.isRunning()).isFalse();
            assertThat(loop.log()).isEmpty();
        }

        /** S88. */
        @Test
        void whenItIsQuitBeforeItRuns_thenItRunsAllTheSame() {
            context.timeoutAddMillis(20, then("timer", mainLoop::quit, Source.REMOVE));

            mainLoop.quit();
            mainLoop.run();

            assertThat(clock.elapsedNanos()).isEqualTo(Duration.ofMillis(20).toNanos());
            assertThat(loop.log()).containsExactly("timer");
        }
    }

    @Nested
    class GivenALoopThatRuns {
        /** S87. */
        @Test
        void whenItIsQuitFromACallback_thenItIteratedUntilThen() {
            int[] ticks = new int[1];
            context.timeoutAddMillis(1, () -> {
                assertThat(mainLoop.isRunning()).isTrue();
                if (++ticks[0] == 10) {
                    mainLoop.quit();
                    assertThat(mainLoop.isRunning()).isFalse();
                }
                return Source.CONTINUE;
            });

            mainLoop.run();

            assertThat(ticks[0]).isEqualTo(10);
            assertThat(clock.elapsedNanos()).isEqualTo(Duration.ofMillis(10).toNanos());
            assertThat(mainLoop.isRunning()).isFalse();
            assertThat(context.isOwner()).isFalse();
        }

        /** S89. */
        @Test
        void whenItIsQuitInTheMiddleOfABatch_thenTheRestOfTheBatchRuns() {
            context.idleAdd(then("first", mainLoop::quit, Source.CONTINUE));
            context.idleAdd(note("second"));
            context.idleAdd(note("third"));

            mainLoop.run();

            assertThat(loop.log()).containsExactly("first", "second", "third");
        }

        /** S89: the wake-up outlives the loop. */
        @Test
        void whenItWasQuit_thenTheNextPollOfTheContextDoesNotSleep() {
            context.idleAdd(then("quit", mainLoop::quit, Source.REMOVE));
            mainLoop.run();

            assertThat(sleeps()).isFalse();
            assertThat(sleeps()).isTrue();
        }

        /** Ours: S101. Another thread may own the context by then. */
        @Test
        void whenACallbackReleasesTheContextOnceTooOften_thenTheLoopEndsAfterThatIteration() {
            context.idleAdd(then("release", context::release, Source.REMOVE));
            context.idleAdd(once("of the same batch"));
            context.timeoutAddMillis(1, then("never", mainLoop::quit, Source.REMOVE));

            assertThatThrownBy(mainLoop::run).isInstanceOf(IllegalStateException.class);

            assertThat(loop.log()).containsExactly("release", "of the same batch");
            assertThat(mainLoop.isRunning()).isFalse();
            assertThat(context.isOwner()).isFalse();
        }

        @Test
        void whenItThrowsAnErrorAfterThat_thenThatComesOut() {
            Error deliberate = new AssertionError("deliberate");
            context.idleAdd(() -> {
                context.release();
                throw deliberate;
            });

            assertThatThrownBy(mainLoop::run).isSameAs(deliberate);

            assertThat(context.isOwner()).isFalse();
        }

        /** S87: it can be run again. */
        @Test
        void whenItHasEnded_thenItCanRunAgain() {
            for (int i = 0; i < 3; i++) {
                context.idleAdd(then("run " + i, mainLoop::quit, Source.REMOVE));
                mainLoop.run();
            }

            assertThat(loop.log()).containsExactly("run 0", "run 1", "run 2");
        }

        /** S87: the context stays owned from one iteration to the next. */
        @Test
        @Tag("realtime")
        void whenOthersTryToAcquireTheContext_thenTheyNeverSucceed() throws Exception {
            TestThreads threads = new TestThreads();
            AtomicBoolean over = new AtomicBoolean();
            CountDownLatch running = new CountDownLatch(1);
            CountDownLatch trying = new CountDownLatch(1);
            AtomicInteger successes = new AtomicInteger();
            threads.start(() -> {
                TestThreads.await(running);
                while (!over.get()) {
                    if (context.tryAcquire()) {
                        successes.addAndGet(over.get() ? 0 : 1);
                        context.release();
                    }
                    trying.countDown();
                }
            });
            int[] runs = new int[1];
            context.idleAdd(() -> {
                running.countDown();
                TestThreads.await(trying);
                if (++runs[0] == 10_000) {
                    over.set(true);
                    mainLoop.quit();
                }
                return Source.CONTINUE;
            });

            mainLoop.run();
            over.set(true);
            threads.join();

            assertThat(successes).hasValue(0);
        }

        /** S89. */
        @Test
        @Tag("realtime")
        void whenItSleepsAndAnotherThreadQuitsIt_thenItEnds() throws Exception {
            TestThreads threads = new TestThreads();
            try (MainContext real = new MainContext()) {
                MainLoop sleeping = new MainLoop(real);
                Thread runner = threads.start(sleeping::run);
                TestThreads.awaitBlocked(runner);
                assertThat(sleeping.isRunning()).isTrue();

                sleeping.quit();
                threads.join();

                assertThat(sleeping.isRunning()).isFalse();
            }
        }
    }

    @Nested
    class GivenALoopInALoop {
        /** S93. */
        @Test
        void whenTheInnerQuitsTheOuter_thenTheOuterEndsAfterTheInner() {
            MainLoop inner = new MainLoop(context);
            context.timeoutAddMillis(1, then("outer", inner::run, Source.REMOVE));
            context.timeoutAddMillis(2, then("quit outer", mainLoop::quit, Source.REMOVE));
            context.timeoutAddMillis(3, then("quit inner", inner::quit, Source.REMOVE));
            context.timeoutAddMillis(4, note("never"));

            mainLoop.run();

            assertThat(loop.log()).containsExactly("outer", "quit outer", "quit inner");
            assertThat(clock.elapsedNanos()).isEqualTo(Duration.ofMillis(3).toNanos());
        }

        /** S91: one flag for both. */
        @Test
        void whenItIsTheSameLoop_thenOneQuitEndsBoth() {
            context.timeoutAddMillis(1, then("recurse", mainLoop::run, Source.REMOVE));
            context.timeoutAddMillis(2, then("quit", mainLoop::quit, Source.REMOVE));
            context.timeoutAddMillis(3, note("never"));

            mainLoop.run();

            assertThat(loop.log()).containsExactly("recurse", "quit");
        }

        /** S93: the inner does not end with the outer. */
        @Test
        void whenTheInnerIsQuitOnly_thenTheOuterGoesOn() {
            MainLoop inner = new MainLoop(context);
            context.timeoutAddMillis(1, then("outer", inner::run, Source.REMOVE));
            context.timeoutAddMillis(2, then("quit inner", inner::quit, Source.REMOVE));
            context.timeoutAddMillis(3, then("quit outer", mainLoop::quit, Source.REMOVE));

            mainLoop.run();

            assertThat(loop.log()).containsExactly("outer", "quit inner", "quit outer");
        }
    }

    @Nested
    @Tag("realtime")
    class GivenAnotherThreadOwnsTheContext {
        private final TestThreads threads = new TestThreads();

        /** S88, its exception. */
        @Test
        void whenTheLoopIsQuitWhileItWaits_thenItReturnsWithoutAnIteration() throws Exception {
            idle(0, note("never"));
            assertThat(context.tryAcquire()).isTrue();
            Thread waiter = threads.start(mainLoop::run);
            TestThreads.awaitBlocked(waiter);
            assertThat(mainLoop.isRunning()).isTrue();

            mainLoop.quit();
            threads.join();

            assertThat(mainLoop.isRunning()).isFalse();
            assertThat(loop.log()).isEmpty();
            context.release();
        }

        /** S87, S92. */
        @Test
        void whenTheContextIsHandedOver_thenTheLoopRuns() throws Exception {
            Thread[] ranOn = new Thread[1];
            idle(
                    0,
                    then(
                            "run",
                            () -> {
                                ranOn[0] = Thread.currentThread();
                                mainLoop.quit();
                            },
                            Source.REMOVE));
            assertThat(context.tryAcquire()).isTrue();
            Thread waiter = threads.start(mainLoop::run);
            TestThreads.awaitBlocked(waiter);
            assertThat(loop.log()).isEmpty();

            context.release();
            threads.join();

            assertThat(ranOn[0]).isSameAs(waiter);
        }
    }

    @Nested
    @Tag("realtime")
    class GivenTwoLoopsOfTwoThreadsOnOneContext {
        /**
         * S92.
         *
         * @origin glib/tests/mainloop.c test_mainloop_wait
         */
        @Test
        void whenTheFirstEnds_thenTheSecondIterates() throws Exception {
            TestThreads threads = new TestThreads();
            List<Thread> ticks = Collections.synchronizedList(new ArrayList<>());
            try (MainContext real = new MainContext()) {
                MainLoop first = new MainLoop(real);
                MainLoop second = new MainLoop(real);
                Thread one = threads.start(first::run);
                TestThreads.awaitBlocked(one);
                Thread two = threads.start(second::run);
                TestThreads.awaitBlocked(two);

                real.invoke(() -> {
                    ticks.add(Thread.currentThread());
                    first.quit();
                    return Source.REMOVE;
                });
                one.join(Duration.ofSeconds(TestThreads.LONG_DELAY_SECONDS).toMillis());
                real.invoke(() -> {
                    ticks.add(Thread.currentThread());
                    second.quit();
                    return Source.REMOVE;
                });
                threads.join();

                assertThat(ticks).containsExactly(one, two);
            }
        }

        /** S91. */
        @Test
        void whenItIsTheSameLoop_thenOneQuitEndsBoth() throws Exception {
            TestThreads threads = new TestThreads();
            try (MainContext real = new MainContext()) {
                MainLoop shared = new MainLoop(real);
                TestThreads.awaitBlocked(threads.start(shared::run));
                TestThreads.awaitBlocked(threads.start(shared::run));

                shared.quit();
                threads.join();

                assertThat(shared.isRunning()).isFalse();
            }
        }
    }

    /** S197: the core asks for a context; only the facade takes none. */
    @Test
    void whenThereIsNoContext_thenItSaysWhatIsMissing() {
        assertThatThrownBy(() -> new MainLoop(nobody()))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("context");
    }

    @Test
    void whenTheContextIsClosed_thenRunIsRefused() {
        context.close();

        assertThatThrownBy(mainLoop::run)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("context is closed");
        assertThat(mainLoop.isRunning()).isFalse();
    }

    /** S94. */
    @Test
    void whenAnotherThreadDispatches_thenTheDepthOfThisOneIsZero() {
        idle(0, then("run", () -> assertThat(elsewhere(MainLoop::depth)).isZero(), Source.REMOVE));

        context.iteration(false);

        assertThat(loop.log()).containsExactly("run");
    }

    @SuppressWarnings("NullAway")
    private static MainContext nobody() {
        return null;
    }
}

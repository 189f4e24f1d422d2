package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mainspring.mainloop.TestThreads.await;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A thread that owns a context. */
@Tag("realtime")
@Timeout(60)
class LoopThreadTest {
    private static <T> T get(CompletableFuture<T> future) throws Exception {
        return future.get(TestThreads.LONG_DELAY_SECONDS, TimeUnit.SECONDS);
    }

    @Nested
    class GivenItHasStarted {
        private final LoopThread thread = LoopThread.start("loop");
        private final MainContext context = thread.context();

        @Test
        void thenItOwnsItsContextAlready() {
            assertThat(context.tryAcquire()).isFalse();
            assertThat(thread.isRunning()).isTrue();
            assertThat(thread.toString()).contains("loop").doesNotContain("quitting");
            thread.close();
        }

        @Test
        void whenSomethingIsInvoked_thenItRunsThereAndTheContextIsTheDefault() throws Exception {
            CompletableFuture<Thread> ranOn = new CompletableFuture<>();
            CompletableFuture<MainContext> threadDefault = new CompletableFuture<>();
            context.invoke(() -> {
                ranOn.complete(Thread.currentThread());
                threadDefault.complete(MainContext.threadDefault());
                return Source.REMOVE;
            });

            assertThat(get(ranOn)).isSameAs(thread.thread());
            assertThat(get(threadDefault)).isSameAs(context);
            thread.close();
        }

        @Test
        void whenItIsClosed_thenItHasEndedAndItsContextIsClosed() {
            thread.close();

            assertThat(thread.thread().isAlive()).isFalse();
            assertThat(thread.isRunning()).isFalse();
            assertThat(context.isClosed()).isTrue();
            assertThat(thread.toString()).contains("quitting");
            thread.close();
        }

        @Test
        void whenItIsClosedWhileItSleeps_thenItWakes() throws Exception {
            TestThreads.awaitBlocked(thread.thread());

            thread.close();

            assertThat(thread.thread().isAlive()).isFalse();
        }

        @Test
        void whenItIsClosed_thenWhatIsLeftIsDestroyedOnItsThread() {
            AtomicReference<Thread> toldOn = new AtomicReference<>();
            Source later = Sources.timeoutSeconds(3_600);
            later.setCallback(data -> Source.CONTINUE, null, data -> toldOn.set(Thread.currentThread()));
            later.attach(context);

            thread.close();

            assertThat(later.isDestroyed()).isTrue();
            assertThat(toldOn).hasValue(thread.thread());
        }

        @Test
        void whenACallbackOfItsOwnClosesIt_thenItEndsWhenThatHasReturned() throws Exception {
            CompletableFuture<Boolean> closedWithin = new CompletableFuture<>();
            context.invoke(() -> {
                thread.close();
                closedWithin.complete(context.isClosed());
                return Source.REMOVE;
            });

            assertThat(get(closedWithin)).isFalse();
            thread.close();
            assertThat(context.isClosed()).isTrue();
        }

        @Test
        void whenItIsAskedToQuit_thenNobodyWaits() throws Exception {
            CountDownLatch release = new CountDownLatch(1);
            CountDownLatch running = new CountDownLatch(1);
            context.invoke(() -> {
                running.countDown();
                await(release);
                return Source.REMOVE;
            });
            await(running);

            thread.quit();

            assertThat(thread.isRunning()).isFalse();
            assertThat(thread.thread().isAlive()).isTrue();
            release.countDown();
            thread.close();
        }

        /** By {@code close} the two would wait for each other, as its javadoc says. */
        @Test
        void whenItIsAskedToQuitByOneWhomItsCallbackWaitsFor_thenBothGoOn() throws Exception {
            CompletableFuture<Thread> owed = new CompletableFuture<>();
            CompletableFuture<Thread> got = new CompletableFuture<>();
            CountDownLatch running = new CountDownLatch(1);
            context.invoke(() -> {
                running.countDown();
                got.complete(owed.join());
                return Source.REMOVE;
            });
            await(running);

            thread.quit();
            assertThat(thread.thread().isAlive()).isTrue();
            owed.complete(Thread.currentThread());

            thread.close();
            assertThat(get(got)).isSameAs(Thread.currentThread());
            assertThat(context.isClosed()).isTrue();
        }

        @Test
        void whenItIsClosedByOneWhoIsInterrupted_thenHeWaitsAndKeepsTheInterruption() {
            Thread.currentThread().interrupt();

            thread.close();

            assertThat(thread.thread().isAlive()).isFalse();
            assertThat(Thread.interrupted()).isTrue();
        }

        @Test
        void whenItIsInterrupted_thenItGoesOn() throws Exception {
            TestThreads.awaitBlocked(thread.thread());
            thread.thread().interrupt();
            CompletableFuture<Boolean> ran = new CompletableFuture<>();
            context.invoke(() -> {
                ran.complete(Thread.interrupted());
                return Source.REMOVE;
            });

            assertThat(get(ran)).isTrue();
            thread.close();
        }

        @Test
        void whenACallbackThrowsAnException_thenItGoesOn() throws Exception {
            CompletableFuture<Exception> reported = new CompletableFuture<>();
            context.setExceptionHandler((source, thrown) -> reported.complete(thrown));
            RuntimeException failure = new RuntimeException("thrown");
            context.invoke(() -> {
                throw failure;
            });

            assertThat(get(reported)).isSameAs(failure);
            assertThat(thread.isRunning()).isTrue();
            thread.close();
        }
    }

    @Nested
    class GivenAContextAndAFactory {
        private final MainContext context = new MainContext();
        private final CompletableFuture<Throwable> uncaught = new CompletableFuture<>();
        private final AtomicInteger made = new AtomicInteger();

        private Thread make(Runnable body) {
            made.incrementAndGet();
            Thread thread = new Thread(body, "of the factory");
            thread.setDaemon(true);
            thread.setUncaughtExceptionHandler((dead, thrown) -> uncaught.complete(thrown));
            return thread;
        }

        @Test
        void thenItIsAThreadOfTheFactory() {
            try (LoopThread thread = LoopThread.start(context, this::make)) {
                assertThat(thread.thread().getName()).isEqualTo("of the factory");
                assertThat(thread.context()).isSameAs(context);
            }
            assertThat(made).hasValue(1);
            assertThat(uncaught.isDone()).isFalse();
        }

        @Test
        void whenACallbackThrowsAnError_thenTheContextIsClosedAndTheHandlerOfTheThreadIsTold() throws Exception {
            LoopThread thread = LoopThread.start(context, this::make);
            Error error = new AssertionError("thrown");
            context.invoke(() -> {
                throw error;
            });

            assertThat(get(uncaught)).isSameAs(error);
            thread.close();
            assertThat(thread.isRunning()).isFalse();
            assertThat(context.isClosed()).isTrue();
        }

        @Test
        void whenACallbackReleasesTheContext_thenItEndsAfterThatIterationAndTheHandlerOfTheThreadIsTold()
                throws Exception {
            LoopThread thread = LoopThread.start(context, this::make);
            CountDownLatch owned = new CountDownLatch(1);
            CountDownLatch ended = new CountDownLatch(1);
            TestThreads threads = new TestThreads();
            context.invoke(() -> {
                context.release();
                threads.start(() -> {
                    context.tryAcquire();
                    owned.countDown();
                    await(ended);
                    context.release();
                });
                await(owned);
                return Source.REMOVE;
            });

            assertThat(get(uncaught)).isInstanceOf(IllegalStateException.class);
            thread.close();
            ended.countDown();
            threads.join();

            assertThat(thread.isRunning()).isFalse();
            assertThat(context.isClosed()).isFalse();
            context.close();
        }

        @Test
        void whenSomethingWasAttachedBefore_thenItRuns() throws Exception {
            CompletableFuture<Thread> ranOn = new CompletableFuture<>();
            context.idleAdd(() -> {
                ranOn.complete(Thread.currentThread());
                return Source.REMOVE;
            });

            try (LoopThread thread = LoopThread.start(context)) {
                assertThat(get(ranOn)).isSameAs(thread.thread());
                assertThat(thread.thread().getName()).startsWith("loop-thread-");
                assertThat(thread.thread().isDaemon()).isTrue();
            }
        }

        /** A loop forgets that it was told before it ran. */
        @Test
        void whenItIsToldToQuitAtOnce_thenItIsNotForgotten() {
            for (int round = 0; round < 500; round++) {
                LoopThread thread = LoopThread.start("loop");

                thread.quit();

                thread.close();
                assertThat(thread.context().isClosed()).isTrue();
            }
        }

        @Test
        void whenAnotherThreadOwnsTheContext_thenTheStartFails() {
            context.tryAcquire();

            assertThatThrownBy(() -> LoopThread.start(context, this::make))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("owned by");

            assertThat(context.isClosed()).isFalse();
            context.release();
            context.close();
        }

        @Test
        void whenTheContextIsClosed_thenTheStartFails() {
            context.close();

            assertThatThrownBy(() -> LoopThread.start(context, this::make))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("closed");
            assertThat(made).hasValue(0);
        }

        @Test
        void whenTheFactoryMakesNone_thenTheStartFails() {
            assertThatNullPointerException().isThrownBy(() -> LoopThread.start(context, body -> null));
            context.close();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5})
    void whenEachOfARingClosesTheNext_thenAllEnd(int size) throws Exception {
        List<LoopThread> ring = startAll(size);
        CountDownLatch together = new CountDownLatch(size);
        for (int i = 0; i < size; i++) {
            closeFrom(ring.get(i), together, ring.get((i + 1) % size));
        }

        assertThatAllEnd(ring);
    }

    /** That somebody waits is forgotten when he has waited. */
    @Test
    void whenOneHasClosedAnother_thenItIsWaitedForAsBefore() throws Exception {
        LoopThread first = LoopThread.start("first");
        LoopThread second = LoopThread.start("second");
        CompletableFuture<Boolean> lived = new CompletableFuture<>();
        first.context().invoke(() -> {
            second.close();
            lived.complete(second.thread().isAlive());
            return Source.REMOVE;
        });

        assertThat(get(lived)).isFalse();
        first.close();
        assertThat(first.thread().isAlive()).isFalse();
    }

    private static List<LoopThread> startAll(int size) {
        List<LoopThread> started = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            started.add(LoopThread.start("ring-" + i));
        }
        return started;
    }

    private static void closeFrom(LoopThread from, CountDownLatch together, LoopThread closed) {
        from.context().invoke(() -> {
            together.countDown();
            await(together);
            closed.close();
            return Source.REMOVE;
        });
    }

    private static void assertThatAllEnd(List<LoopThread> threads) throws InterruptedException {
        for (LoopThread each : threads) {
            each.thread().join(TimeUnit.SECONDS.toMillis(TestThreads.LONG_DELAY_SECONDS));
            assertThat(each.thread().isAlive()).as("%s lives", each).isFalse();
            assertThat(each.context().isClosed()).isTrue();
        }
    }

    @Test
    void whenItShallKeepTheProcess_thenItIsNoDaemon() {
        try (LoopThread daemon = LoopThread.start("daemon");
                LoopThread keeping = LoopThread.start("keeping", false)) {
            assertThat(daemon.thread().isDaemon()).isTrue();
            assertThat(keeping.thread().isDaemon()).isFalse();
            assertThat(keeping.thread().getName()).isEqualTo("keeping");
        }
    }

    @Test
    void theContextOfTheProcessIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> LoopThread.start(MainContext.getDefault()));
    }

    @Test
    void nothingIsNull() {
        assertThatNullPointerException().isThrownBy(() -> LoopThread.start((String) null));
        assertThatNullPointerException().isThrownBy(() -> LoopThread.start((MainContext) null));
    }
}

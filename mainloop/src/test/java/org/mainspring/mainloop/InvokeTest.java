package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mainspring.mainloop.TestThreads.elsewhereDo;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.source.SourceFunc;

/** Functions that run where a context is owned. S158-S162. */
class InvokeTest extends DrivenFixture {
    /** A function that is called three times, and notes who owns the context and what is dispatched. */
    private SourceFunc<int[]> thrice(String line) {
        return count -> {
            loop.note(line + " " + MainLoop.depth() + (context.isOwner() ? " owner" : " stranger"));
            return ++count[0] < 3;
        };
    }

    private void notified(int[] count) {
        loop.note("notify " + count[0] + (context.isOwner() ? " owner" : " stranger"));
    }

    @Nested
    class GivenTheCallerOwnsTheContext {
        /** S158. */
        @Test
        void whenItInvokes_thenTheFunctionRunsToItsEndAtOnceAndThenTheNotify() {
            context.tryAcquire();

            context.invoke(7, thrice("run"), new int[1], InvokeTest.this::notified);

            assertThat(loop.log()).containsExactly("run 0 owner", "run 0 owner", "run 0 owner", "notify 3 owner");
            assertThat(context.isOwner()).isTrue();
            context.release();
        }

        /**
         * S158, S161: depth and current source are the callback's.
         *
         * @origin glib/tests/mainloop.c test_invoke
         */
        @Test
        void whenACallbackInvokes_thenTheFunctionRunsWithinIt() {
            Source[] current = new Source[1];
            Source idle = context.idleAdd(then(
                    "idle",
                    () -> {
                        context.invoke(0, thrice("run"), new int[1], InvokeTest.this::notified);
                        context.invoke(() -> {
                            current[0] = Source.current();
                            return Source.REMOVE;
                        });
                    },
                    Source.REMOVE));

            context.iteration(false);

            assertThat(loop.log())
                    .containsExactly("idle", "run 1 owner", "run 1 owner", "run 1 owner", "notify 3 owner");
            assertThat(current[0]).isSameAs(idle);
            assertThat(context.iteration(false)).isFalse();
        }
    }

    @Nested
    class GivenTheContextIsTheCallersDefault {
        /** S159: pushed, it is owned too. */
        @Test
        void whenItInvokes_thenTheFunctionRunsAtOnce() {
            context.pushThreadDefault();

            context.invoke(once("run"));

            assertThat(loop.log()).containsExactly("run");
            context.popThreadDefault();
        }

        /** S159: acquired for the calls only; the notify comes after. */
        @Test
        void whenItIsTheContextOfTheProcessAndFree_thenTheFunctionRunsAtOnceAndTheNotifyAfterTheRelease() {
            MainContext ofProcess = MainContext.getDefault();

            ofProcess.invoke(
                    0,
                    data -> {
                        loop.note("run " + ofProcess.isOwner() + " " + MainLoop.depth());
                        return Source.REMOVE;
                    },
                    "data",
                    data -> loop.note("notify " + data + " " + ofProcess.isOwner()));

            assertThat(loop.log()).containsExactly("run true 0", "notify data false");
        }

        /** S159: an own default hides that of the process. */
        @Test
        void whenAnotherIsPushed_thenThatOfTheProcessGetsAnIdle() {
            context.pushThreadDefault();
            MainContext ofProcess = MainContext.getDefault();

            ofProcess.invoke(once("run"));

            assertThat(takeLog()).isEmpty();
            context.popThreadDefault();
            ofProcess.iteration(false);
            assertThat(takeLog()).containsExactly("run");
        }
    }

    @Nested
    class GivenAContextThatIsNobodysDefault {
        /** S160: also if nobody owns it. */
        @Test
        void whenItIsInvoked_thenTheFunctionRunsInItsIterationsAsAnIdle() {
            int[] count = new int[1];
            context.invoke(0, thrice("run"), count, InvokeTest.this::notified);
            assertThat(takeLog()).isEmpty();

            context.iteration(false);
            assertThat(takeLog()).containsExactly("run 1 owner");
            context.iteration(false);
            assertThat(takeLog()).containsExactly("run 1 owner");
            context.iteration(false);
            assertThat(takeLog()).containsExactly("run 1 owner", "notify 3 owner");
            assertThat(context.iteration(false)).isFalse();
        }

        /** S160: 0, not that of idles. */
        @Test
        void whenNoPriorityIsGiven_thenItIsTheDefault() {
            idle(1, note("less urgent"));
            context.timeoutAddMillis(0, once("timer"));
            context.invoke(once("run"));

            context.iteration(false);

            assertThat(loop.log()).containsExactly("timer", "run");
        }

        /** S160. */
        @Test
        void whenAPriorityIsGiven_thenItIsThatOfTheIdle() {
            idle(1, once("more urgent"));
            context.invoke(2, data -> once("run").call(), null, null);

            context.iteration(false);
            assertThat(takeLog()).containsExactly("more urgent");
            context.iteration(false);
            assertThat(takeLog()).containsExactly("run");
        }

        /** S160, S180: never run, yet notified. */
        @Test
        void whenTheContextIsClosedBefore_thenOnlyTheNotifyRuns() {
            context.invoke(0, thrice("run"), new int[1], InvokeTest.this::notified);

            context.close();

            assertThat(loop.log()).containsExactly("notify 0 owner");
        }
    }

    @Nested
    @Tag("realtime")
    class GivenALoopInAnotherThread {
        /** @origin glib/tests/mainloop.c test_invoke */
        @Test
        void whenItIsInvoked_thenTheFunctionRunsThere() throws Exception {
            TestThreads threads = new TestThreads();
            Thread[] ranOn = new Thread[2];
            CountDownLatch done = new CountDownLatch(1);
            try (MainContext real = new MainContext()) {
                MainLoop running = new MainLoop(real);
                Thread runner = threads.start(running::run);
                TestThreads.awaitBlocked(runner);

                real.invoke(
                        0,
                        data -> {
                            ranOn[0] = Thread.currentThread();
                            running.quit();
                            return Source.REMOVE;
                        },
                        "data",
                        data -> {
                            ranOn[1] = Thread.currentThread();
                            done.countDown();
                        });
                TestThreads.await(done);
                threads.join();

                assertThat(ranOn).containsExactly(runner, runner);
            }
        }
    }

    /** S159: any thread that invokes on the free context of the process runs the function itself. */
    @Test
    void whenAnotherThreadInvokesOnTheContextOfTheProcess_thenItRunsItself() {
        Thread[] ranOn = new Thread[2];

        elsewhereDo(() -> {
            ranOn[1] = Thread.currentThread();
            MainContext.getDefault().invoke(() -> {
                ranOn[0] = Thread.currentThread();
                return Source.REMOVE;
            });
        });

        assertThat(ranOn[0]).isNotNull().isSameAs(ranOn[1]);
    }

    /** S162. */
    @Test
    @SuppressWarnings("NullAway")
    void whenThereIsNoFunction_thenItSaysWhatIsMissing() {
        assertThatThrownBy(() -> context.invoke(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("function");
    }

    @Test
    void whenTheContextIsClosed_thenItIsRefused() {
        context.close();

        assertThatThrownBy(() -> context.invoke(note("never")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("context is closed");
    }
}

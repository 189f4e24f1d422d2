package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mainspring.mainloop.TestThreads.elsewhere;
import static org.mainspring.mainloop.TestThreads.elsewhereDo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.poll.PollSet;
import org.mainspring.mainloop.source.SourceHandle;

/** Who owns a context, and who is next. S100-S104; D5, D14. */
class OwnershipTest extends DrivenFixture {
    @Nested
    class GivenNobodyOwnsTheContext {
        /** S100. */
        @Test
        void whenItIsAcquired_thenTheCallerOwnsIt() {
            assertThat(context.isOwner()).isFalse();

            assertThat(context.tryAcquire()).isTrue();

            assertThat(context.isOwner()).isTrue();
            assertThat(elsewhere(context::isOwner)).isFalse();
            context.release();
            assertThat(context.isOwner()).isFalse();
        }

        /** S101: GLib's critical. */
        @Test
        void whenItIsReleased_thenThatIsRefused() {
            assertThatThrownBy(context::release)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("released by " + Thread.currentThread() + ", owned by null");
        }

        /** S103: an iteration acquires for as long as it lasts. */
        @Test
        void whenItIsIterated_thenItIsOwnedForThatLong() {
            idle(0, then("run", () -> assertThat(context.isOwner()).isTrue(), Source.REMOVE));

            context.iteration(false);

            assertThat(loop.log()).containsExactly("run");
            assertThat(context.isOwner()).isFalse();
            assertThat(elsewhere(this::acquireAndRelease)).isTrue();
        }

        private boolean acquireAndRelease() {
            boolean acquired = context.tryAcquire();
            context.release();
            return acquired;
        }
    }

    @Nested
    class GivenTheCallerOwnsTheContext {
        /** S100. */
        @Test
        void whenItIsAcquiredAgain_thenItMustBeReleasedAsOften() {
            for (int i = 0; i < 3; i++) {
                assertThat(context.tryAcquire()).isTrue();
            }
            for (int i = 0; i < 3; i++) {
                assertThat(context.isOwner()).isTrue();
                assertThat(elsewhere(context::tryAcquire)).isFalse();
                context.release();
            }

            assertThat(context.isOwner()).isFalse();
            assertThatThrownBy(context::release).isInstanceOf(IllegalStateException.class);
        }

        /** D14, where S101 accepts it. */
        @Test
        void whenAnotherThreadReleasesIt_thenThatIsRefused() {
            assertThat(context.tryAcquire()).isTrue();
            Thread owner = Thread.currentThread();

            elsewhereDo(() -> assertThatThrownBy(context::release)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("released by " + Thread.currentThread() + ", owned by " + owner));

            assertThat(context.isOwner()).isTrue();
            context.release();
        }
    }

    @Nested
    class GivenTheCallerIsNotTheOwner {
        /** S33, S68, S104: GLib lets everybody in, which can do nothing but harm. */
        @Test
        void whenItCallsAPhase_thenThatIsRefused() {
            PollSet set = new PollSet();
            Stream<ThrowingCallable> phases = Stream.of(
                    context::prepare,
                    context::readyPriority,
                    () -> context.query(0, set),
                    () -> context.poll(set),
                    () -> context.check(0, set),
                    context::dispatch);

            assertThat(phases)
                    .allSatisfy(phase -> assertThatThrownBy(phase)
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessage("called by " + Thread.currentThread() + ", owned by null"));
        }

        /** S104. */
        @Test
        void whenAnotherThreadIsTheOwner_thenTheMessageNamesBoth() {
            assertThat(context.tryAcquire()).isTrue();
            Thread owner = Thread.currentThread();

            elsewhereDo(() -> assertThatThrownBy(context::dispatch)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("called by " + Thread.currentThread() + ", owned by " + owner));

            context.release();
        }
    }

    @Nested
    @Tag("realtime")
    class GivenThreadsThatWait {
        private final TestThreads threads = new TestThreads();

        /** D5, which repairs S102: first come, first served, and nobody is forgotten. */
        @Test
        void whenTheContextIsReleased_thenTheyGetItInTheOrderInWhichTheyCame() throws Exception {
            List<Thread> order = Collections.synchronizedList(new ArrayList<>());
            List<Thread> waiters = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                context.idleAdd(() -> {
                    order.add(Thread.currentThread());
                    throw new StopHere();
                });
            }
            assertThat(context.tryAcquire()).isTrue();
            for (int i = 0; i < 5; i++) {
                Thread waiter = threads.start(
                        () -> assertThatThrownBy(() -> context.iteration(true)).isInstanceOf(StopHere.class));
                TestThreads.awaitBlocked(waiter);
                waiters.add(waiter);
            }

            context.release();
            threads.join();

            assertThat(order).containsExactlyElementsOf(waiters);
        }

        /** S100: a nested release wakes nobody. */
        @Test
        void whenOneOfTwoAcquisitionsIsReleased_thenTheyWaitOn() throws Exception {
            idle(0, once("run"));
            context.tryAcquire();
            context.tryAcquire();
            Thread waiter = threads.start(() -> context.iteration(true));
            TestThreads.awaitBlocked(waiter);

            context.release();
            TestThreads.awaitBlocked(waiter);
            assertThat(loop.log()).isEmpty();
            context.release();
            threads.join();

            assertThat(loop.log()).containsExactly("run");
        }

        /** It gets what it waited for, and that is closed. */
        @Test
        void whenTheOwnerClosesTheContext_thenAnIterationIsRefused() throws Exception {
            whenItIsClosedMeanwhile(() -> context.iteration(true));
        }

        @Test
        void whenTheOwnerClosesTheContext_thenARunIsRefused() throws Exception {
            whenItIsClosedMeanwhile(() -> new MainLoop(context).run());
        }

        private void whenItIsClosedMeanwhile(Action body) throws Exception {
            context.tryAcquire();
            Thread waiter = threads.start(() -> assertThatThrownBy(body::run).hasMessage("context is closed"));
            TestThreads.awaitBlocked(waiter);

            context.close();
            context.release();
            threads.join();

            assertThat(context.isOwner()).isFalse();
        }

        /** S100: many threads, one owner at a time. */
        @Test
        void whenManyThreadsIterate_thenNoTwoRunAtOnce() throws Exception {
            int[] unguarded = new int[2];
            int rounds = 2_000;
            for (int i = 0; i < 3; i++) {
                context.idleAdd(() -> {
                    assertThat(++unguarded[0]).isEqualTo(1);
                    unguarded[1]++;
                    unguarded[0]--;
                    return Source.CONTINUE;
                });
            }

            int[] found = new int[4];
            for (int i = 0; i < found.length; i++) {
                int me = i;
                threads.start(() -> {
                    for (int round = 0; round < rounds; round++) {
                        found[me] += context.iteration(true) ? 1 : 0;
                    }
                });
            }
            threads.join();

            assertThat(unguarded[1]).isEqualTo(3 * (found[0] + found[1] + found[2] + found[3]));
        }
    }

    @Nested
    class GivenTheOwnerHasDied {
        /** Ours: GLib leaves the context owned for ever (but for S107). */
        @Test
        void whenItIsAcquired_thenItIsFree() {
            elsewhereDo(() -> {
                assertThat(context.tryAcquire()).isTrue();
                assertThat(context.tryAcquire()).isTrue();
            });

            assertThat(context.tryAcquire()).isTrue();

            context.release();
            assertThat(context.isOwner()).isFalse();
        }

        /** What is attached meanwhile is not lost. */
        @Test
        void whenSourcesAreAttached_thenTheyRunInTheNextIteration() {
            elsewhereDo(() -> assertThat(context.tryAcquire()).isTrue());

            context.idleAdd(once("idle"));
            context.timeoutAddMillis(0, once("timer"));
            assertThat(context.iteration(false)).isTrue();
            assertThat(context.iteration(false)).isTrue();

            assertThat(loop.log()).containsExactly("timer", "idle");
        }

        /** Nobody else may come for long. */
        @Test
        void whenASourceIsDestroyed_thenItsEndIsToldAtOnce() {
            elsewhereDo(() -> assertThat(context.tryAcquire()).isTrue());
            Source source = new Source(new Hooked() {
                @Override
                public void finalizeSource(SourceHandle self) {
                    loop.note("finalize");
                }
            });

            source.attach(context);
            source.destroy();

            assertThat(loop.log()).containsExactly("finalize");
            assertThat(context.lifecycle.registry.inbox.isEmpty()).isTrue();
        }

        /** Who finds it out releases the context in the name of the one who has died. */
        @Test
        @Tag("realtime")
        void whenASourceIsAttachedWhileOthersWaitForTheHandOver_thenTheyAllGetIt() throws Exception {
            TestThreads threads = new TestThreads();
            idle(0, note("run"));
            CountDownLatch acquired = new CountDownLatch(1);
            CountDownLatch die = new CountDownLatch(1);
            Thread owner = threads.start(() -> {
                context.tryAcquire();
                acquired.countDown();
                TestThreads.await(die);
            });
            TestThreads.await(acquired);
            for (int i = 0; i < 2; i++) {
                TestThreads.awaitBlocked(threads.start(() -> context.iteration(true)));
            }

            die.countDown();
            owner.join();
            context.timeoutAdd(Duration.ofDays(1), note("never"));
            threads.join();

            assertThat(loop.log()).containsExactly("run", "run");
        }

        /** Ours: nobody waits for one who cannot release. */
        @Test
        @Tag("realtime")
        void whenAThreadWaitsForTheHandOver_thenItGetsTheContext() throws Exception {
            TestThreads threads = new TestThreads();
            idle(0, once("run"));
            CountDownLatch acquired = new CountDownLatch(1);
            CountDownLatch die = new CountDownLatch(1);
            threads.start(() -> {
                context.tryAcquire();
                acquired.countDown();
                TestThreads.await(die);
            });
            TestThreads.await(acquired);
            Thread waiter =
                    threads.start(() -> assertThat(context.iteration(true)).isTrue());
            TestThreads.awaitBlocked(waiter);

            die.countDown();
            threads.join();

            assertThat(loop.log()).containsExactly("run");
        }
    }

    /** Ends an iteration, and with it the waiter's turn. */
    @SuppressWarnings("serial")
    private static final class StopHere extends Error {}
}

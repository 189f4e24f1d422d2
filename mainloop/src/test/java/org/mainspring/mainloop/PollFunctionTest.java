package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollFunction;
import org.mainspring.mainloop.poll.PollSet;
import org.mainspring.mainloop.source.Diagnostic;

/** What is polled with (S42-S52, S109, S140, X14). */
class PollFunctionTest extends LoopFixture {
    private final Object channel = new Object();

    private final NotingPollFunction function = new NotingPollFunction(channel);

    @Nested
    class GivenAFunction {
        GivenAFunction() {
            context.setPollFunction(function);
        }

        /** S38-S41, S45: masks are joined, what nobody asks for is left out, milliseconds are rounded up. */
        @Test
        void whenIterated_thenItGetsTheSet() {
            watch("a", 0, channel);
            Source b = plain("b", 0);
            b.addWatch(channel, IOCondition.OUT.or(IOCondition.HUP));
            b.setReadyTimeNanos(clock.nanos() + MILLI + 1);

            assertThat(context.iteration(true)).isFalse();

            assertThat(function.sets).containsExactly(List.of("channel IN|OUT", "wake-up IN"));
            assertThat(function.timeouts).containsExactly(2);
        }

        /** S56: what it says is shown through each mask. */
        @Test
        void whenItSaysThatAChannelIsReady_thenItsSourceRuns() {
            watch("a", 0, channel);
            function.seen = IOCondition.IN;

            assertThat(context.iteration(true)).isTrue();

            assertThat(ran).containsExactly("a");
        }

        /** S48, S82. */
        @Test
        void whenAnIdleIsReady_thenItIsCalledAllTheSame() {
            idle("i", 0);

            loop.iterate();
            context.iteration(false);

            assertThat(function.timeouts).containsExactly(0, 0);
            assertThat(ran).containsExactly("i", "i");
        }

        /** S47: below 0 there is not even the wake-up to poll. */
        @Test
        void whenAnUrgentIdleIsReady_thenItIsNotCalled() {
            idle("i", -1);

            loop.iterate();

            assertThat(function.timeouts).isEmpty();
            assertThat(ran).containsExactly("i");
        }

        /** S54, S109: a wake-up is pending until the function has seen it. */
        @Test
        void whenItDoesNotSeeAWakeup_thenThatStaysPending() {
            context.wakeup();
            context.iteration(true);
            assertThat(context.lifecycle.wakeWord.isSignalled()).isTrue();

            function.seesWakeup = true;
            context.iteration(true);

            assertThat(context.lifecycle.wakeWord.isSignalled()).isFalse();
        }

        /** S52, S64: it may do to the context what it likes. */
        @Test
        void whenItAttachesAnIdle_thenThatRunsInTheSameIteration() {
            function.action = () -> {
                if (ran.isEmpty()) {
                    idle("new", 0);
                }
            };

            assertThat(context.iteration(true)).isTrue();

            assertThat(ran).containsExactly("new");
        }

        /** S51: warned about; what it has seen counts. */
        @Test
        void whenItFails_thenTheIterationGoesOn() {
            watch("a", 0, channel);
            function.seen = IOCondition.IN;
            function.failure = -1;

            assertThat(context.iteration(true)).isTrue();

            assertThat(warnings).containsExactly(Diagnostic.POLL_FAILED);
            assertThat(ran).containsExactly("a");
        }

        @Test
        void whenItThrows_thenTheIterationEndsAndTheContextIsFree() {
            function.action = () -> {
                throw new IllegalArgumentException("from function");
            };

            assertThatThrownBy(() -> context.iteration(true)).hasMessage("from function");

            assertThat(context.isOwner()).isFalse();
            function.action = () -> {};
            idle("i", 0);
            assertThat(context.iteration(true)).isTrue();
        }

        @Test
        void whenTakenBack_thenThePollerPolls() {
            assertThat(context.pollFunction()).isSameAs(function);
            context.setPollFunction(null);
            context.timeoutAdd(Duration.ofSeconds(1), () -> Source.REMOVE);

            context.iteration(true);

            assertThat(function.timeouts).isEmpty();
            assertThat(lastTimeoutNanos()).isEqualTo(1_000 * MILLI);
        }
    }

    @Nested
    class GivenAFunctionThatHandsOn {
        private final PollFunction before = context.pollFunction();
        private final List<Integer> results = new ArrayList<>();

        GivenAFunctionThatHandsOn() {
            context.setPollFunction((set, timeoutMillis) -> {
                int ready = before.poll(set, timeoutMillis);
                results.add(ready);
                return ready;
            });
        }

        /** The common use: something is done around the poll. */
        @Test
        void whenIterated_thenEverythingIsAsBefore() {
            watch("w", 0, channel);
            timeout("t", 0, MILLI);
            context.iteration(false);
            results.clear();

            context.iteration(true);
            makeReady(channel);
            context.iteration(true);

            assertThat(ran).containsExactly("t", "w");
            assertThat(results).containsExactly(0, 1);
            assertThat(clock.nanos()).isEqualTo(MILLI);
        }

        /** S109. */
        @Test
        void whenWoken_thenThePollEndsAtOnce() {
            context.wakeup();

            assertThat(context.iteration(true)).isFalse();

            assertThat(results).containsExactly(1);
            assertThat(context.lifecycle.wakeWord.isSignalled()).isFalse();
        }

        @Test
        void whenCalledByOneWhoDoesNotOwnTheContext_thenItRefuses() {
            assertThatThrownBy(() -> before.poll(new PollSet(), 0)).isInstanceOf(IllegalStateException.class);
        }
    }

    /** S109, S140: one that does not hand its calls on, and waits until it is told. */
    @Nested
    class GivenAFunctionThatWaits {
        private final CountDownLatch waiting = new CountDownLatch(1);
        private final Semaphore told = new Semaphore(0);

        private final PollFunction waiter = new PollFunction() {
            @Override
            public int poll(PollSet set, int timeoutMillis) {
                if (timeoutMillis != 0) {
                    waiting.countDown();
                    try {
                        assertThat(told.tryAcquire(TestThreads.LONG_DELAY_SECONDS, TimeUnit.SECONDS))
                                .isTrue();
                    } catch (InterruptedException interrupted) {
                        throw new AssertionError(interrupted);
                    }
                    set.ready(PollSet.WAKEUP, IOCondition.IN);
                }
                return set.countReady();
            }

            @Override
            public void wakeup() {
                told.release();
            }
        };

        GivenAFunctionThatWaits() {
            context.setPollFunction(waiter);
        }

        @Test
        void whenAnotherThreadWakes_thenItIsTold() throws Exception {
            TestThreads threads = new TestThreads();
            threads.start(() -> {
                TestThreads.await(waiting);
                context.wakeup();
            });

            assertThat(context.iteration(true)).isFalse();

            threads.join();
            assertThat(context.lifecycle.wakeWord.isSignalled()).isFalse();
        }

        @Test
        void whenAnotherThreadAttachesSomethingDue_thenItRunsInTheSameIteration() throws Exception {
            TestThreads threads = new TestThreads();
            threads.start(() -> {
                TestThreads.await(waiting);
                timeout("t", 0, 0);
            });

            assertThat(context.iteration(true)).isTrue();

            threads.join();
            assertThat(ran).containsExactly("t");
        }

        /** One that came before the poll counts. */
        @Test
        void whenWokenBefore_thenItIsToldAtOnce() {
            context.wakeup();

            assertThat(context.iteration(true)).isFalse();

            assertThat(context.lifecycle.wakeWord.isSignalled()).isFalse();
        }
    }
}

package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mainspring.house.AllocatedBytes;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.nio.NioPoller;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.DestroyNotify;
import org.mainspring.mainloop.source.IndirectCallback;
import org.mainspring.mainloop.source.Priority;
import org.mainspring.mainloop.source.SourceCallback;
import org.mainspring.mainloop.source.SourceHandle;
import org.mainspring.mainloop.testing.ScriptedPoller;
import org.mainspring.mainloop.testing.VirtualClock;
import org.mainspring.mainloop.time.SystemClock;

/**
 * A gate: what an iteration allocates, in a steady state and warmed up, and what it asks of the poller and of the clock
 * meanwhile. The limits are counts, so they hold on every machine.
 *
 * <p>Nothing is allocated where nothing new comes into being. A post that makes a source, as {@code invoke} does, has to
 * allocate that; how much it may be is limited here.
 */
class AllocationGateTest {
    private static final int ROUNDS = 20_000;

    private final AtomicInteger clockReads = new AtomicInteger();
    private final CountingPoller poller = new CountingPoller(new NioPoller(SystemClock.INSTANCE));
    private final MainContext context = new MainContext(
            () -> {
                clockReads.incrementAndGet();
                return SystemClock.INSTANCE.nanos();
            },
            ignored -> poller);
    private long calls;

    @AfterEach
    void close() {
        context.close();
    }

    private boolean count() {
        calls++;
        return Source.CONTINUE;
    }

    private void iterate() {
        context.iteration(true);
    }

    @Nested
    class GivenIdles {
        @Test
        void whenTheyAreDispatched_thenNothingIsAllocated_norPolled_norTheClockRead() {
            for (int i = 0; i < 20; i++) {
                context.idleAdd(AllocationGateTest.this::count);
            }

            assertThat(AllocatedBytes.in(ROUNDS, AllocationGateTest.this::iterate))
                    .isZero();

            assertThat(calls).isGreaterThanOrEqualTo(20L * ROUNDS);
            assertThat(poller.polls).hasValue(0);
            assertThat(clockReads).hasValue(0);
        }

        @Test
        void whenTimersAreArmedBesideThem_thenNothingIsAllocated_norPolled() {
            for (int i = 0; i < 1_000; i++) {
                context.timeoutAdd(Duration.ofDays(i + 1), AllocationGateTest.this::count);
            }
            context.idleAdd(AllocationGateTest.this::count);

            assertThat(AllocatedBytes.in(ROUNDS, AllocationGateTest.this::iterate))
                    .isZero();

            assertThat(calls).isPositive();
            assertThat(poller.polls).hasValue(0);
        }

        @Test
        void whenAChannelOfLessUrgentPriorityIsWatched_thenItIsNotPolled() throws IOException {
            Pipe pipe = StressRun.newPipe();
            context.watchAdd(Priority.LOW, pipe.source(), IOCondition.IN, (channel, seen, data) -> true, null, null);
            context.idleAdd(AllocationGateTest.this::count);

            assertThat(AllocatedBytes.in(ROUNDS, AllocationGateTest.this::iterate))
                    .isZero();

            assertThat(poller.polls).hasValue(0);
            close(pipe);
        }
    }

    /** Each is counted while it runs, since it may be let go meanwhile. */
    @Nested
    class GivenCallbacksThatAreToldTheirEnd {
        private final DestroyNotify<Object> notify = data -> {};

        private void dispatchesWithoutAByte() {
            assertThat(AllocatedBytes.in(ROUNDS, AllocationGateTest.this::iterate))
                    .isZero();

            assertThat(calls).isGreaterThanOrEqualTo(ROUNDS);
        }

        @Test
        void whenAnIdleIsDispatched_thenNothingIsAllocated() {
            context.idleAdd(Priority.DEFAULT_IDLE, data -> count(), this, notify);

            dispatchesWithoutAByte();
        }

        @Test
        void whenATimeoutIsDispatchedAndArmedAgain_thenNothingIsAllocated() {
            context.timeoutAdd(Priority.DEFAULT, Duration.ZERO, data -> count(), this, notify);

            dispatchesWithoutAByte();
        }

        @Test
        void whenTheCallbackIsLookedUpAtEachDispatch_thenNothingIsAllocated() {
            Source idle = Sources.idle();
            idle.setCallbackIndirect(new Lasting());
            idle.attach(context);

            dispatchesWithoutAByte();
        }

        /** The same callback at each dispatch. */
        private final class Lasting implements IndirectCallback {
            private final SourceCallback callback = AllocationGateTest.this::count;

            @Override
            public void ref() {}

            @Override
            public void unref() {}

            @Override
            public Callback get(SourceHandle source) {
                return callback;
            }
        }
    }

    @Nested
    class GivenATimeoutWithoutInterval {
        @Test
        void whenItIsDispatchedAndArmedAgain_thenNothingIsAllocated_norPolled() {
            context.timeoutAdd(Duration.ZERO, AllocationGateTest.this::count);

            assertThat(AllocatedBytes.in(ROUNDS, AllocationGateTest.this::iterate))
                    .isZero();

            assertThat(calls).isPositive();
            assertThat(poller.polls).hasValue(0);
        }
    }

    @Nested
    class GivenASourceThatIsArmedAnewOverAndOver {
        @Test
        void whenItsReadyTimeChanges_thenNothingIsAllocated() {
            Source source = Sources.timeout(Duration.ofDays(1));
            source.setCallback(AllocationGateTest.this::count);
            source.attach(context);
            long[] far = {SystemClock.INSTANCE.nanos() + Duration.ofDays(1).toNanos()};

            assertThat(AllocatedBytes.in(ROUNDS, () -> {
                        source.setReadyTimeNanos(far[0]++);
                        context.iteration(false);
                    }))
                    .isZero();

            assertThat(calls).isZero();
        }
    }

    @Nested
    class GivenAWatchOnAPipe {
        @Test
        void whenItIsDispatched_thenNothingIsAllocated() throws IOException {
            Pipe pipe = StressRun.newPipe();
            pipe.sink().write(ByteBuffer.allocate(1));
            context.watchAdd(pipe.source(), IOCondition.IN, (channel, seen) -> count());

            dispatchesWithoutAByteOfOurs(pipe);
        }

        @Test
        void whenItsCallbackIsToldItsEnd_thenNothingIsAllocated() throws IOException {
            Pipe pipe = StressRun.newPipe();
            pipe.sink().write(ByteBuffer.allocate(1));
            DestroyNotify<Object> notify = data -> {};
            context.watchAdd(
                    Priority.DEFAULT, pipe.source(), IOCondition.IN, (channel, seen, data) -> count(), this, notify);

            dispatchesWithoutAByteOfOurs(pipe);
        }

        @Test
        void whenAByteIsWrittenAndReadEachTime_thenNothingIsAllocated() throws IOException {
            Pipe pipe = StressRun.newPipe();
            ByteBuffer out = ByteBuffer.allocateDirect(1);
            ByteBuffer in = ByteBuffer.allocateDirect(1);
            context.watchAdd(pipe.source(), IOCondition.IN, (channel, seen) -> {
                calls += channel.read(in.clear());
                return Source.CONTINUE;
            });

            assertThat(AllocatedBytes.in(ROUNDS, () -> {
                        writeByte(pipe, out);
                        iterate();
                    }))
                    .isLessThanOrEqualTo(bytesOfTheJdk(pipe));

            assertThat(calls).isGreaterThanOrEqualTo(ROUNDS);
            close(pipe);
        }

        private void dispatchesWithoutAByteOfOurs(Pipe pipe) throws IOException {
            assertThat(AllocatedBytes.in(ROUNDS, AllocationGateTest.this::iterate))
                    .isLessThanOrEqualTo(bytesOfTheJdk(pipe));

            assertThat(calls).isPositive();
            close(pipe);
        }

        /** What the JDK's selector allocates by itself: it boxes the number of a ready descriptor beyond 127. */
        private long bytesOfTheJdk(Pipe pipe) throws IOException {
            pipe.sink().write(ByteBuffer.allocate(1));
            try (Selector selector = Selector.open()) {
                pipe.source().register(selector, SelectionKey.OP_READ);
                Consumer<SelectionKey> found = key -> calls++;
                return AllocatedBytes.in(ROUNDS, () -> selectOnce(selector, found));
            }
        }

        private void selectOnce(Selector selector, Consumer<SelectionKey> found) {
            try {
                selector.selectNow(found);
            } catch (IOException broken) {
                throw new AssertionError(broken);
            }
        }

        private void writeByte(Pipe pipe, ByteBuffer out) {
            try {
                pipe.sink().write(out.clear());
            } catch (IOException broken) {
                throw new AssertionError(broken);
            }
        }
    }

    @Nested
    @Tag("realtime")
    class GivenALoopThatSleeps {
        private final MainLoop loop = new MainLoop(context);
        private final Thread thread = new Thread(loop::run, "loop");

        @Test
        void whenItIsWoken_thenNothingIsAllocatedByEither() throws Exception {
            thread.start();
            awaitSleep(0);

            long ofTheWaker = AllocatedBytes.in(ROUNDS, this::wake);
            long ofTheLoop = AllocatedBytes.in(ROUNDS, this::wake, thread);

            loop.quit();
            thread.join();
            assertThat(ofTheWaker).isZero();
            assertThat(ofTheLoop).isZero();
        }

        @Test
        void whenASourceIsArmedFromAnotherThread_thenNothingIsAllocatedByEither() throws Exception {
            Source source = Sources.timeout(Duration.ofDays(1));
            source.setPriority(Priority.DEFAULT);
            source.setCallback(() -> {
                source.clearReadyTime();
                return count();
            });
            source.attach(context);
            thread.start();
            awaitSleep(0);
            Runnable ring = () -> {
                int sleeps = poller.sleeps.get();
                source.setReadyTimeNanos(Long.MIN_VALUE);
                awaitSleep(sleeps);
            };

            long ofTheWaker = AllocatedBytes.in(ROUNDS, ring);
            long ofTheLoop = AllocatedBytes.in(ROUNDS, ring, thread);

            loop.quit();
            thread.join();
            assertThat(ofTheWaker).isZero();
            assertThat(ofTheLoop).isZero();
        }

        private void wake() {
            int sleeps = poller.sleeps.get();
            context.wakeup();
            awaitSleep(sleeps);
        }

        private void awaitSleep(int sleeps) {
            while (poller.sleeps.get() == sleeps || !context.lifecycle.wakeWord.isSleeping()) {
                Thread.onSpinWait();
            }
        }
    }

    @Nested
    @Tag("realtime")
    class GivenALoopThatSpins {
        private static final int SPINS = 2_000;

        private final CountingPoller sleeper = new CountingPoller(new NioPoller(SystemClock.INSTANCE));
        private final MainContext spinning = new MainContext(SystemClock.INSTANCE, ignored -> sleeper);

        private int spinUntilATimer(Duration most, Duration interval) {
            spinning.setPollParameters(most.toNanos(), 2, 2);
            spinning.timeoutAdd(interval, AllocationGateTest.this::count);

            assertThat(AllocatedBytes.in(SPINS, () -> spinning.iteration(true))).isZero();

            assertThat(calls).isGreaterThanOrEqualTo(SPINS / 2);
            spinning.close();
            return sleeper.sleeps.get();
        }

        @Test
        void whenItSpinsAndThenSleepsUntilATimer_thenNothingIsAllocated() {
            int sleeps = spinUntilATimer(Duration.ofNanos(20_000), Duration.ofNanos(100_000));

            assertThat(sleeps).isPositive();
        }

        @Test
        void whenATimerEndsTheSpin_thenNothingIsAllocated() {
            int sleeps = spinUntilATimer(Duration.ofMinutes(1), Duration.ofNanos(20_000));

            assertThat(sleeps).isLessThan(SPINS / 2);
        }
    }

    @Nested
    class GivenATimeoutBesideAThousandOthers {
        @Test
        void whenItIsDispatchedAndArmedAgain_thenNothingIsAllocated() {
            VirtualClock clock = new VirtualClock();
            MainContext virtual = new MainContext(clock, ignored -> new ScriptedPoller(clock));
            for (int i = 0; i < 1_000; i++) {
                virtual.timeoutAdd(Duration.ofDays(i + 1), AllocationGateTest.this::count);
            }
            virtual.timeoutAdd(Duration.ofNanos(1_000), AllocationGateTest.this::count);

            assertThat(AllocatedBytes.in(ROUNDS, () -> {
                        clock.advanceNanos(1_000);
                        virtual.iteration(true);
                    }))
                    .isZero();

            assertThat(calls).isGreaterThanOrEqualTo(ROUNDS);
            virtual.close();
        }
    }

    @Nested
    class GivenManyTimeoutsThatComeDueTogether {
        @Test
        void whenAllAreDispatchedAndArmedAgain_thenNothingIsAllocated() {
            VirtualClock clock = new VirtualClock();
            MainContext virtual = new MainContext(clock, ignored -> new ScriptedPoller(clock));
            for (int i = 0; i < 100; i++) {
                virtual.timeoutAdd(Duration.ofNanos(1_000 - i), AllocationGateTest.this::count);
            }

            assertThat(AllocatedBytes.in(ROUNDS, () -> {
                        clock.advanceNanos(1_000);
                        virtual.iteration(true);
                    }))
                    .isZero();

            assertThat(calls).isGreaterThanOrEqualTo(100L * ROUNDS);
            virtual.close();
        }
    }

    @Nested
    class GivenPostsThatMakeASource {
        private static final int MOST_BYTES = 80; // the source: an idle has no kind of its own

        @Test
        void whenEachIsRun_thenItAllocatesWhatItIs_andNoMore() {
            long[] done = new long[1];
            SourceCallback counting = () -> {
                done[0]++;
                return Source.REMOVE;
            };

            long bytes = AllocatedBytes.in(ROUNDS, () -> {
                context.idleAdd(counting);
                context.iteration(false);
            });

            assertThat(done[0]).isGreaterThanOrEqualTo(ROUNDS);
            assertThat(bytes / ROUNDS).isBetween(1L, (long) MOST_BYTES);
        }
    }

    @Nested
    class GivenATimeoutThatIsAddedAndDestroyed {
        private static final int MOST_BYTES = 104; // the source and its kind

        @Test
        void whenManyAreArmed_thenItAllocatesWhatItIs_andNoMore() {
            for (int i = 0; i < 1_000; i++) {
                context.timeoutAdd(Duration.ofDays(i + 1), AllocationGateTest.this::count);
            }
            SourceCallback callback = AllocationGateTest.this::count;
            Duration day = Duration.ofDays(1);

            long bytes = AllocatedBytes.in(
                    ROUNDS, () -> context.timeoutAdd(day, callback).destroy());

            assertThat(bytes / ROUNDS).isBetween(1L, (long) MOST_BYTES);
        }
    }

    private static void close(Pipe pipe) throws IOException {
        pipe.sink().close();
        pipe.source().close();
    }
}

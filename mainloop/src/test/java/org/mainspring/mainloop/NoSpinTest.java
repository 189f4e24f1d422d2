package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.nio.NioPoller;
import org.mainspring.mainloop.source.Priority;
import org.mainspring.mainloop.time.SystemClock;

/** Interrupted threads and closed channels: told, and then the loop sleeps, which its number of polls proves. D15. */
@Tag("realtime")
@Timeout(60)
class NoSpinTest {
    private static final int MILLIS = 40;

    /** A spinning loop polls thousands of times in that time. */
    private static final int FEW = 12;

    private final List<String> log = new ArrayList<>();
    private final CountingPoller poller = new CountingPoller(new NioPoller(SystemClock.INSTANCE));
    private final MainContext context = new MainContext(SystemClock.INSTANCE, ignored -> poller);
    private final MainLoop mainLoop = new MainLoop(context);
    private final TestThreads threads = new TestThreads();
    private Pipe.SourceChannel out;
    private Pipe.SinkChannel in;

    @BeforeEach
    void openPipe() throws IOException {
        Pipe pipe = Pipe.open();
        out = pipe.source();
        in = pipe.sink();
        out.configureBlocking(false);
        in.configureBlocking(false);
    }

    @AfterEach
    void closeAll() throws IOException {
        Thread.interrupted();
        context.close();
        out.close();
        in.close();
    }

    /** Runs the loop for a while, however late it is until nothing else is ready, and checks that it slept most of it. */
    private void runForAWhile() {
        quitAfterAWhile();
        mainLoop.run();
        assertSlept();
    }

    private void quitAfterAWhile() {
        context.timeoutAddMillis(MILLIS, () -> {
                    mainLoop.quit();
                    return Source.REMOVE;
                })
                .setPriority(Priority.LOW);
    }

    private void assertSlept() {
        assertThat(poller.polls.get()).as("polls").isLessThanOrEqualTo(FEW);
    }

    private void watch(SelectableChannel channel) {
        context.watchAdd(channel, IOCondition.IN, (watched, condition) -> {
            log.add(condition.toString());
            return Source.CONTINUE;
        });
    }

    @Nested
    class GivenTheThreadIsInterrupted {
        private void interruptionIsKept() {
            context.timeoutAddMillis(MILLIS / 2, () -> {
                log.add("interrupted " + Thread.currentThread().isInterrupted());
                return Source.REMOVE;
            });
            Thread.currentThread().interrupt();

            runForAWhile();

            assertThat(log).containsExactly("interrupted true");
            assertThat(Thread.interrupted()).isTrue();
        }

        @Test
        void whenALoopParks_thenItSleepsAndTheCallbacksSeeTheFlag() {
            interruptionIsKept();
        }

        @Test
        void whenALoopSelects_thenItSleepsAndTheCallbacksSeeTheFlag() {
            watch(out);
            interruptionIsKept();
        }

        /** A callback that clears the flag, as code that blocks does, has cleared it. */
        @Test
        void whenACallbackClearsTheFlag_thenItStaysCleared() {
            context.idleAdd(() -> {
                log.add("first " + Thread.interrupted());
                context.timeoutAddMillis(
                        MILLIS / 2,
                        () -> log.add("later " + Thread.currentThread().isInterrupted()) && false);
                return Source.REMOVE;
            });
            Thread.currentThread().interrupt();

            runForAWhile();

            assertThat(log).containsExactly("first true", "later false");
        }
    }

    @Nested
    class GivenTheThreadIsInterruptedInItsSleep {
        private void interruptASleeper() throws Exception {
            Thread runner = threads.start(mainLoop::run);
            TestThreads.awaitBlocked(runner);

            runner.interrupt();
            context.timeoutAddMillis(
                    MILLIS / 2,
                    () -> log.add("interrupted " + Thread.currentThread().isInterrupted()) && false);
            quitAfterAWhile();
            threads.join();

            assertThat(log).containsExactly("interrupted true");
            assertSlept();
        }

        @Test
        void whenItParks_thenItSleepsOnAndTheCallbacksSeeTheFlag() throws Exception {
            interruptASleeper();
        }

        @Test
        void whenItSelects_thenItSleepsOnAndTheCallbacksSeeTheFlag() throws Exception {
            watch(out);
            interruptASleeper();
        }

        /** The flag is no wake-up of anybody else's, and none of theirs is lost. */
        @Test
        void whenItIsQuitAfterwards_thenItEnds() throws Exception {
            Thread runner = threads.start(mainLoop::run);
            TestThreads.awaitBlocked(runner);
            runner.interrupt();
            TestThreads.awaitBlocked(runner);

            mainLoop.quit();

            threads.join();
        }
    }

    @Nested
    class GivenTheThreadWaitsForTheContext {
        /** S80: it still waits for the hand-over. */
        @Test
        void whenItIsInterrupted_thenItWaitsOnAndKeepsTheFlag() throws Exception {
            context.tryAcquire();
            context.idleAdd(() -> {
                log.add("interrupted " + Thread.currentThread().isInterrupted());
                return Source.REMOVE;
            });
            Thread waiter =
                    threads.start(() -> assertThat(context.iteration(true)).isTrue());
            TestThreads.awaitBlocked(waiter);
            waiter.interrupt();
            TestThreads.awaitBlocked(waiter);
            assertThat(log).isEmpty();

            context.release();
            threads.join();

            assertThat(log).containsExactly("interrupted true");
        }
    }

    @Nested
    class GivenAChannelIsClosedUnderItsWatch {
        /** X20: told once, where poll(2) tells for ever. */
        @Test
        void whenItIsClosedBetweenIterations_thenTheWatchIsToldOnce() throws IOException {
            watch(out);
            context.iteration(false);
            out.close();

            runForAWhile();

            assertThat(log).containsExactly("NVAL");
        }

        @Test
        void whenACallbackClosesIt_thenTheWatchIsToldOnce() {
            watch(out);
            context.timeoutAddMillis(1, () -> {
                out.close();
                return Source.REMOVE;
            });

            runForAWhile();

            assertThat(log).containsExactly("NVAL");
        }

        @Test
        void whenItsOwnCallbackClosesIt_thenTheWatchIsToldOnce() throws IOException {
            context.watchAdd(out, IOCondition.IN, (channel, condition) -> {
                log.add(condition.toString());
                channel.close();
                return Source.CONTINUE;
            });
            in.write(ByteBuffer.allocate(1));

            runForAWhile();

            assertThat(log).containsExactly("IN", "NVAL");
        }

        @Test
        void whenItsOwnCallbackClosesItAndWantsNoMore_thenNothingIsToldAnyMore() throws IOException {
            context.watchAdd(out, IOCondition.IN, (channel, condition) -> {
                log.add(condition.toString());
                channel.close();
                return Source.REMOVE;
            });
            in.write(ByteBuffer.allocate(1));

            runForAWhile();

            assertThat(log).containsExactly("IN");
        }

        @Test
        void whenItWasClosedBeforeItIsAttached_thenTheWatchIsToldOnce() throws IOException {
            out.close();
            watch(out);

            runForAWhile();

            assertThat(log).containsExactly("NVAL");
        }

        /** A source that is being dispatched is out of the poller's sight meanwhile, and comes back as it was. */
        @Test
        void whenItsCallbackIterates_thenTheWatchIsToldOnce() throws IOException {
            context.watchAdd(out, IOCondition.IN, (channel, condition) -> {
                log.add(condition.toString());
                context.iteration(false);
                return Source.CONTINUE;
            });
            context.iteration(false);
            out.close();

            runForAWhile();

            assertThat(log).containsExactly("NVAL");
        }

        /** Closing ends no poll that waits (as with poll(2)); the next one tells. */
        @Test
        void whenAnotherThreadClosesItAndWakesTheLoop_thenTheWatchIsToldOnce() throws Exception {
            watch(out);
            Thread runner = threads.start(mainLoop::run);
            TestThreads.awaitBlocked(runner);

            out.close();
            context.wakeup();
            quitAfterAWhile();
            threads.join();

            assertThat(log).containsExactly("NVAL");
            assertSlept();
        }

        /** The other watches go on. */
        @Test
        void whenAnotherIsStillOpen_thenThatGoesOn() throws IOException {
            Pipe other = Pipe.open();
            try (Pipe.SourceChannel source = other.source();
                    Pipe.SinkChannel sink = other.sink()) {
                source.configureBlocking(false);
                watch(out);
                context.watchAdd(source, IOCondition.IN, (channel, condition) -> {
                    log.add("other " + channel.read(ByteBuffer.allocate(8)));
                    return Source.CONTINUE;
                });
                context.iteration(false);
                out.close();
                sink.write(ByteBuffer.allocate(3));

                runForAWhile();
            }

            assertThat(log).containsExactlyInAnyOrder("NVAL", "other 3");
        }

        /** Two sources on one channel are both told. */
        @Test
        void whenTwoWatchIt_thenBothAreToldOnce() throws IOException {
            watch(out);
            watch(out);
            context.iteration(false);
            out.close();

            runForAWhile();

            assertThat(log).containsExactly("NVAL", "NVAL");
        }

        /** The id of a closed descriptor may come back at once. */
        @Test
        void whenTheNextPipeIsOpenedAtOnce_thenItsWatchIsItsOwn() throws IOException {
            watch(out);
            context.iteration(false);
            out.close();
            Pipe next = Pipe.open();
            try (Pipe.SourceChannel source = next.source();
                    Pipe.SinkChannel sink = next.sink()) {
                source.configureBlocking(false);
                context.watchAdd(source, IOCondition.IN, (channel, condition) -> {
                    log.add("next " + condition);
                    return Source.REMOVE;
                });
                sink.write(ByteBuffer.allocate(1));

                runForAWhile();
            }

            assertThat(log).containsExactlyInAnyOrder("NVAL", "next IN");
        }
    }

    @Nested
    class GivenAConnection {
        /** Decision 10: a reset is something to read, and a read throws. It goes to the handler and ends the watch. */
        @Test
        void whenThePeerResetsIt_thenTheReadFailsAndTheWatchEnds() throws IOException {
            List<Exception> thrown = new ArrayList<>();
            context.setExceptionHandler((source, exception) -> thrown.add(exception));
            try (ServerSocketChannel server = ServerSocketChannel.open()) {
                server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                try (SocketChannel client = SocketChannel.open(server.getLocalAddress())) {
                    SocketChannel peer = server.accept();
                    client.configureBlocking(false);
                    Source watch = context.watchAdd(client, IOCondition.IN, (channel, condition) -> {
                        log.add(condition.toString());
                        return channel.read(ByteBuffer.allocate(8)) > 0;
                    });
                    peer.setOption(StandardSocketOptions.SO_LINGER, 0);
                    peer.close();

                    runForAWhile();

                    assertThat(watch.isDestroyed()).isTrue();
                }
            }

            assertThat(log).containsExactly("IN");
            assertThat(thrown).singleElement().isInstanceOf(IOException.class);
        }

        /** Decision 10: a connect that fails is OUT and ERR. */
        @Test
        void whenNobodyListens_thenTheEndOfTheConnectIsToldWithAnError() throws IOException {
            InetSocketAddress nobody;
            try (ServerSocketChannel closed = ServerSocketChannel.open()) {
                closed.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
                nobody = (InetSocketAddress) closed.getLocalAddress();
            }
            try (SocketChannel client = SocketChannel.open()) {
                client.configureBlocking(false);
                context.watchAdd(client, IOCondition.OUT, (channel, condition) -> {
                    log.add(condition.toString());
                    return Source.REMOVE;
                });
                assertThat(client.connect(nobody)).isFalse();

                runForAWhile();
            }

            assertThat(log).containsExactly("OUT|ERR");
        }
    }
}

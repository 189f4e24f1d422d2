package org.mainspring.mainloop.poll.nio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mainspring.mainloop.poll.IOCondition.ERR;
import static org.mainspring.mainloop.poll.IOCondition.HUP;
import static org.mainspring.mainloop.poll.IOCondition.IN;
import static org.mainspring.mainloop.poll.IOCondition.NVAL;
import static org.mainspring.mainloop.poll.IOCondition.OUT;
import static org.mainspring.mainloop.poll.IOCondition.PRI;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.IllegalBlockingModeException;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollRecord;
import org.mainspring.mainloop.poll.PollingThread;
import org.mainspring.mainloop.time.Nanos;

/** How channels come to a poller over NIO, close under it, and go. */
abstract class UpkeepContract extends ChannelFixture {
    private final Pipe pipe = newPipe();

    @Nested
    class GivenSomethingThatCannotBeWatched {
        @Test
        void whenTheMaskHasNeitherInNorOut_thenRefused() {
            for (IOCondition mask : new IOCondition[] {IOCondition.NONE, HUP, PRI, ERR.or(NVAL)}) {
                assertThatThrownBy(() -> poller.validate(pipe.source(), mask))
                        .isExactlyInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("sees only IN and OUT")
                        .hasMessageEndingWith(": " + mask);
            }
        }

        @Test
        void whenTheMaskHasMoreThanInAndOut_thenAccepted() {
            assertThatCode(() -> poller.validate(
                            pipe.source(), IN.or(HUP).or(ERR).or(PRI).or(NVAL)))
                    .doesNotThrowAnyException();
        }

        @Test
        void whenTheChannelHasNoSuchOperation_thenRefused() {
            assertThatThrownBy(() -> poller.validate(pipe.source(), OUT))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("no OUT");
            assertThatThrownBy(() -> poller.validate(pipe.sink(), IN.or(OUT)))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("no IN");
            assertThatThrownBy(() -> poller.validate(listener(inet(), 5), OUT))
                    .isExactlyInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void whenItIsNoChannel_thenRefusedByName() {
            assertThatThrownBy(() -> poller.validate("text", IN))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessage("not a SelectableChannel: java.lang.String");
        }

        @Test
        void whenItIsBlocking_thenRefusedWithAMessage() {
            SocketChannel blocking = closing(openSocket());

            assertThatThrownBy(() -> poller.validate(blocking, IN))
                    .isInstanceOf(IllegalBlockingModeException.class)
                    .hasMessageContaining("configureBlocking(false)");
        }
    }

    @Nested
    class GivenAChannelIsClosed {
        @Test
        void whenBeforeItIsWatched_thenNvalOnce() throws IOException {
            pipe.source().close();

            PollRecord record = watch(pipe.source(), IN);

            assertThat(poll(Nanos.NEVER)).containsOnlyKeys(record).containsValue(NVAL);
            assertQuiet();
        }

        @Test
        void whenUnderItsWatch_thenEachRecordIsToldNvalOnce() throws IOException {
            PollRecord first = watch(pipe.sink(), OUT);
            PollRecord second = watch(pipe.sink(), OUT);
            watch(pipe.source(), IN);
            poll(0);

            pipe.sink().close();

            assertThat(pollUntilReady()).containsEntry(first, NVAL).containsEntry(second, NVAL);
            poller.remove(first);
            pipe.source().read(ByteBuffer.allocate(1));
            PollRecord third = watch(pipe.sink(), OUT);
            assertThat(poll(0)).containsEntry(third, NVAL).doesNotContainKey(second);
            assertThat(poll(0)).doesNotContainKeys(second, third);
        }

        /** As that of a source does which is out of sight for a while. */
        @Test
        void whenARecordThatKnowsIsRemovedAndComesBack_thenItIsToldNothing() throws IOException {
            PollRecord record = watch(pipe.source(), IN);
            PollRecord stays = watch(pipe.source(), IN);
            poll(0);
            pipe.source().close();
            assertThat(poll(Nanos.NEVER)).containsOnlyKeys(record, stays);

            poller.remove(record);
            poll(0);
            poller.add(record);

            assertQuiet();
            poller.remove(record);
            poller.remove(stays);
            poll(0);
            poller.add(record);
            assertQuiet();
        }

        @Test
        void whenARecordThatKnewOfACancelledKeyIsSelectedAgain_thenItIsToldAgain() throws IOException {
            PollRecord record = watch(pipe.source(), IN);
            poller.remove(record);
            poll(0);
            pipe.source().configureBlocking(true);
            poller.add(record);
            assertThat(poll(Nanos.NEVER)).containsOnlyKeys(record).containsValue(NVAL);
            poller.remove(record);
            poll(0);
            pipe.source().configureBlocking(false);
            poller.add(record);
            assertQuiet();

            pipe.source().close();

            assertThat(poll(Nanos.NEVER)).containsOnlyKeys(record).containsValue(NVAL);
            assertQuiet();
        }

        @Test
        void whenItWasQuiet_thenTheNextPollTellsAtOnce() throws IOException {
            PollRecord record = watch(pipe.source(), IN);
            poll(0);

            pipe.source().close();

            assertThat(poll(Nanos.NEVER)).containsOnlyKeys(record).containsValue(NVAL);
            assertQuiet();
        }

        @Test
        void whenRemovedAfterwards_thenNothingIsTold() throws IOException {
            PollRecord record = watch(pipe.source(), IN);
            PollRecord other = watch(newPipe().source(), IN);
            poll(0);

            pipe.source().close();
            poller.remove(record);

            assertQuiet();
            poller.remove(other);
            assertQuiet();
        }

        @Test
        @Tag("realtime")
        void whenByAnotherThreadDuringAPoll_thenTheNextPollTells() throws Exception {
            PollRecord record = watch(pipe.source(), IN);
            PollingThread polling = PollingThread.start(() -> {
                        if (poll(Nanos.NEVER).isEmpty()) {
                            assertThat(poll(Nanos.NEVER)).containsEntry(record, NVAL);
                        }
                    })
                    .awaitBlocked();

            pipe.source().close();
            poller.wakeup();

            polling.join();
            assertQuiet();
        }

        @Test
        void whenASocketOfManyIsClosed_thenOnlyThatIsTold() throws IOException {
            PollRecord[] records = new PollRecord[100];
            for (int i = 0; i < records.length; i++) {
                records[i] = watch(nonBlocking(DatagramChannel.open()), IN);
            }
            poll(0);

            ((DatagramChannel) records[57].target()).close();

            assertThat(poll(Nanos.NEVER)).containsOnlyKeys(records[57]).containsValue(NVAL);
            assertQuiet();
        }
    }

    @Nested
    class GivenAWatchIsRemoved {
        @Test
        void whenItComesBackEachIteration_thenItIsToldEachTime() throws IOException {
            watch(newPipe().source(), IN);
            pipe.sink().write(bytes(1));

            for (int i = 0; i < 100; i++) {
                PollRecord record = watch(pipe.source(), IN);
                assertThat(pollUntilReady()).containsOnlyKeys(record);
                poller.remove(record);
                if (i % 3 == 0) {
                    assertThat(poll(0)).isEmpty();
                }
            }
            assertQuiet();
        }

        @Test
        void whenItIsTheOnlyOneAndComesBack_thenItIsToldEachTime() throws IOException {
            pipe.sink().write(bytes(1));

            for (int i = 0; i < 100; i++) {
                PollRecord record = watch(pipe.source(), IN);
                assertThat(pollUntilReady()).containsOnlyKeys(record);
                poller.remove(record);
            }
            assertQuiet();
        }

        @Test
        void whenItWasTheLast_thenItsChannelMayBlockAtOnce() throws IOException {
            PollRecord record = watch(pipe.source(), IN);
            poll(0);

            poller.remove(record);

            pipe.source().configureBlocking(true);
            assertThat(pipe.source().isBlocking()).isTrue();
        }

        @Test
        void whenOthersStay_thenItsChannelMayBlockAfterAPoll() throws IOException {
            watch(newPipe().source(), IN);
            PollRecord record = watch(pipe.source(), IN);
            poll(0);
            poller.remove(record);

            poll(0);

            pipe.source().configureBlocking(true);
            assertThat(pipe.source().isBlocking()).isTrue();
        }

        @Test
        void whenItsChannelBecameBlocking_thenWatchingItAgainTellsNval() throws IOException {
            PollRecord record = watch(pipe.source(), IN);
            poll(0);
            poller.remove(record);
            pipe.source().configureBlocking(true);

            poller.add(record);

            assertThat(poll(Nanos.NEVER)).containsOnlyKeys(record).containsValue(NVAL);
            assertQuiet();
        }

        @Test
        void whenItWasAListenerAndIsClosed_thenItsPortIsFreeAtOnce() throws IOException {
            watch(pipe.source(), IN);
            ServerSocketChannel listener = listener(inet(), 5);
            SocketAddress address = listener.getLocalAddress();
            for (int i = 0; i < 5; i++) {
                PollRecord record = watch(listener, IN);
                poll(0);

                poller.remove(record);
                listener.close();

                listener = nonBlocking(ServerSocketChannel.open()).bind(address);
            }
        }

        @Test
        void whenItsSocketWasClosedBefore_thenItsPortIsFreeAtOnce() throws IOException {
            watch(pipe.source(), IN);
            DatagramChannel socket = nonBlocking(DatagramChannel.open()).bind(inet());
            SocketAddress address = socket.getLocalAddress();
            for (int i = 0; i < 5; i++) {
                PollRecord record = watch(socket, IN);
                poll(0);

                socket.close();
                poller.remove(record);

                socket = nonBlocking(DatagramChannel.open()).bind(address);
            }
        }

        @Test
        void whenItWasOneOfTwoOnAChannel_thenTheOtherStays() throws IOException {
            PollRecord first = watch(pipe.source(), IN);
            PollRecord second = watch(pipe.source(), IN);
            pipe.sink().write(bytes(1));
            assertThat(pollUntilReady()).containsOnlyKeys(first, second);

            poller.remove(first);

            assertThat(pollUntilReady()).containsOnlyKeys(second);
        }

        @Test
        void whenItIsRemovedAgain_thenRefused() {
            PollRecord record = watch(pipe.source(), IN);
            poller.remove(record);

            assertThatThrownBy(() -> poller.remove(record))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("not polled here");
        }
    }
}

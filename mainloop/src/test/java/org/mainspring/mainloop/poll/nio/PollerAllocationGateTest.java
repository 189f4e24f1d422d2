package org.mainspring.mainloop.poll.nio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mainspring.mainloop.poll.IOCondition.IN;

import java.io.IOException;
import java.nio.channels.Pipe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mainspring.house.AllocatedBytes;
import org.mainspring.mainloop.poll.PollRecord;
import org.mainspring.mainloop.poll.Poller;
import org.mainspring.mainloop.poll.Poller.ReadyRecords;
import org.mainspring.mainloop.poll.park.ParkPoller;
import org.mainspring.mainloop.time.Clock;
import org.mainspring.mainloop.time.Nanos;

/** A gate: what polls and wake-ups cost the heap once the code is warm: nothing. */
class PollerAllocationGateTest extends ChannelFixture {
    private static final int ROUNDS = 20_000;

    private long told;
    private final ReadyRecords count = (record, seen) -> told++;

    @Override
    protected Poller open(Clock clock) {
        return new SelectorPoller(clock);
    }

    @ParameterizedTest
    @ValueSource(classes = {ParkPoller.class, SelectorPoller.class, NioPoller.class})
    void whenNothingIsReady_thenNothingIsAllocated(Class<?> kind) {
        Poller subject = closing(
                kind == ParkPoller.class
                        ? new ParkPoller(clock)
                        : kind == NioPoller.class ? new NioPoller(clock) : new SelectorPoller(clock));

        assertThat(AllocatedBytes.in(ROUNDS, () -> {
                    subject.poll(0, count);
                    subject.wakeup();
                    subject.wakeup();
                    subject.poll(Nanos.NEVER, count);
                }))
                .isZero();
    }

    @Test
    void whenAChannelIsReadyBesideQuietOnes_thenNothingIsAllocated() throws IOException {
        Pipe pipe = newPipe();
        for (int i = 0; i < 20; i++) {
            watch(newPipe().source(), IN);
        }
        watch(pipe.source(), IN);
        pipe.sink().write(bytes(1));

        assertThat(AllocatedBytes.in(ROUNDS, () -> poller.poll(Nanos.NEVER, count)))
                .isZero();
        assertThat(told).isPositive();
    }

    @Test
    void whenAWatchGoesAndComesBack_thenNothingIsAllocated() throws IOException {
        Pipe pipe = newPipe();
        watch(newPipe().source(), IN);
        PollRecord record = watch(pipe.source(), IN);
        pipe.sink().write(bytes(1));

        assertThat(AllocatedBytes.in(ROUNDS, () -> {
                    poller.poll(Nanos.NEVER, count);
                    poller.remove(record);
                    poller.add(record);
                }))
                .isZero();
    }
}

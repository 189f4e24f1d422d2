package org.mainspring.bench.circuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mainspring.bench.channel.ChannelLoop;
import org.mainspring.bench.channel.ChannelLoops;
import org.mainspring.bench.peer.Peers;
import org.mainspring.bench.task.TaskLoops;
import org.mainspring.bench.task.Workers;

/** Every peer really goes the way that is measured, and comes home on the thread it set out from. */
class CircuitsTest {
    private static final long LONG_DELAY_SECONDS = 20;
    private static final int LAPS = 100;

    static Stream<String> loops() {
        return Peers.loops().stream().filter(Peers::isAvailable);
    }

    static Stream<String> channels() {
        return ChannelLoops.names().stream().filter(Peers::isAvailable);
    }

    static Stream<String> tasks() {
        return TaskLoops.names().stream().filter(Peers::isAvailable);
    }

    /** Runs laps, and then one that tells on which thread it came home. */
    private static Thread home(Circuit circuit, int runners) throws InterruptedException {
        new Laps(circuit, runners).run(LAPS);
        List<Thread> threads = new ArrayList<>(); // published by the latch
        CountDownLatch home = new CountDownLatch(1);
        circuit.origin()
                .execute(() -> circuit.setOut(() -> {
                    threads.add(Thread.currentThread());
                    home.countDown();
                }));
        assertThat(home.await(LONG_DELAY_SECONDS, TimeUnit.SECONDS)).isTrue();
        return threads.get(0);
    }

    @ParameterizedTest
    @MethodSource("loops")
    void whenTwoLoopsPlay_thenTheMessageComesHome(String peer) throws InterruptedException {
        try (Circuit circuit = new PingPong(Peers.open(peer), Peers.open(peer))) {
            assertThat(home(circuit, 64)).isSameAs(circuit.origin().thread());
        }
    }

    @ParameterizedTest
    @MethodSource("channels")
    void whenOneLoopHasBothEnds_thenThePageComesHomeWhole(String peer) throws IOException, InterruptedException {
        ChannelLoop loop = ChannelLoops.open(peer);
        loop.watchQuiet(10);
        try (Circuit circuit = SocketRally.between(loop, loop, 4096)) {
            assertThat(home(circuit, 1)).isSameAs(loop.loop().thread());
        }
    }

    @ParameterizedTest
    @MethodSource("channels")
    void whenTwoLoopsHaveOneEndEach_thenTheByteComesHome(String peer) throws IOException, InterruptedException {
        ChannelLoop near = ChannelLoops.open(peer);
        try (Circuit circuit = SocketRally.between(near, ChannelLoops.open(peer), 1)) {
            assertThat(home(circuit, 1)).isSameAs(near.loop().thread());
        }
    }

    @ParameterizedTest
    @MethodSource("tasks")
    void whenWorkersDoTasks_thenTheyEndOnTheLoop(String peer) throws InterruptedException {
        for (Workers workers : Workers.values()) {
            if (workers.whyAbsent().isEmpty()) {
                Executor opened = workers.open();
                try (Circuit circuit = new TaskTrip(TaskLoops.open(peer, opened))) {
                    assertThat(home(circuit, 4)).isSameAs(circuit.origin().thread());
                }
                workers.close(opened);
            }
        }
    }

    @Test
    void whenVirtualThreadsAreThere_thenTheyAreUsedAndElseRefused() throws InterruptedException {
        if (!Workers.VIRTUAL.whyAbsent().isEmpty()) {
            assertThatThrownBy(Workers.VIRTUAL::open).isInstanceOf(UnsupportedOperationException.class);
            return;
        }
        List<Thread> threads = new ArrayList<>(); // published by the latch
        CountDownLatch ran = new CountDownLatch(1);

        Workers.VIRTUAL.open().execute(() -> {
            threads.add(Thread.currentThread());
            ran.countDown();
        });

        assertThat(ran.await(LONG_DELAY_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(threads.get(0).toString()).startsWith("VirtualThread");
    }

    @Test
    void whenNobodyRuns_thenThatIsRefused() {
        assertThatThrownBy(() -> new Laps(new PingPong(null, null), 0)).hasMessage("runners < 1: 0");
    }
}

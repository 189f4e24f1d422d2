package org.mainspring.bench.counts;

import java.util.List;
import org.mainspring.bench.peer.LoopPeer;
import org.mainspring.bench.peer.Peers;
import org.mainspring.bench.result.Absent;
import org.mainspring.bench.result.Count;
import org.mainspring.bench.result.FigureLines;
import org.mainspring.bench.result.Workloads;

/**
 * Measures what a loop takes of a processor while it has nothing to do, and what spinning adds.
 *
 * <ul>
 *   <li>Question: how much of a processor does a loop take that waits: for nothing, for a timer of a second, for timers of
 *       100 us one after the other? Ours without spinning, and with a limit of 200 us.
 *   <li>Command: {@code java -cp bench/target/benchmarks.jar org.mainspring.bench.counts.IdleLoopMain}
 *   <li>One operation: none; for 300 ms, or the second of the timer, it is asked how long the loop's thread has run.
 *   <li>A bad number: more than 0.5 percent without a timer or with one of a second, for who spins as well: its waits are
 *       longer than the limit, so it has given up. With timers of 100 us, which are within the limit, it takes the whole
 *       processor, and that is what spinning costs; without it, more than 40 percent is bad.
 * </ul>
 */
public final class IdleLoopMain {
    private static final List<String> PEERS =
            List.of(Peers.MAINSPRING, Peers.MAINSPRING_SPIN, Peers.NETTY_NIO, Peers.NETTY_EPOLL, Peers.STPE);

    private static final List<IdleLoop> LOOPS = List.of(
            new IdleLoop("timer=100us", 100_000),
            new IdleLoop("timer=1s", 1_000_000_000),
            new IdleLoop("timer=none", 0));

    private IdleLoopMain() {}

    /**
     * Prints a line for each loop.
     *
     * @param args none that counts: it is quick in any case
     * @throws Exception if this thread is interrupted, or a peer cannot be opened
     */
    public static void main(String[] args) throws Exception {
        if (!ThreadShare.isTold()) {
            print(FigureLines.print(
                    new Absent(Workloads.IDLE_CPU, "this JVM does not tell how long a thread has run")));
            return;
        }
        for (String peer : PEERS) {
            if (Peers.isAvailable(peer)) {
                measure(peer);
            } else {
                print(FigureLines.print(new Absent(Workloads.IDLE_CPU + " " + peer, Peers.whyAbsent(peer))));
            }
        }
    }

    private static void measure(String peer) throws Exception {
        for (IdleLoop idle : LOOPS) {
            try (LoopPeer loop = Peers.open(peer)) {
                double percent = idle.percent(loop);
                print(FigureLines.print(
                        new Count(Workloads.IDLE_CPU, idle.params(), peer, "percent of a processor", percent)));
            }
        }
    }

    private static void print(String line) {
        System.out.println(line);
    }
}

package org.mainspring.bench.report;

import static org.mainspring.bench.result.Workloads.ATTACHED;
import static org.mainspring.bench.result.Workloads.ECHO;
import static org.mainspring.bench.result.Workloads.IDLE;
import static org.mainspring.bench.result.Workloads.MEMORY;
import static org.mainspring.bench.result.Workloads.POST;
import static org.mainspring.bench.result.Workloads.QUIET;
import static org.mainspring.bench.result.Workloads.TASK;
import static org.mainspring.bench.result.Workloads.TIMEOUTS;
import static org.mainspring.bench.result.Workloads.WAKE;

import java.util.ArrayList;
import java.util.List;
import org.mainspring.bench.result.Figures;

/**
 * The aims once more, as what they ask for beside each peer: every peer that the design's table names, row by row. The design
 * gives times, and beside them those that peers took on the machine on which they were set; another machine is faster or
 * slower, for all alike.
 */
final class AimRatios {
    static final String MEANING =
            "What each peer took on the machine on which the aims were set, of a span the slower end, over the aim; and what it"
                    + " takes here over ours. Every peer is here that the design names. Beside one that was faster there than"
                    + " what is aimed at, less than 1 is wanted. Of what shall be no byte at all there is no ratio. A post is a task"
                    + " there, as the design has it, which GLib does not have: like beside like is in short.";

    private static final String GLIB = "glib";
    private static final String NETTY_NIO = "netty-nio";
    private static final String NETTY_EPOLL = "netty-epoll";
    private static final String STPE = "stpe";
    private static final String THREAD_EACH = "qemu-thread-each";

    /** An iteration as with no timers, or a fifth longer. */
    private static final double ARMED_NANOS = 20 * 1.2;

    private static final String FLOOD = "post from one other thread, flood";

    /* The first number is what the peer took there, of a span the slower end, and the second is the aim. */
    private static final List<Aim> ALL = all();

    private AimRatios() {}

    private static List<Aim> all() {
        List<Aim> all = new ArrayList<>();
        all.addAll(dispatches());
        all.addAll(timers());
        all.addAll(List.of(
                beside(GLIB, 1_430, 15, FLOOD, POST, "posters=1"),
                beside(NETTY_NIO, 20, 15, FLOOD, POST, "posters=1"),
                beside(NETTY_EPOLL, 20, 15, FLOOD, POST, "posters=1"),
                beside(STPE, 900, 15, FLOOD, POST, "posters=1")));
        all.addAll(wakes("same core", "same-core"));
        all.addAll(wakes("two cores", "two-cores"));
        all.addAll(List.of(spinning(NETTY_EPOLL, 6_500), spinning(STPE, 6_500), spinning(NETTY_NIO, 30_000)));
        all.addAll(List.of(
                beside(GLIB, 4_100, 2_000, "channel ping-pong in one loop, median", ECHO, Aims.rally("")),
                beside(GLIB, 642_000, 2_500, "the same beside 5 000 quiet channels", QUIET, Aims.rally("quiet=5000;")),
                task()));
        return List.copyOf(all);
    }

    private static List<Aim> dispatches() {
        String armed = "iteration with 100 000 timers armed";
        return List.of(
                beside(GLIB, 450, 20, "dispatch of one idle, no channels", IDLE, "idles=1"),
                beside(NETTY_NIO, 14, 20, "dispatch of what posts itself again", IDLE, "idles=once"),
                beside(NETTY_EPOLL, 14, 20, "dispatch of what posts itself again", IDLE, "idles=once"),
                beside(GLIB, 100, 10, "dispatch in a batch of 100 idles", IDLE, "idles=100"),
                beside(GLIB, 6_900_000, ARMED_NANOS, armed, ATTACHED, "kind=timeouts;attached=100000"),
                beside(NETTY_NIO, 75, ARMED_NANOS, armed, ATTACHED, "op=self-post;kind=timeouts;attached=100000"));
    }

    private static List<Aim> timers() {
        String bytes = "bytes per armed timeout, with what the loop keeps of its callback";
        String kept = "kind=timeout;attached=100000";
        return List.of(
                beside(GLIB, 242, 60, "timeout add, 100 000 armed", TIMEOUTS, "op=add;armed=100000"),
                beside(GLIB, 152, 40, "timeout remove, 100 000 armed", TIMEOUTS, "op=remove;armed=100000"),
                beside(NETTY_NIO, 185, 60 + 40, "timeout add and remove", TIMEOUTS, "op=add-remove;armed=100000"),
                Aim.bytesRatio(bytes + ", beside " + GLIB, 300.0 / 120, MEMORY, kept, GLIB),
                Aim.bytesRatio(bytes + ", beside " + NETTY_NIO, 58.0 / 120, MEMORY, kept, NETTY_NIO));
    }

    private static List<Aim> wakes(String where, String placement) {
        String alone = "wake from blocked, median, " + where;
        String watching = "wake from blocked with channels, median, " + where;
        return List.of(
                beside(GLIB, 12_600, 6_000, alone, WAKE, Aims.blocked(placement)),
                beside(NETTY_EPOLL, 6_500, 6_000, alone, WAKE, Aims.blocked(placement)),
                beside(STPE, 6_500, 6_000, alone, WAKE, Aims.blocked(placement)),
                beside(NETTY_NIO, 30_000, 6_000, alone, WAKE, Aims.blocked(placement)),
                beside(GLIB, 12_600, 8_000, watching, WAKE, Aims.watching(placement)),
                beside(NETTY_EPOLL, 6_500, 8_000, watching, WAKE, Aims.watching(placement)),
                beside(NETTY_NIO, 30_000, 8_000, watching, WAKE, Aims.watching(placement)));
    }

    /** Ours spins, and the peer, which does not, is woken. */
    private static Aim spinning(String peer, double nanosThere) {
        return Aim.ratio(
                "wake with adaptive spinning, 10 000 a second, median, two cores, beside " + peer,
                nanosThere / 400,
                new Measured(WAKE, Aims.SPUN, Ratios.OURS_SPINNING),
                new Measured(WAKE, Aims.SPUN, peer));
    }

    /** Ours has a pool, and the peer starts a thread for each. */
    private static Aim task() {
        return Aim.ratio(
                "task round trip through a pool, median, unpinned, beside " + THREAD_EACH,
                140.0 / 12,
                new Measured(TASK, "outstanding=1;pool=default;p=50", Ratios.OURS),
                new Measured(TASK, "outstanding=1;p=50", THREAD_EACH));
    }

    /** What became of each. */
    static List<AimRow> of(Figures figures) {
        return Aims.rows(ALL, figures);
    }

    private static Aim beside(
            String peer, double nanosThere, double aimNanos, String row, String workload, String params) {
        return Aim.ratio(row + ", beside " + peer, nanosThere / aimNanos, workload, params, peer);
    }
}

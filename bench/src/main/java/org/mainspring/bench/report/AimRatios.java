package org.mainspring.bench.report;

import static org.mainspring.bench.result.Workloads.ECHO;
import static org.mainspring.bench.result.Workloads.IDLE;
import static org.mainspring.bench.result.Workloads.POST;
import static org.mainspring.bench.result.Workloads.QUIET;
import static org.mainspring.bench.result.Workloads.TIMEOUTS;
import static org.mainspring.bench.result.Workloads.WAKE;

import java.util.List;
import org.mainspring.bench.result.Figures;

/**
 * The aims once more, as what they ask for beside each peer. The design gives times, and beside them those that peers took on
 * the machine on which they were set; another machine is faster or slower, for all alike.
 */
final class AimRatios {
    static final String MEANING =
            "What each peer took on the machine on which the aims were set, of a span the slower end, over the aim; and what it"
                    + " takes here over ours.";

    private static final String GLIB = "glib";
    private static final String NETTY_NIO = "netty-nio";
    private static final String NETTY_EPOLL = "netty-epoll";
    private static final String STPE = "stpe";

    /* The first number is what the peer took there, of a span the slower end, and the second is the aim. */
    private static final List<Aim> ALL = List.of(
            beside(GLIB, 450, 20, "dispatch of one idle, no channels", IDLE, "idles=1"),
            beside(GLIB, 100, 10, "dispatch in a batch of 100 idles", IDLE, "idles=100"),
            beside(GLIB, 242, 60, "timeout add, 100 000 armed", TIMEOUTS, "op=add;armed=100000"),
            beside(GLIB, 152, 40, "timeout remove, 100 000 armed", TIMEOUTS, "op=remove;armed=100000"),
            beside(GLIB, 1_430, 15, "post from one other thread, flood", POST, "posters=1"),
            beside(NETTY_NIO, 20, 15, "post from one other thread, flood", POST, "posters=1"),
            beside(STPE, 900, 15, "post from one other thread, flood", POST, "posters=1"),
            wake(GLIB, 12_600, "same core", "same-core"),
            wake(NETTY_EPOLL, 6_500, "same core", "same-core"),
            wake(STPE, 6_500, "same core", "same-core"),
            wake(GLIB, 12_600, "two cores", "two-cores"),
            wake(NETTY_EPOLL, 6_500, "two cores", "two-cores"),
            wake(STPE, 6_500, "two cores", "two-cores"),
            beside(GLIB, 4_100, 2_000, "channel ping-pong in one loop, median", ECHO, Aims.rally("")),
            beside(GLIB, 642_000, 2_500, "the same beside 5 000 quiet channels", QUIET, Aims.rally("quiet=5000;")));

    private AimRatios() {}

    /** What became of each. */
    static List<AimRow> of(Figures figures) {
        return Aims.rows(ALL, figures);
    }

    private static Aim wake(String peer, double nanosThere, String where, String placement) {
        return beside(peer, nanosThere, 6_000, "wake from blocked, median, " + where, WAKE, Aims.blocked(placement));
    }

    private static Aim beside(
            String peer, double nanosThere, double aimNanos, String row, String workload, String params) {
        return Aim.ratio(row + ", beside " + peer, nanosThere / aimNanos, workload, params, peer);
    }
}

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

import java.util.List;
import org.mainspring.bench.result.Figures;

/** What the design aims at, row by row, and whether it is reached. */
final class Aims {
    static final String MEANING =
            "What the design asks for, and what this run measured: of three forks the middle one, which says whether an aim is"
                    + " reached. At best is the fastest iteration of all forks, a fifth of a second; of percentiles, and of what the"
                    + " programs tell, it is the fastest fork. A machine that others share is not equally fast all the time, and"
                    + " what is slow there says nothing of the code: what is reached at best is said to be so. Below a floor nothing"
                    + " can be, but for the scatter of both.";

    private static final String OURS = Ratios.OURS;

    /** Posts at their time, so fast that one that spins does not sleep; the median, from when each was meant. */
    static final String SPUN = "placement=two-cores;way=one;rate=10000/s;p=50";

    private static final List<Aim> ALL = List.of(
            Aim.time("dispatch of one idle, no channels", 20, IDLE, "idles=1", OURS),
            Aim.ratio("the same, beside GLib", 20, IDLE, "idles=1", "glib"),
            Aim.time("dispatch in a batch of 100 idles", 10, IDLE, "idles=100", OURS),
            Aim.growth(
                    "iteration with 100 000 timers armed",
                    1.2,
                    ATTACHED,
                    "kind=timeouts;attached=100000",
                    "kind=timeouts;attached=0"),
            Aim.time("timeout add, 100 000 armed", 60, TIMEOUTS, "op=add;armed=100000", OURS),
            Aim.time("timeout remove, 100 000 armed", 40, TIMEOUTS, "op=remove;armed=100000", OURS),
            Aim.bytes(
                    "bytes per armed timeout, with what the loop keeps of its callback",
                    120,
                    MEMORY,
                    "kind=timeout;attached=100000"),
            Aim.time("post from one other thread, flood", 15, POST, "posters=1", OURS),
            wake("wake from blocked, median, same core", "same-core"),
            wake("wake from blocked, median, two cores", "two-cores"),
            spinning("wake with adaptive spinning, 10 000 a second, median, two cores"),
            wakeWithChannel("wake from blocked with channels, median, same core", "same-core"),
            wakeWithChannel("wake from blocked with channels, median, two cores", "two-cores"),
            Aim.half("channel ping-pong in one loop, per dispatch, median", 2_000, ECHO, rally("")),
            Aim.half("the same beside 5 000 quiet channels", 2_500, QUIET, rally("quiet=5000;")),
            task("same core", "same-core"),
            task("two cores", "two-cores"),
            Aim.bytes("allocation per dispatch of an idle", 0, IDLE, "idles=1"),
            Aim.bytes("allocation per re-arm of a timeout", 0, TIMEOUTS, "op=rearm;armed=100000"),
            Aim.bytes("allocation per completion of a task", 0, TASK, "op=completion"));

    private Aims() {}

    /** What became of each. */
    static List<AimRow> of(Figures figures) {
        return rows(ALL, figures);
    }

    /** What became of these. */
    static List<AimRow> rows(List<Aim> aims, Figures figures) {
        Lookup lookup = new Lookup(figures);
        return aims.stream().map(aim -> aim.row(lookup)).toList();
    }

    private static Aim wake(String row, String placement) {
        return Aim.time(row, 6_000, WAKE, blocked(placement), OURS);
    }

    /** A wake-up from proven-blocked without channels, its median. */
    static String blocked(String placement) {
        return "placement=" + placement + ";gap=20us;p=50";
    }

    private static Aim spinning(String row) {
        return Aim.time(row, 400, WAKE, SPUN, Ratios.OURS_SPINNING);
    }

    private static Aim wakeWithChannel(String row, String placement) {
        return Aim.time(row, 8_000, WAKE, watching(placement), OURS);
    }

    /** The same with a channel that is watched. */
    static String watching(String placement) {
        return "placement=" + placement + ";gap=20us;channel=yes;p=50";
    }

    /** Both ends of a socket in one loop: a lap is two dispatches. */
    static String rally(String quiet) {
        return "placement=same-core;channel=socketpair;bytes=1;" + quiet + "loops=1;p=50";
    }

    private static Aim task(String where, String placement) {
        String params = "placement=" + placement + ";outstanding=1;pool=1;p=50";
        return Aim.time("task round trip through a pool, median, " + where, 12_000, TASK, params, OURS);
    }
}

package org.mainspring.bench.report;

import static org.mainspring.bench.result.Workloads.FLOOR;
import static org.mainspring.bench.result.Workloads.IDLE;
import static org.mainspring.bench.result.Workloads.POST;
import static org.mainspring.bench.result.Workloads.TASK;
import static org.mainspring.bench.result.Workloads.TIMEOUTS;
import static org.mainspring.bench.result.Workloads.WAKE;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.mainspring.bench.result.Figures;
import org.mainspring.bench.result.Result;

/** How far ours are above what the machine can do at all. */
final class Floors {
    private static final String MACHINE = "machine";

    /** A floor, and what of ours cannot be cheaper than it. */
    private record Pair(String what, String floor, String workload, String params, String peer, String ours) {}

    private static final List<Pair> PAIRS = List.of(
            ours("one look at the clock", "what=clock;in=c", IDLE, "idles=1", "dispatch of one idle"),
            ours("one compare-and-set", "what=cas;in=c", IDLE, "idles=1", "dispatch of one idle"),
            ours("one allocation", "what=allocation;in=c", TIMEOUTS, "op=add;armed=100000", "timeout add"),
            ours(
                    "a cache line from one core to the other",
                    "what=cache-line;placement=two-cores;in=c",
                    POST,
                    "posters=1",
                    "post from one other thread"),
            wake("futex-wake", "same-core", Ratios.OURS, "wake from blocked"),
            wake("futex-wake", "two-cores", Ratios.OURS, "wake from blocked"),
            wake("epoll-wake", "same-core", Ratios.OURS + "-channels", "wake from blocked with channels"),
            wake("epoll-wake", "two-cores", Ratios.OURS + "-channels", "wake from blocked with channels"),
            ours("the start of a thread", "what=thread;in=c", TASK, "outstanding=1;p=50", "task round trip"));

    private Floors() {}

    /** The pairs of which both were measured. */
    static List<FloorRow> of(Figures figures) {
        Lookup lookup = new Lookup(figures);
        List<FloorRow> rows = new ArrayList<>();
        for (Pair pair : PAIRS) {
            OptionalDouble floor = lookup.nanos(FLOOR, pair.floor(), MACHINE);
            OptionalDouble ours = lookup.nanos(pair.workload(), pair.params(), pair.peer());
            if (floor.isPresent() && floor.getAsDouble() > 0 && ours.isPresent()) {
                rows.add(new FloorRow(pair.what(), floor.getAsDouble(), pair.ours(), ours.getAsDouble()));
            }
        }
        return rows;
    }

    /** Everything that was measured of the machine itself. */
    static List<Result> all(Figures figures) {
        return figures.results().stream()
                .filter(result -> result.workload().equals(FLOOR))
                .toList();
    }

    private static Pair ours(String what, String floor, String workload, String params, String ours) {
        return new Pair(what, floor, workload, params, Ratios.OURS, ours);
    }

    private static Pair wake(String way, String placement, String peer, String ours) {
        String place = placement.replace('-', ' ');
        return new Pair(
                "one " + way.replace('-', ' ') + ", " + place,
                "what=" + way + ";placement=" + placement + ";in=c;p=50",
                WAKE,
                "placement=" + placement + ";gap=20us;p=50",
                peer,
                ours + ", " + place + ", median");
    }
}

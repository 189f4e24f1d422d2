package org.mainspring.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.mainspring.bench.floor.Floor;
import org.mainspring.bench.floor.Floors;
import org.mainspring.bench.result.Figures;
import org.mainspring.bench.result.Result;
import org.mainspring.bench.result.Workloads;

/** How far ours are above what the machine can do at all. Of the percentiles only the median is told. */
final class FloorRows {
    static final String MEANING = "The least that must happen, measured without a loop, and how far above it ours is."
            + " It is no strict bound: a floor is a median of a run of its own (but for the bare queue), at another moment of a machine that is not always"
            + " equally fast, and its thread may have found its processor in another state; so a factor may be below 1.";

    /** Ours, and ours that spins, which has floors of its own. */
    private static final List<String> OURS = List.of(Ratios.OURS, Ratios.OURS_SPINNING);

    private FloorRows() {}

    /** Those of ours that have a floor, which was measured. */
    static List<FloorRow> of(Figures figures) {
        Lookup lookup = new Lookup(figures);
        List<FloorRow> rows = new ArrayList<>();
        for (Timing result : Timings.of(figures)) {
            if (OURS.contains(result.peer()) && Params.isMedianOrMean(result.params())) {
                row(result, lookup).ifPresent(rows::add);
            }
        }
        rows.sort((a, b) -> NaturalOrder.COMPARATOR.compare(a.ours(), b.ours()));
        return rows;
    }

    private static Optional<FloorRow> row(Timing ours, Lookup lookup) {
        Optional<Floor> floor = Floors.of(ours.workload(), ours.params(), ours.peer());
        OptionalDouble nanos = nanos(floor, lookup);
        if (nanos.isEmpty()) {
            return Optional.empty();
        }
        String name = ours.workload() + " " + ours.params().replace(";", " · ");
        String variant = ours.peer().equals(Ratios.OURS) ? "" : " · " + ours.peer();
        return Optional.of(new FloorRow(floor.get().why(), nanos.getAsDouble(), name.strip() + variant, ours.nanos()));
    }

    /** How long the floor under a figure takes; empty if it has none, or one of its parts was not measured. */
    static OptionalDouble under(String workload, String params, String peer, Lookup lookup) {
        return nanos(Floors.of(workload, params, peer), lookup);
    }

    private static OptionalDouble nanos(Optional<Floor> floor, Lookup lookup) {
        if (floor.isEmpty()) {
            return OptionalDouble.empty();
        }
        double sum = 0;
        for (Floor.Part part : floor.get().parts()) {
            OptionalDouble once = lookup.nanos(Workloads.FLOOR, part.params(), Result.MACHINE);
            if (once.isEmpty() || once.getAsDouble() <= 0) {
                return OptionalDouble.empty();
            }
            sum += once.getAsDouble() * part.times();
        }
        return OptionalDouble.of(sum);
    }
}

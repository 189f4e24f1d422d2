package org.mainspring.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.mainspring.bench.floor.Floor;
import org.mainspring.bench.floor.Floors;
import org.mainspring.bench.result.Figures;
import org.mainspring.bench.result.Workloads;

/** How far ours are above what the machine can do at all. Of the percentiles only the median is told. */
final class FloorRows {
    private static final String MACHINE = "machine";

    private FloorRows() {}

    /** Those of ours that have a floor, which was measured. */
    static List<FloorRow> of(Figures figures) {
        Lookup lookup = new Lookup(figures);
        List<FloorRow> rows = new ArrayList<>();
        for (Timing result : Timings.of(figures)) {
            if (result.peer().equals(Ratios.OURS) && Params.isMedianOrMean(result.params())) {
                row(result, lookup).ifPresent(rows::add);
            }
        }
        rows.sort((a, b) -> NaturalOrder.COMPARATOR.compare(a.ours(), b.ours()));
        return rows;
    }

    /** Everything that was measured of the machine itself. */
    static List<Timing> all(Figures figures) {
        return Timings.of(figures).stream()
                .filter(result -> result.workload().equals(Workloads.FLOOR))
                .toList();
    }

    private static Optional<FloorRow> row(Timing ours, Lookup lookup) {
        Optional<Floor> floor = Floors.of(ours.workload(), ours.params());
        if (floor.isEmpty()) {
            return Optional.empty();
        }
        OptionalDouble once = lookup.nanos(Workloads.FLOOR, floor.get().params(), MACHINE);
        if (once.isEmpty() || once.getAsDouble() <= 0) {
            return Optional.empty();
        }
        double nanos = once.getAsDouble() * floor.get().times();
        String name = ours.workload() + " " + ours.params().replace(";", " · ");
        return Optional.of(new FloorRow(floor.get().why(), nanos, name.strip(), ours.nanos()));
    }
}

package org.mainspring.bench.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.mainspring.bench.result.Count;
import org.mainspring.bench.result.Distribution;
import org.mainspring.bench.result.Figures;
import org.mainspring.bench.result.Result;

/** Everything that a run is told by: the figures, and what follows from them. */
public final class Report {
    /** What GLib's version is called among the facts of the machine. */
    static final String GLIB = "GLib";

    /** What stands there instead if nothing of it was measured, be it installed or not. */
    static final String NOT_RUN = "not run";

    private final Map<String, String> machine;
    private final Figures figures;
    private final List<Count> counts;
    private final List<Ratio> ratios;
    private final List<AimRow> aims;
    private final List<AimRow> aimRatios;
    private final List<FloorRow> floors;
    private final List<WorstRow> worst;

    /** Of these figures, measured on that machine ({@link Machine}). */
    public Report(Map<String, String> machine, Figures figures) {
        this.machine = new LinkedHashMap<>(machine);
        this.machine.computeIfPresent(GLIB, (name, version) -> hasGlib(figures) ? version : NOT_RUN);
        this.figures = figures;
        this.counts = Counts.of(figures);
        this.ratios = Ratios.of(figures);
        this.aims = Aims.of(figures);
        this.aimRatios = AimRatios.of(figures);
        this.floors = FloorRows.of(figures);
        this.worst = WorstRow.of(figures);
    }

    private static boolean hasGlib(Figures figures) {
        return Stream.of(
                        figures.results().stream().map(Result::peer),
                        figures.distributions().stream().map(Distribution::peer),
                        figures.counts().stream().map(Count::peer))
                .flatMap(peers -> peers)
                .anyMatch(peer -> peer.startsWith("glib"));
    }

    /** What the figures were measured on. */
    Map<String, String> machine() {
        return machine;
    }

    /** What was measured. */
    Figures figures() {
        return figures;
    }

    /** What was counted. */
    List<Count> counts() {
        return counts;
    }

    /** Every pair of ours and a peer. */
    public List<Ratio> ratios() {
        return ratios;
    }

    /** Each workload in short. */
    List<Headline> headlines() {
        return Headline.of(ratios);
    }

    /** What became of each aim. */
    List<AimRow> aims() {
        return aims;
    }

    /** What became of each aim as a ratio. */
    List<AimRow> aimRatios() {
        return aimRatios;
    }

    /** How far ours are above what the machine can do. */
    List<FloorRow> floors() {
        return floors;
    }

    /** What was measured of the machine itself. */
    List<MachineRow> machineItself() {
        return MachineRow.of(figures);
    }

    /** How late everybody was at worst. */
    List<WorstRow> worst() {
        return worst;
    }

    /** How many of these are reached, in words. */
    static String reached(List<AimRow> aims) {
        long missing = count(aims, AimRow.Verdict.NOT_MEASURED);
        long atBest = count(aims, AimRow.Verdict.AT_BEST);
        return count(aims, AimRow.Verdict.REACHED) + " of " + (aims.size() - missing) + " reached"
                + (atBest > 0 ? ", " + atBest + " at best" : "")
                + (missing > 0 ? ", " + missing + " not measured" : "");
    }

    private static long count(List<AimRow> aims, AimRow.Verdict verdict) {
        return aims.stream().filter(aim -> aim.verdict() == verdict).count();
    }
}

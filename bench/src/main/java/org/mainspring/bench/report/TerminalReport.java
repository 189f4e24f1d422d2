package org.mainspring.bench.report;

import java.util.List;

/** The report as text for a terminal. */
public final class TerminalReport {
    private TerminalReport() {}

    /** The tables: every pair, how late at worst, the aims, the floors, the counts, and what was not run. */
    public static String of(Report report) {
        StringBuilder text = new StringBuilder();
        add(
                text,
                "Ours beside each peer (ratio: peer over ours, above 1 we are faster; of percentiles the median; in brackets the fastest and the slowest fork; ours without a word beside those only that do it alike; all are in ratios.csv)",
                ratios(report));
        add(text, "Late at worst. " + WorstRow.MEANING, worst(report));
        add(text, "Counts per operation", counts(report));
        add(text, "Floors: what the machine can do at all", floors(report));
        add(text, "Aims of the design: " + Report.reached(report.aims()), aims(report));
        add(
                text,
                "The same as ratios to what peers took where they were set: " + Report.reached(report.aimRatios()),
                aimRatios(report));
        add(text, "Not run", AbsentGroup.list(report.figures()));
        add(text, "In short. " + Headline.MEANING, headlines(report));
        return text.toString();
    }

    private static void add(StringBuilder text, String heading, String table) {
        if (!table.isEmpty()) {
            text.append('\n').append(heading).append("\n\n").append(table);
        }
    }

    private static String headlines(Report report) {
        TextTable table = new TextTable(1, "workload", "faster", "even", "slower");
        report.headlines()
                .forEach(row -> table.add(List.of(
                        row.workload(),
                        String.valueOf(row.faster()),
                        String.valueOf(row.even()),
                        String.valueOf(row.slower()))));
        return report.headlines().isEmpty() ? "" : table.text();
    }

    private static String ratios(Report report) {
        TextTable table = new TextTable(2, "workload", "params", "ours", "peer", "peer's", "ratio");
        for (RatioTable row : RatioTable.rows(told(report.ratios()))) {
            boolean first = true;
            for (Ratio ratio : row.peers()) {
                table.add(List.of(
                        first ? row.workload() : "",
                        first ? row.params() : "",
                        first ? Numbers.time(row.ours()) : "",
                        ratio.peer(),
                        Numbers.time(ratio.theirs()),
                        Numbers.times(ratio.ratio())));
                first = false;
            }
        }
        return report.ratios().isEmpty() ? "" : table.text();
    }

    private static String worst(Report report) {
        TextTable table = new TextTable(3, WorstRow.names());
        report.worst().forEach(row -> table.add(row.cells()));
        return report.worst().isEmpty() ? "" : table.text();
    }

    private static List<Ratio> told(List<Ratio> ratios) {
        return Likes.withVariants(ratios).stream()
                .filter(ratio -> Params.isMedianOrMean(ratio.params()))
                .toList();
    }

    private static String counts(Report report) {
        TextTable table = new TextTable(4, "workload", "params", "peer", "what", "per operation");
        report.counts().stream()
                .filter(count -> !count.what().startsWith("calls of "))
                .forEach(count -> table.add(List.of(
                        count.workload(),
                        count.params(),
                        count.peer(),
                        count.what(),
                        Numbers.amount(count.perOperation()))));
        return report.counts().isEmpty() ? "" : table.text();
    }

    private static String floors(Report report) {
        TextTable table = new TextTable(2, "floor", "ours", "floor", "ours", "factor");
        report.floors()
                .forEach(row -> table.add(List.of(
                        row.floor(),
                        row.ours(),
                        Numbers.time(row.floorNanos()),
                        Numbers.time(row.oursNanos()),
                        Numbers.times(row.factor()))));
        return report.floors().isEmpty() ? "" : table.text();
    }

    private static String aims(Report report) {
        TextTable table = new TextTable(1, "aim", "wanted", "measured", "", "at best", "floor");
        report.aims().forEach(aim -> table.add(aim.cellsWithoutOthers()));
        return table.text();
    }

    private static String aimRatios(Report report) {
        TextTable table = new TextTable(1, "aim", "wanted", "measured", "");
        report.aimRatios().forEach(aim -> table.add(aim.cellsOfRatio()));
        return table.text();
    }
}

package org.mainspring.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The report as a part of {@code docs/benchmarks.md}, between two marks, with the plots as files beside it. */
public final class RecordedResults {
    /** The line after which the results stand. */
    static final String BEGIN = "<!-- results: written by the runner (--record), not by hand -->";

    /** The line before which they end. */
    static final String END = "<!-- end of results -->";

    private static final String PLOTS = "benchmarks";

    private RecordedResults() {}

    /**
     * Writes the results into the page, and the plots in place of those that were there.
     *
     * @param docs the folder of {@code benchmarks.md}
     * @throws IOException if one of the files cannot be read or written
     * @throws IllegalStateException if the page lacks the marks
     */
    public static void write(Report report, Path docs) throws IOException {
        Path page = docs.resolve("benchmarks.md");
        String text = Files.readString(page);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalStateException("no marks for the results in " + page);
        }
        List<Plot> plots = plots(report);
        replacePlots(docs.resolve(PLOTS), plots);
        Files.writeString(
                page, text.substring(0, begin) + BEGIN + "\n\n" + section(report, plots) + "\n" + text.substring(end));
        Files.writeString(docs.resolve(PLOTS).resolve("ratios.csv"), Ratios.csv(report.ratios()));
    }

    private static List<Plot> plots(Report report) {
        List<Plot> plots = new ArrayList<>(RatioPlots.of(report.ratios()));
        plots.addAll(CostPlots.of(report.figures()));
        plots.addAll(PercentilePlots.of(report.figures()));
        return plots;
    }

    private static void replacePlots(Path folder, List<Plot> plots) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> old = Files.list(folder)) {
            for (Path file :
                    old.filter(name -> name.toString().endsWith(".svg")).toList()) {
                Files.delete(file);
            }
        }
        String style = Resource.text("plot.css");
        for (Plot plot : plots) {
            Files.writeString(folder.resolve(plot.name() + ".svg"), plot.file(style));
        }
    }

    private static String section(Report report, List<Plot> plots) {
        List<String> parts = new ArrayList<>();
        parts.add(machine(report));
        parts.add("### In short\n\n" + Headline.MEANING + "\n\n" + headlines(report) + "\n" + summaries(report));
        parts.add("### Aims\n\n" + Aims.MEANING + "\n\n" + aims(report));
        parts.add("### Aims by ratio\n\n" + AimRatios.MEANING + "\n\n" + aimRatios(report));
        if (!report.worst().isEmpty()) {
            parts.add("### Late at worst\n\n" + WorstRow.MEANING + "\n\n" + worst(report));
        }
        if (!report.floors().isEmpty()) {
            parts.add("### Floors\n\n" + FloorRows.MEANING + "\n\n" + floors(report));
        }
        if (!report.machineItself().isEmpty()) {
            parts.add("### The machine itself\n\n" + MachineRow.MEANING + "\n\n" + machineItself(report));
        }
        parts.add("### Every pair, means and medians\n\nThe other percentiles are in [ratios.csv](" + PLOTS
                + "/ratios.csv). In brackets the fastest and the slowest fork.\n\n" + ratios(report));
        parts.add(plots.stream()
                .map(plot -> "![" + plot.name().replace('-', ' ') + "](" + PLOTS + "/" + plot.name() + ".svg)\n")
                .collect(Collectors.joining("", "### Plots\n\n", "")));
        if (!report.counts().isEmpty()) {
            parts.add("### Counts per operation\n\n" + counts(report));
        }
        if (!report.figures().absents().isEmpty()) {
            parts.add("### Not run\n\n" + AbsentGroup.list(report.figures()));
        }
        return String.join("\n", parts);
    }

    private static String headlines(Report report) {
        MarkdownTable table = new MarkdownTable(1, "workload", "faster", "even", "slower", "best", "least");
        for (Headline row : report.headlines()) {
            table.add(List.of(
                    row.workload(),
                    String.valueOf(row.faster()),
                    String.valueOf(row.even()),
                    String.valueOf(row.slower()),
                    Headline.inWords(row.best()),
                    Headline.inWords(row.worst())));
        }
        return table.text();
    }

    private static String machine(Report report) {
        MarkdownTable table = new MarkdownTable(2, "machine", "");
        report.machine().forEach((name, value) -> table.add(List.of(name, value)));
        return table.text();
    }

    private static String aims(Report report) {
        MarkdownTable table =
                new MarkdownTable(1, "aim", "wanted", "measured", "", "at best", "floor", "peers in the same run");
        report.aims().forEach(aim -> table.add(aim.cells()));
        return table.text();
    }

    private static String aimRatios(Report report) {
        MarkdownTable table = new MarkdownTable(1, "aim", "wanted", "measured", "");
        report.aimRatios().forEach(aim -> table.add(aim.cellsOfRatio()));
        return table.text();
    }

    private static String worst(Report report) {
        MarkdownTable table = new MarkdownTable(3, WorstRow.names());
        report.worst().forEach(row -> table.add(row.cells()));
        return table.text();
    }

    private static String floors(Report report) {
        MarkdownTable table = new MarkdownTable(2, "floor", "ours", "floor takes", "ours takes", "factor");
        for (FloorRow row : report.floors()) {
            table.add(List.of(
                    row.floor(),
                    row.ours(),
                    Numbers.time(row.floorNanos()),
                    Numbers.time(row.oursNanos()),
                    Numbers.times(row.factor())));
        }
        return table.text();
    }

    private static String machineItself(Report report) {
        MarkdownTable table = new MarkdownTable(1, MachineRow.names());
        report.machineItself().forEach(row -> table.add(row.cells()));
        return table.text();
    }

    private static String summaries(Report report) {
        MarkdownTable table = new MarkdownTable(1, "peer", "pairs", "faster in", "slower in", "mean", "least", "most");
        for (PeerSummary peer : PeerSummary.of(report.ratios())) {
            table.add(List.of(
                    peer.peer(),
                    String.valueOf(peer.pairs()),
                    String.valueOf(peer.faster()),
                    String.valueOf(peer.slower()),
                    Numbers.times(peer.mean()),
                    Numbers.times(peer.least()),
                    Numbers.times(peer.most())));
        }
        return table.text();
    }

    private static String ratios(Report report) {
        MarkdownTable table = new MarkdownTable(2, "workload", "params", "ours", "peers (ratio)");
        for (RatioTable row : RatioTable.rows(medians(report))) {
            table.add(List.of(
                    row.workload(),
                    row.params().replace(";", " "),
                    Numbers.time(row.ours()),
                    row.peers().stream().map(RecordedResults::inWords).collect(Collectors.joining(" · "))));
        }
        return table.text();
    }

    private static List<Ratio> medians(Report report) {
        return report.ratios().stream()
                .filter(ratio -> Params.isMedianOrMean(ratio.params()))
                .toList();
    }

    private static String inWords(Ratio ratio) {
        return ratio.peer() + " " + Numbers.time(ratio.theirs()) + " (" + Numbers.times(ratio.ratio()) + ")";
    }

    private static String counts(Report report) {
        MarkdownTable table = new MarkdownTable(4, "workload", "params", "what", "per operation");
        CountTable.rows(report.counts())
                .forEach(row ->
                        table.add(List.of(row.workload(), row.params().replace(";", " "), row.what(), row.inWords())));
        return table.text();
    }
}

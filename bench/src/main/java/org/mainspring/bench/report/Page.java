package org.mainspring.bench.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.mainspring.bench.result.Count;

/** The report as one page that needs nothing else: no network, no script. */
public final class Page {
    private final Report report;
    private final StringBuilder contents = new StringBuilder();
    private final StringBuilder body = new StringBuilder();

    private Page(Report report) {
        this.report = report;
    }

    /** The whole page. */
    public static String of(Report report) {
        Page page = new Page(report);
        page.fill();
        return "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"/>"
                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>"
                + "<meta name=\"color-scheme\" content=\"light dark\"/>"
                + "<title>Mainspring beside its peers</title>\n<style>\n"
                + Resource.text("plot.css") + Resource.text("page.css")
                + "</style></head>\n<body><main>\n" + page.head() + "<nav id=\"contents\">" + page.contents + "</nav>\n"
                + page.body + "</main></body></html>\n";
    }

    private void fill() {
        section(
                "short",
                "What we are faster at, and what not",
                Headline.MEANING,
                legend() + HeadlineBars.of(report.headlines()));
        section(
                "peers",
                "Peer by peer",
                "The geometric mean of the ratios with that peer, of the same pairs. Absolute figures move with the machine; the ratios of one run"
                        + " are what counts.",
                summary());
        section("aims", "Aims", Aims.MEANING, aims());
        section("aims-by-ratio", "Aims by ratio", AimRatios.MEANING, aimRatios());
        section(
                "ratios",
                "Beside each peer",
                "How many times as long a peer takes as we do. Right of the line we are faster. The axis is logarithmic.",
                plots(RatioPlots.of(report.ratios())));
        section(
                "cost",
                "Cost against number",
                "What one operation costs, against how many of something there are. Both axes are logarithmic.",
                plots(CostPlots.of(report.figures())));
        section(
                "percentiles",
                "Percentiles",
                "How long the slowest operations take. Each step to the right leaves a tenth of them above.",
                plots(PercentilePlots.of(report.figures())));
        section("worst", "Late at worst", WorstRow.MEANING, worst());
        section("floors", "Floors", FloorRows.MEANING, floors());
        section(
                "counts",
                "Counts",
                "System calls, wake-ups and bytes per operation: they do not depend on how fast the machine is.",
                plots(CountPlots.of(report.counts())));
        section("all", "All pairs", "As in ratios.csv; in brackets the fastest and the slowest fork.", ratios());
        section("absent", "Not run", "What was not measured, behind the reason.", absents());
        section("machine", "Machine", "What was measured on.", machine());
    }

    private String head() {
        Map<String, String> machine = report.machine();
        String facts = List.of("CPU", "cores", "kernel", "JDK", Report.GLIB, "commit", "date").stream()
                .filter(machine::containsKey)
                .filter(name -> !machine.get(name).equals(Report.NOT_RUN))
                .map(name ->
                        name.equals("CPU") || name.equals("date") ? machine.get(name) : name + " " + machine.get(name))
                .collect(Collectors.joining(" · "));
        return "<header>" + Markup.element("h1", "Mainspring beside its peers")
                + Markup.element("p", "muted", Markup.text(facts)) + "</header>\n";
    }

    private String legend() {
        return report.ratios().isEmpty()
                ? ""
                : "<p class=\"legend\"><span class=\"better\">we are faster</span>"
                        + "<span class=\"even\">" + Markup.text(Ratio.evenInWords(report.ratios())) + "</span>"
                        + "<span class=\"worse\">the peer is faster</span>"
                        + "<span><a href=\"#aims\">aims</a>: " + Report.reached(report.aims()) + "</span></p>\n";
    }

    private String summary() {
        StringBuilder tiles = new StringBuilder("<div class=\"tiles\">");
        for (PeerSummary peer : PeerSummary.of(report.ratios())) {
            tile(
                    tiles,
                    Numbers.times(peer.mean()),
                    peer.peer(),
                    "faster in " + peer.faster() + " of " + peer.pairs() + ", slower in " + peer.slower() + "; from "
                            + Numbers.times(peer.least()) + " to " + Numbers.times(peer.most()));
        }
        return report.ratios().isEmpty() ? "" : tiles + "</div>\n";
    }

    private static void tile(StringBuilder tiles, String number, String what, String more) {
        tiles.append("<div class=\"tile\">")
                .append(Markup.element("b", number))
                .append(Markup.element("span", what))
                .append(Markup.element("small", more))
                .append("</div>");
    }

    /** A part of the page, and a line of its contents; without content there is none. */
    private void section(String id, String heading, String said, String content) {
        if (!content.isEmpty()) {
            String words = Markup.text(heading);
            contents.append(link(id, "", words)).append('\n');
            body.append("<section id=\"")
                    .append(id)
                    .append("\">")
                    .append(Markup.element("h2", "", words + " " + link("contents", "up", "contents")))
                    .append(Markup.element("p", "muted", Markup.text(said)))
                    .append(content)
                    .append("</section>\n");
        }
    }

    private static String link(String id, String cssClass, String words) {
        return "<a href=\"#" + id + "\"" + (cssClass.isEmpty() ? "" : " class=\"" + cssClass + "\"") + ">" + words
                + "</a>";
    }

    private static String plots(List<Plot> plots) {
        return plots.isEmpty()
                ? ""
                : plots.stream()
                        .map(plot -> "<figure>" + plot.svg() + "</figure>")
                        .collect(Collectors.joining("\n", "<div class=\"plots\">", "</div>\n"));
    }

    private String aims() {
        HtmlTable table =
                new HtmlTable(1, "aim", "wanted", "measured", "", "at best", "floor", "peers in the same run");
        for (AimRow aim : report.aims()) {
            table.add(verdictClass(aim), aim.cells());
        }
        return table.markup();
    }

    private String aimRatios() {
        HtmlTable table = new HtmlTable(1, "aim", "wanted", "measured", "");
        for (AimRow aim : report.aimRatios()) {
            table.add(verdictClass(aim), aim.cellsOfRatio());
        }
        return table.markup();
    }

    private static String verdictClass(AimRow aim) {
        return aim.verdict().name().toLowerCase(Locale.ROOT);
    }

    private String worst() {
        HtmlTable table = new HtmlTable(3, WorstRow.names());
        report.worst().forEach(row -> table.add("", row.cells()));
        return report.worst().isEmpty() ? "" : table.markup();
    }

    private String floors() {
        HtmlTable table = new HtmlTable(2, "floor", "ours", "floor takes", "ours takes", "factor");
        for (FloorRow row : report.floors()) {
            table.add(
                    "",
                    List.of(
                            row.floor(),
                            row.ours(),
                            Numbers.time(row.floorNanos()),
                            Numbers.time(row.oursNanos()),
                            Numbers.times(row.factor())));
        }
        return (report.floors().isEmpty() ? "" : table.markup()) + machineFloors();
    }

    private String machineFloors() {
        List<MachineRow> rows = report.machineItself();
        HtmlTable table = new HtmlTable(1, MachineRow.names());
        rows.forEach(row -> table.add("", row.cells()));
        return rows.isEmpty()
                ? ""
                : details("The machine itself", Markup.element("p", "muted", MachineRow.MEANING) + table.markup());
    }

    private String ratios() {
        HtmlTable table = new HtmlTable(2, "workload", "params", "ours", "peer", "peer takes", "ratio");
        for (Ratio ratio : report.ratios()) {
            table.add(
                    ratio.standing().name().toLowerCase(Locale.ROOT),
                    List.of(
                            ratio.workload(),
                            ratio.params().replace(";", " · "),
                            Numbers.time(ratio.ours()),
                            ratio.peer(),
                            Numbers.time(ratio.theirs()),
                            Numbers.times(ratio.ratio())));
        }
        return report.ratios().isEmpty() ? "" : details(report.ratios().size() + " pairs", table.markup()) + counts();
    }

    private String counts() {
        HtmlTable table = new HtmlTable(4, "workload", "params", "peer", "what", "per operation");
        for (Count count : report.counts()) {
            table.add(
                    "",
                    List.of(
                            count.workload(),
                            count.params().replace(";", " · "),
                            count.peer(),
                            count.what(),
                            Numbers.amount(count.perOperation())));
        }
        int size = report.counts().size();
        return size == 0 ? "" : details(size + " counts", table.markup());
    }

    private static String details(String summary, String content) {
        return "<details>" + Markup.element("summary", summary) + content + "</details>\n";
    }

    private String absents() {
        return AbsentGroup.of(report.figures()).stream()
                .map(group -> "<li>" + Markup.element("b", group.why()) + ": " + Markup.text(group.allWhat()) + "</li>")
                .collect(Collectors.collectingAndThen(
                        Collectors.joining("\n"), items -> items.isEmpty() ? "" : "<ul>" + items + "</ul>\n"));
    }

    private String machine() {
        return report.machine().entrySet().stream()
                .map(fact -> Markup.element("dt", fact.getKey()) + Markup.element("dd", fact.getValue()))
                .collect(Collectors.joining("\n", "<dl>", "</dl>\n"));
    }
}

package org.mainspring.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mainspring.bench.result.Figures;
import org.mainspring.bench.result.Result;

/** Which pairs the headlines and the summaries of the peers count. */
class HeadlineTest {
    private final Figures figures = new Figures();

    private void result(String workload, String peer, double nanos) {
        figures.add(new Result(workload, "", peer, nanos));
    }

    private List<String> counted() {
        return Likes.of(Ratios.of(figures)).stream().map(Headline::inWords).toList();
    }

    @Test
    void whenOursIsThereInOtherWaysToo_thenGlibStandsBesideIdlesAndTheOthersBesideTheOneWithoutAWord() {
        result("W4 post", "mainspring", 10);
        result("W4 post", "mainspring-idle", 40);
        result("W4 post", "mainspring-spin", 1);
        result("W4 post", "glib", 400);
        result("W4 post", "netty-nio", 5);

        assertThat(counted()).containsExactly("0.50× netty-nio", "10.0× glib, ours=idle");
        assertThat(PeerSummary.of(Ratios.of(figures)))
                .extracting(PeerSummary::pairs)
                .containsExactly(1, 1);
    }

    @Test
    void whenOursMakesASourceWithoutAWord_thenGlibStandsBesideIt() {
        figures.add(new Result("W1 idle dispatch", "idles=1", "mainspring", 20));
        figures.add(new Result("W1 idle dispatch", "idles=1", "glib", 400));
        figures.add(new Result("W1 idle dispatch", "idles=once", "mainspring-idle", 300));

        assertThat(counted()).containsExactly("20.0× glib, idles=1");
    }

    @Test
    void whenAPeerIsNotLikeOursWithoutAWord_thenNoTableOfTheTerminalAndNoPlotPairsThem() {
        result("W4 post", "mainspring", 10);
        result("W4 post", "mainspring-idle", 40);
        result("W4 post", "mainspring-spin", 1);
        result("W4 post", "glib", 800);
        result("W4 post", "netty-nio", 5);
        Report report = new Report(Map.of(), figures);

        assertThat(TerminalReport.of(report))
                .contains("20.0×", "0.50×", "0.13×", "5.00×")
                .doesNotContain("80.0×", "800×");
        assertThat(RatioPlots.of(report.ratios()))
                .singleElement()
                .satisfies(plot -> assertThat(plot.svg())
                        .contains("glib, ours=idle", "20.0×", "0.50×", "5.00×")
                        .doesNotContain("80.0×", "800×"));
        assertThat(Ratios.csv(report.ratios())).contains(",80\n");
    }

    @Test
    void whenALoopIsFlooded_thenIdlesStandBesideIdlesAndTasksBesideTasks() {
        result("fairness", "mainspring", 100);
        result("fairness", "mainspring-executor", 10);
        result("fairness", "glib", 200);
        result("fairness", "glib-invoke", 5);
        result("fairness", "netty-nio", 20);

        assertThat(counted())
                .containsExactly("2.00× glib", "0.50× glib-invoke, ours=executor", "2.00× netty-nio, ours=executor");
        Headline fairness = Headline.of(Ratios.of(figures)).get(0);
        assertThat(List.of(fairness.faster(), fairness.even(), fairness.slower()))
                .containsExactly(2L, 0L, 1L);
        assertThat(PeerSummary.of(Ratios.of(figures)))
                .extracting(PeerSummary::pairs)
                .containsExactly(1, 1, 1);
    }

    @Test
    void whenTheyAreShown_thenThePageAndTheTerminalSayWhatIsLeftOut() {
        result("W4 post", "mainspring", 10);
        result("W4 post", "stpe", 20);
        Report report = new Report(Map.of(), figures);

        assertThat(TerminalReport.of(report)).contains(Headline.MEANING);
        assertThat(Page.of(report)).contains(Markup.text(Headline.MEANING));
    }
}

package org.mainspring.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mainspring.bench.result.Absent;
import org.mainspring.bench.result.Count;
import org.mainspring.bench.result.Distribution;
import org.mainspring.bench.result.Figures;
import org.mainspring.bench.result.Result;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class PageTest {
    private final Figures figures = new Figures();

    private String page() {
        return Page.of(new Report(Map.of("CPU", "a <fast> & \"good\" one", "cores", "2"), figures));
    }

    /** The page is written so that an XML parser reads it: what is not well formed fails here. */
    private Document parsed() throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        return factory.newDocumentBuilder()
                .parse(new InputSource(new StringReader(page().replace("<!DOCTYPE html>\n", ""))));
    }

    private static long withClass(Document page, String tag, String cssClass) {
        NodeList all = page.getElementsByTagName(tag);
        long count = 0;
        for (int i = 0; i < all.getLength(); i++) {
            if ((" " + all.item(i).getAttributes().getNamedItem("class") + " ").contains(cssClass)) {
                count++;
            }
        }
        return count;
    }

    @Nested
    class GivenARunOfAllKinds {
        GivenARunOfAllKinds() {
            for (String attached : new String[] {"0", "1000", "100000"}) {
                String params = "kind=timeouts;attached=" + attached;
                figures.add(new Result("W3 dispatch against attached", params, "mainspring", 20));
                figures.add(
                        new Result("W3 dispatch against attached", params, "glib", 400 + Double.parseDouble(attached)));
            }
            Histogram nanos = new Histogram(3);
            nanos.recordValueWithCount(4_000, 999);
            nanos.recordValueWithCount(90_000, 1);
            figures.add(new Distribution("W5 wake", "placement=same-core", "mainspring", nanos));
            figures.add(new Result("W5 wake", "placement=same-core;p=50", "glib", 12_000));
            figures.add(new Count("W5 wake", "", "mainspring", "system calls", 3));
            figures.add(new Count("W5 wake", "", "glib", "system calls", 6.5));
            figures.add(new Absent("fjp", "the <JDK> is too old & stays so"));
        }

        @Test
        void whenItIsMade_thenItIsWellFormed() throws Exception {
            Document page = parsed();

            assertThat(page.getElementsByTagName("h1").getLength()).isOne();
            assertThat(page.getElementsByTagName("table").getLength()).isGreaterThanOrEqualTo(3);
        }

        @Test
        void whenItIsMade_thenThereIsAPlotOfEachKind() throws Exception {
            Document page = parsed();

            // the ratios of two workloads, the cost against a number, the percentiles, the counts
            assertThat(page.getElementsByTagName("svg").getLength()).isEqualTo(5);
            assertThat(withClass(page, "rect", "better")).isEqualTo(4);
            assertThat(withClass(page, "polyline", "line c1")).isEqualTo(2);
        }

        @Test
        void whenItIsMade_thenItsContentsNameEachSectionThatIsThere() throws Exception {
            Document page = parsed();

            NodeList sections = page.getElementsByTagName("section");
            assertThat(sections.getLength()).isGreaterThanOrEqualTo(8);
            String contents = page().substring(page().indexOf("<nav"), page().indexOf("</nav>"));
            for (int i = 0; i < sections.getLength(); i++) {
                assertThat(contents)
                        .contains("href=\"#"
                                + sections.item(i)
                                        .getAttributes()
                                        .getNamedItem("id")
                                        .getNodeValue() + "\"");
            }
            assertThat(contents).contains(">Aims<").doesNotContain(">Floors<");
        }

        @Test
        void whenThereIsNoRoomForColumns_thenEachCellHasTheNameOfItsOwn() {
            assertThat(page())
                    .contains("<td class=\"number\" data-name=\"wanted\">≤ 20 ns</td>")
                    .contains("<td class=\"number\" data-name=\"measured\">");
        }

        @Test
        void whenItIsMade_thenItNeedsNothingElse() {
            assertThat(page().replace("http://www.w3.org/2000/svg", ""))
                    .doesNotContain("http", "<script", "<link", "src=", "@import", "url(");
        }

        @Test
        void whenWordsHaveSigns_thenTheyAreEscaped() {
            assertThat(page())
                    .contains("a &lt;fast&gt; &amp; &quot;good&quot; one")
                    .contains("the &lt;JDK&gt; is too old &amp; stays so");
        }
    }

    @Test
    void whenNothingOfGlibWasMeasured_thenItsVersionIsNotInTheHead() {
        Map<String, String> machine = Map.of("GLib", "2.74.6", "cores", "2");
        figures.add(new Result("W1 idle dispatch", "idles=1", "mainspring", 20));

        assertThat(Page.of(new Report(machine, figures)))
                .doesNotContain("2.74.6")
                .contains("<dd>not run</dd>");

        figures.add(new Result("W1 idle dispatch", "idles=1", "glib", 400));

        assertThat(Page.of(new Report(machine, figures))).contains("GLib 2.74.6");
    }

    @Test
    void whenOnlyTheMachineWasMeasured_thenItsTableIsThere() {
        figures.add(Result.ofFloor("what=cache-line;placement=two-cores;in=c", 76));

        assertThat(page()).contains("The machine itself", "cache-line · two-cores · in=c", "76.0 ns");
    }

    @Test
    void whenThereIsOneFork_thenTheLegendSaysWhatIsEvenThen() {
        figures.add(new Result("W1 idle dispatch", "idles=1", "mainspring", 20));
        figures.add(new Result("W1 idle dispatch", "idles=1", "glib", 400));

        assertThat(page()).contains("even: less than a fifth apart, of a single fork each");

        figures.add(new Result("W1 idle dispatch", "idles=1", "mainspring", 21));
        figures.add(new Result("W1 idle dispatch", "idles=1", "glib", 401));

        assertThat(page()).contains("even: the forks of one lie among those of the other<");

        figures.add(new Result("W1 idle dispatch", "idles=1", "stpe", 400));

        assertThat(page()).contains("among those of the other, or with a single fork less than a fifth apart");
    }

    @Test
    void whenOneOfOursSpins_thenItsLineIsNotLikeTheOtherVariants() {
        assertThat(Palette.of("mainspring-spin")).isNotEqualTo(Palette.of("mainspring-idle"));
    }

    @Test
    void whenNothingWasMeasured_thenThePageIsThereAllTheSame() throws Exception {
        assertThat(parsed().getElementsByTagName("svg").getLength()).isZero();
    }

    @Test
    void whenOursHasNoLineInAPlot_thenThereIsNone() {
        for (String burst : new String[] {"1", "10", "100"}) {
            figures.add(new Result("W4 post", "op=burst;burst=" + burst, "glib", 400));
        }
        figures.add(new Result("W4 post", "op=burst;burst=100", "mainspring", 20));

        assertThat(CostPlots.of(figures)).isEmpty();

        figures.add(new Result("W4 post", "op=burst;burst=1", "mainspring", 10));

        assertThat(CostPlots.of(figures)).hasSize(1);
    }

    @Test
    void whenOursWasNotRecordedOneByOne_thenThereAreNoPercentiles() {
        Histogram nanos = new Histogram(3);
        nanos.recordValue(4_000);
        figures.add(new Distribution("W5 wake", "placement=same-core", "stpe", nanos));

        assertThat(PercentilePlots.of(figures)).isEmpty();

        figures.add(new Distribution("W5 wake", "placement=same-core", "mainspring-spin", nanos));

        assertThat(PercentilePlots.of(figures)).hasSize(1);
    }

    @Test
    void whenOneNumberIsAll_thenItsPlotIsDrawn() throws Exception {
        figures.add(new Result("W1 idle dispatch", "idles=1", "mainspring", 10));
        figures.add(new Result("W1 idle dispatch", "idles=1", "stpe", 10));

        assertThat(page()).doesNotContain("NaN").doesNotContain("Infinity");
        assertThat(parsed().getElementsByTagName("svg").getLength()).isOne();
    }
}

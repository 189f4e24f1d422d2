package org.mainspring.bench.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FigureLinesTest {
    private final Figures figures = new Figures();

    @Nested
    class GivenALineOfEachKind {
        @Test
        void whenAResultIsPrintedAndRead_thenItIsTheSame() {
            Result result = new Result("W1 idle dispatch", "sources=10;once=false", "netty-nio", 13.25);

            assertThat(FigureLines.print(result))
                    .isEqualTo("RESULT|W1 idle dispatch|sources=10;once=false|netty-nio|13.25");
            assertThat(FigureLines.read(FigureLines.print(result), figures)).isTrue();
            assertThat(figures.results()).containsExactly(result);
        }

        @Test
        void whenACountIsPrintedAndRead_thenItIsTheSame() {
            Count count = new Count("W5 wake latency", "", "glib", "system calls", 3.4);

            assertThat(FigureLines.print(count)).isEqualTo("COUNT|W5 wake latency||glib|system calls|3.4");
            assertThat(FigureLines.read(FigureLines.print(count), figures)).isTrue();
            assertThat(figures.counts()).containsExactly(count);
        }

        @Test
        void whenADistributionIsPrintedAndRead_thenItsHistogramIsTheSame() {
            Histogram nanos = new Histogram(3);
            nanos.recordValue(900);
            nanos.recordValueWithCount(12_345_678, 7);

            boolean read = FigureLines.read(
                    FigureLines.print(new Distribution("W5 wake latency", "cores=2", "stpe", nanos)), figures);

            assertThat(read).isTrue();
            assertThat(figures.distributions())
                    .containsExactly(new Distribution("W5 wake latency", "cores=2", "stpe", nanos));
        }

        @Test
        void whenAnAbsenceIsReadTwice_thenItIsKeptOnce() {
            FigureLines.read("ABSENT|glib|gcc is not installed, see docs", figures);
            FigureLines.read("ABSENT|glib|gcc is not installed, see docs\r", figures);

            assertThat(figures.absents()).containsExactly(new Absent("glib", "gcc is not installed, see docs"));
        }

        @Test
        void whenTheLocaleWritesCommas_thenTheLineDoesNot() {
            Locale before = Locale.getDefault();
            Locale.setDefault(Locale.GERMANY);
            try {
                assertThat(FigureLines.print(new Result("W1 a", "", "stpe", 0.5)))
                        .endsWith("|0.5");
            } finally {
                Locale.setDefault(before);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# Warmup", "RESULTS|a|b|c|1", "result|a|b|c|1"})
    void whenALineTellsNothing_thenItIsLeftAlone(String line) {
        assertThat(FigureLines.read(line, figures)).isFalse();

        assertThat(figures.results()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "RESULT|W1|x",
                "RESULT|W1|x|stpe|fast",
                "RESULT|W1|x|stpe|-1",
                "RESULT|W1|x|stpe|NaN",
                "RESULT|W1|a=1,b=2|stpe|1",
                "RESULT| |x|stpe|1",
                "COUNT|W1|x|stpe|1",
                "COUNT|W1|x|stpe|bytes|Infinity",
                "HISTOGRAM|W1|x|stpe|bm90IG9uZQ==",
                "HISTOGRAM|W1|x|stpe|***",
                "HISTOGRAM|W1|x|stpe|",
                "ABSENT|glib"
            })
    void whenALineBeginsLikeOneAndGoesOnOtherwise_thenItIsRefused(String line) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> FigureLines.read(line, figures))
                .withMessageContaining(line);
        assertThat(figures.results()).isEmpty();
        assertThat(figures.counts()).isEmpty();
        assertThat(figures.distributions()).isEmpty();
    }
}

package org.mainspring.bench.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mainspring.bench.result.Absent;
import org.mainspring.bench.result.Figures;
import org.mainspring.bench.result.Result;

class RunTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final List<String> ran = new ArrayList<>();
    private final List<Figures> saved = new ArrayList<>();
    private long nowNanos;

    private Step step(String name, double expectedSeconds, double takenSeconds) {
        return new Step() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public double expectedSeconds() {
                return expectedSeconds;
            }

            @Override
            public void run(Figures figures, double limitSeconds) {
                ran.add(name + " within " + Math.round(limitSeconds));
                figures.add(new Result(name, "", "mainspring", takenSeconds));
                nowNanos += (long) (takenSeconds * 1e9);
            }
        };
    }

    private Figures run(boolean onTerminal, Step... steps) {
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return new Run(new Progress(out, onTerminal), new Deadline(10, () -> nowNanos), saved::add).of(List.of(steps));
    }

    @Test
    void whenTheTimeSuffices_thenAllIsMeasuredAndEachStepIsALine() {
        Figures figures = run(false, step("first", 3, 2), step("second", 4, 4));

        assertThat(ran).containsExactly("first within 10", "second within 8");
        assertThat(saved).containsExactly(figures, figures);
        assertThat(figures.absents()).isEmpty();
        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "[1/2] 0:00 elapsed, about 0:07 left: first", "[2/2] 0:02 elapsed, about 0:04 left: second");
    }

    @Test
    void whenTheTimeDoesNotSuffice_thenWhatIsLeftOutIsSaidAndWhatStillFitsIsDone() {
        Figures figures = run(false, step("slow", 6, 7), step("long", 5, 5), step("short", 1, 1));

        assertThat(ran).containsExactly("slow within 10", "short within 3");
        assertThat(figures.absents()).containsExactly(new Absent("long", "no time was left for it"));
        assertThat(figures.results()).hasSize(2);
    }

    @Test
    void whenTheTimeSufficesForSomeForks_thenItIsSaidHowMany() {
        Figures figures =
                run(false, step("a", 3, 3), step("b", 3, 3), step("a", 3, 3), step("b", 3, 3), step("a", 3, 3));

        assertThat(figures.absents())
                .containsExactly(
                        new Absent("b", "of 2 forks 1 was run, for more no time was left"),
                        new Absent("a", "of 3 forks 2 were run, for more no time was left"));
        assertThat(Forks.inWords(3, figures)).isEqualTo("up to 3; some have fewer, see what was not run");
        assertThat(Forks.inWords(3, new Figures())).isEqualTo("3");
    }

    @Test
    void whenAStepFails_thenItIsAbsentAndTheOthersGoOn() {
        Step broken = new Step() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public double expectedSeconds() {
                return 1;
            }

            @Override
            public void run(Figures figures, double limitSeconds) {
                throw new IllegalStateException("no luck");
            }
        };

        Figures figures = run(false, broken, step("next", 1, 1));

        assertThat(figures.absents()).containsExactly(new Absent("broken", "it failed: no luck"));
        assertThat(ran).hasSize(1);
        assertThat(saved).hasSize(2);
    }

    @Test
    void whenOnATerminal_thenOneLineIsRewritten() {
        run(true, step("first", 1, 1), step("second", 1, 1));

        String text = printed.toString(StandardCharsets.UTF_8);
        assertThat(text).doesNotContain("\n").endsWith("\r\u001b[K").contains("[2/2]");
    }
}

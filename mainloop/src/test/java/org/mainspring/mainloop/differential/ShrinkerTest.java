package org.mainspring.mainloop.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class ShrinkerTest {
    /** What shows itself in the trace on this side. */
    private static Predicate<List<String>> traces(String pattern) {
        return lines -> {
            try {
                return World.run(ScenarioReader.read(lines)).stream().anyMatch(line -> line.matches(pattern));
            } catch (ScenarioMistake mistake) {
                return false;
            }
        };
    }

    @Test
    void whenAThirdDispatchShowsIt_thenOnlyWhatLeadsThereIsLeft() {
        List<String> lines = List.of(
                "pipe p",
                "source w watch p in priority 10",
                "source t timeout 5 priority 0 recurse",
                "source i idle",
                "on i dispatch 1 attach t",
                "on i dispatch 1 answer remove",
                "on w dispatch 1 drain p",
                "on t dispatch 2 write p",
                "do attach i",
                "do attach w",
                "do iterate block",
                "do iterate block",
                "do iterate block",
                "do iterate block",
                "do iterate block",
                "do iterate block",
                "do iterate block",
                "do iterate block",
                "do close");

        List<String> small = new Shrinker(traces("dispatch t\\S* 3 .*")).shrink(lines);

        assertThat(small)
                .containsExactly(
                        "source t timeout 5",
                        "source i idle",
                        "on i dispatch 1 attach t",
                        "on i dispatch 1 answer remove",
                        "do attach i",
                        "do iterate",
                        "do iterate block",
                        "do iterate block",
                        "do iterate block");
    }

    /** Each of two lines is needed; leaving out one alone, or a word, makes a mistake or shows nothing. */
    @Test
    void whenTwoLinesOfManyShowIt_thenThoseAreLeft() {
        Predicate<List<String>> both = lines -> lines.contains("do wakeup") && lines.contains("do quit");
        List<String> lines = List.of("do run", "do wakeup", "do pending", "do run", "do run", "do quit", "do run");

        assertThat(new Shrinker(both).shrink(lines)).containsExactly("do wakeup", "do quit");
    }

    @Test
    void whenNothingIsShown_thenThatIsRefused() {
        assertThatThrownBy(() -> new Shrinker(lines -> false).shrink(List.of("do run")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("shows nothing: [do run]");
    }

    @Test
    void whenAScenarioIsSmallAlready_thenItStays() {
        List<String> lines = List.of("source i idle", "do attach i", "do iterate");

        assertThat(new Shrinker(traces("dispatch i.*")).shrink(lines)).isEqualTo(lines);
    }
}

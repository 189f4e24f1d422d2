package org.mainspring.mainloop.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mainspring.mainloop.poll.IOCondition;

class ScenarioReaderTest {
    private static final List<String> DECLARED =
            List.of("pipe p", "channel c", "source i idle", "source x custom", "source f call", "");

    private static List<String> with(String line) {
        List<String> lines = new ArrayList<>(DECLARED);
        lines.add(line);
        return lines;
    }

    @Nested
    class GivenAGoodScenario {
        @Test
        void whenRead_thenAttributesAreWhatTheLinesSay() {
            Scenario scenario = ScenarioReader.read(with("source w custom prepare watch c in|hup priority -5 data 3"));

            Scenario.Declared declared = scenario.sources().get("w");
            assertThat(declared.prepares()).isTrue();
            assertThat(declared.checks()).isFalse();
            assertThat(declared.priority()).isEqualTo(-5);
            assertThat(declared.data()).isEqualTo(3);
            assertThat(declared.wanted()).isEqualTo(Map.of("c", IOCondition.IN.or(IOCondition.HUP)));
        }

        @Test
        void whenRead_thenIdlesHaveTheirOwnPriority() {
            assertThat(ScenarioReader.read(DECLARED).sources().get("i").priority())
                    .isEqualTo(200);
        }

        @Test
        void whenRead_thenCommentsAndEmptyLinesAreNothing() {
            Scenario scenario = ScenarioReader.read(with("  # do nothing"));

            assertThat(scenario.steps()).isEmpty();
            assertThat(scenario.plans()).isEmpty();
        }

        @Test
        void whenRead_thenAnActionElsewhereSaysSo() {
            Scenario scenario = ScenarioReader.read(with("do elsewhere destroy i"));

            assertThat(scenario.steps()).singleElement().satisfies(step -> {
                assertThat(step.verb()).isEqualTo(Verb.DESTROY);
                assertThat(step.elsewhere()).isTrue();
                assertThat(step.source()).isEqualTo("i");
            });
        }

        @Test
        void whenRead_thenAPlanOfPollsHasNoOwner() {
            Scenario scenario = ScenarioReader.read(with("on poll 2 write p"));

            assertThat(scenario.plans()).singleElement().satisfies(plan -> {
                assertThat(plan.owner()).isNull();
                assertThat(plan.turn()).isEqualTo(2);
            });
        }
    }

    @Nested
    class GivenAMistake {
        @ParameterizedTest
        @CsvSource(
                delimiter = ';',
                value = {
                    "hello; no line begins with: hello",
                    "do; action is missing",
                    "do sing; unknown action: sing",
                    "do attach; source is missing",
                    "do attach y; unknown source: y",
                    "do attach c; unknown source: c",
                    "do attach i i; too much: i",
                    "do attach f; not with a source of this kind: f",
                    "do invoke i; not with a source of this kind: i",
                    "do watch i c in; not with a source of this kind: i",
                    "do watch x d in; unknown channel: d",
                    "do watch x c inn; unknown condition: inn",
                    "do watch x c in|nval; unknown condition: nval",
                    "do watch x c; condition is missing",
                    "do write c; no pipe: c",
                    "do set p in; a pipe: p",
                    "do priority i much; priority is no number: much",
                    "do priority i 1001; priority is not between -1000 and 1000: 1001",
                    "do advance -1; time is not between 0 and 1000000: -1",
                    "do iterate blocking; neither nothing nor block: blocking",
                    "do recurse i yes; neither on nor off: yes",
                    "do callback i null; neither nothing nor none: null",
                    "do search custom 1; no kind to search for: custom",
                    "do search any 10; data is not between 0 and 9: 10",
                    "do adopt i i; its own child: i",
                    "do elsewhere iterate; not elsewhere: iterate",
                    "do elsewhere elsewhere wakeup; not elsewhere: elsewhere",
                    "on i; hook is missing",
                    "on i poll 1 wakeup; a source has no poll: i",
                    "on i dispatch 0 wakeup; turn is not between 1 and 1000000: 0",
                    "on i dispatch * wakeup; only answers can be given always",
                    "on i dispatch 1 answer ready; no answer of a dispatch: ready",
                    "on x prepare 1 answer keep; no answer of a prepare: keep",
                    "on x check 1 answer timeout 1; no answer of a check: timeout",
                    "on poll 1 answer ready; no answer of a poll: ready",
                    "on i dispatch 1 close; only as a step of its own: close",
                    "pipe c; name is taken: c",
                    "pipe poll; name is taken: poll",
                    "pipe Upper; not a name: Upper",
                    "source t timeout; interval is missing",
                    "source t timer 1; unknown kind: timer",
                    "source t idle check; only for custom sources: check",
                    "source t idle loud; unknown attribute: loud",
                    "source t custom watch c in watch c out; watched twice: c",
                    "source t call recurse; a call has nothing but a priority: t"
                })
        void whenRead_thenLineAndCauseAreNamed(String line, String cause) {
            assertThatThrownBy(() -> ScenarioReader.read(with(line)))
                    .isInstanceOf(ScenarioMistake.class)
                    .hasMessage("line 7: " + cause);

            Optional<GlibProgram> glib = GlibProgram.compiled();
            if (glib.isPresent()) {
                try (GlibRunner runner = new GlibRunner(glib.get().program())) {
                    assertThat(runner.run(with(line))).containsExactly("mistake line 7: " + cause);
                }
            }
        }

        @Test
        void whenALineIsTooLong_thenThatIsRefused() {
            assertThatThrownBy(() -> ScenarioReader.read(List.of("#".repeat(400))))
                    .hasMessage("line 1: longer than 399 characters");
        }

        @Test
        void whenThereAreTooManySources_thenThatIsRefused() {
            List<String> lines = IntStream.range(0, 65)
                    .mapToObj(i -> "source s" + i + " idle")
                    .collect(Collectors.toList());

            assertThatThrownBy(() -> ScenarioReader.read(lines)).hasMessage("line 65: more than 64 sources");
        }

        @Test
        void whenThereAreTooManyWords_thenThatIsRefused() {
            assertThatThrownBy(() -> ScenarioReader.read(List.of("do" + " it".repeat(24))))
                    .hasMessage("line 1: more than 24 words");
        }
    }
}

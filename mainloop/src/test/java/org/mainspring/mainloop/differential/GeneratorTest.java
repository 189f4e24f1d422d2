package org.mainspring.mainloop.differential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class GeneratorTest {
    private static final long SEEDS = 500;

    @Test
    void whenTheSeedIsTheSame_thenTheLinesAre() {
        assertThat(Generator.scenario(42)).isEqualTo(Generator.scenario(42)).isNotEqualTo(Generator.scenario(43));
    }

    @Test
    void whenManyAreMade_thenNoneHasAMistake() {
        LongStream.range(0, SEEDS).forEach(seed -> ScenarioReader.read(Generator.scenario(seed)));
    }

    @Test
    void whenTheyAreLarge_thenNoneHasAMistakeAndTheyHaveManyTimesTheLines() {
        long ordinary = 0;
        long large = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            List<String> lines = Generator.scenario(seed, Generator.MOST_SIZE);
            ScenarioReader.read(lines);
            large += lines.size();
            ordinary += Generator.scenario(seed).size();
        }

        assertThat(large).isGreaterThan(ordinary * (Generator.MOST_SIZE - 1));
    }

    @Test
    void whenManyAreMade_thenEveryVerbIsPlannedAndTaken() {
        Set<Verb> planned = EnumSet.noneOf(Verb.class);
        Set<Verb> taken = EnumSet.noneOf(Verb.class);
        LongStream.range(0, SEEDS)
                .mapToObj(seed -> ScenarioReader.read(Generator.scenario(seed)))
                .forEach(scenario -> {
                    scenario.steps().forEach(step -> taken.add(step.verb()));
                    scenario.plans().stream()
                            .filter(plan -> plan.action() != null)
                            .forEach(plan -> planned.add(plan.action().verb()));
                });

        assertThat(taken).containsExactlyInAnyOrder(Verb.values());
        assertThat(planned).hasSize(Verb.values().length - 1).doesNotContain(Verb.CLOSE);
    }

    /** What is generated must do things, not be skipped. */
    @Test
    void whenManyRun_thenMuchHappensAndLittleIsSkipped() {
        Map<String, Integer> counts = new HashMap<>();
        LongStream.range(0, SEEDS).forEach(seed -> {
            List<String> trace = World.run(ScenarioReader.read(Generator.scenario(seed)));
            trace.forEach(line -> counts.merge(line.split(" ")[0], 1, Integer::sum));
            if (trace.stream().anyMatch(line -> line.matches("dispatch .* depth [23] .*"))) {
                counts.merge("nested", 1, Integer::sum);
            }
        });

        assertThat(counts.get("dispatch")).isGreaterThan((int) SEEDS * 4);
        assertThat(counts.get("skip")).isLessThan(counts.get("dispatch") * 2);
        assertThat(counts.get("nested")).isGreaterThan((int) SEEDS / 25);
        for (String word :
                List.of("adopt", "disown", "look", "sleep", "queried", "poll", "finalize", "search", "ran")) {
            assertThat(counts.getOrDefault(word, 0)).as(word).isGreaterThan((int) SEEDS / 50);
        }
        assertThat(counts).doesNotContainKey("failed:");
    }
}

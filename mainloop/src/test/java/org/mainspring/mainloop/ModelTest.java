package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random programs do the same in the real loop as in the reference of section 2T: the order of hooks and callbacks,
 * what iterations tell, how long polls may take, who stays marked ready, ids, look-ups and ends.
 *
 * <p>{@code -Dmodel.seed=N} runs that seed alone, and prints what it does.
 */
class ModelTest {
    private static final int SEEDS = Integer.getInteger("model.seeds", 400);
    private static final int STEPS = 200;
    private static final int LINES_BEFORE = Integer.getInteger("model.lines", 40);

    @Test
    void randomProgramsDoTheSameInBoth() {
        Long seed = Long.getLong("model.seed");
        if (seed != null) {
            compare(seed);
            return;
        }
        Random seeds = new Random();
        for (int i = 0; i < SEEDS; i++) {
            compare(seeds.nextInt(Integer.MAX_VALUE));
        }
    }

    /** Seeds that have found something once. */
    @Test
    void knownSeedsDoTheSameInBoth() {
        for (long seed = 1; seed <= 50; seed++) {
            compare(seed);
        }
    }

    private static void compare(long seed) {
        List<String> expected = new ModelScript(seed, ReferenceWorld::new).run(STEPS);
        compare(seed, expected, new ModelScript(seed, EngineWorld::iterated).run(STEPS));
        compare(seed, expected, new ModelScript(seed, EngineWorld::phaseByPhase).run(STEPS));
    }

    private static void compare(long seed, List<String> expected, List<String> actual) {
        int same = 0;
        while (same < expected.size()
                && same < actual.size()
                && expected.get(same).equals(actual.get(same))) {
            same++;
        }
        if (same < expected.size() || same < actual.size()) {
            fail(
                    "seed %d, line %d: the reference says%n  %s%nthe loop says%n  %s%nafter%n  %s",
                    seed,
                    same,
                    line(expected, same),
                    line(actual, same),
                    String.join("\n  ", expected.subList(Math.max(0, same - LINES_BEFORE), same)));
        }
    }

    private static String line(List<String> log, int index) {
        return index < log.size() ? log.get(index) : "nothing more";
    }
}

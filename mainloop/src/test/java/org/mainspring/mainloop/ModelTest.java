package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.fail;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mainspring.mainloop.ModelWorld.Program;
import org.mainspring.mainloop.ModelWorld.Setting;

/**
 * Random programs do the same in the real loop as in the reference of section 2T: the order of hooks, callbacks and
 * ends, what iterations tell, how long polls may take, who stays marked ready, ids, times and look-ups.
 *
 * <p>How to run more of them, or one again: {@code docs/testing.md}.
 */
@Timeout(value = 1, unit = TimeUnit.DAYS)
class ModelTest {
    private static final int SEEDS = Integer.getInteger("model.seeds", 400);
    private static final int STEPS = Integer.getInteger("model.steps", 200);
    private static final int LINES_BEFORE = Integer.getInteger("model.lines", 40);

    @Test
    void randomProgramsDoTheSameInBoth() {
        seeds(SEEDS).forEach(seed -> compare(seed, STEPS, false));
    }

    /** After each step, in each callback and after the end all books of the engine are in order. */
    @Test
    void randomProgramsKeepTheBooksInOrder() {
        seeds(SEEDS / 4).forEach(seed -> compare(seed, STEPS, true));
    }

    /** So many from the one that was asked for on; or always the same, so that what is known to agree stays so. */
    private static LongStream seeds(int count) {
        Long seed = Long.getLong("model.seed");
        if (seed == null) {
            return LongStream.rangeClosed(1, count);
        }
        return LongStream.range(seed, seed + Integer.getInteger("model.seeds", 1));
    }

    static void compare(long seed, int steps, boolean verifies) {
        List<String> expected = run(seed, steps, verifies, ReferenceWorld::new);
        List<String> actual = run(seed, steps, verifies, EngineWorld::new);
        int same = 0;
        while (same < expected.size()
                && same < actual.size()
                && expected.get(same).equals(actual.get(same))) {
            same++;
        }
        if (same < expected.size() || same < actual.size()) {
            fail(
                    "seed %d, steps %d, line %d: the reference says%n  %s%nthe loop says%n  %s%nafter%n  %s",
                    seed,
                    steps,
                    same,
                    line(expected, same),
                    line(actual, same),
                    String.join("\n  ", expected.subList(Math.max(0, same - LINES_BEFORE), same)));
        }
    }

    /** What a program does in a world. If it breaks off, that is the last line. */
    private static List<String> run(
            long seed, int steps, boolean verifies, BiFunction<Program, Setting, ModelWorld> worlds) {
        ModelScript script = new ModelScript(seed, verifies, worlds);
        try {
            script.run(steps);
        } catch (RuntimeException | AssertionError broken) {
            java.io.StringWriter trace = new java.io.StringWriter();
            broken.printStackTrace(new java.io.PrintWriter(trace));
            script.log("broke off: " + trace);
        }
        return script.log();
    }

    private static String line(List<String> log, int index) {
        return index < log.size() ? log.get(index) : "nothing more";
    }
}

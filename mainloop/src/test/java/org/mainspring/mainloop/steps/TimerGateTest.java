package org.mainspring.mainloop.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.IntFunction;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * A gate: what is done to one timer costs no more steps beside a million others than a logarithm allows. Steps are
 * counted, not timed: see {@link CountedLoader}. What tables copy when they grow is counted apart, over all that was done.
 *
 * <p>A limit is what was measured and about a quarter more. Who needs more has a reason, and writes the new limit here.
 */
@Timeout(120)
class TimerGateTest {
    private static final int FEW = 10_000;
    private static final int MANY = 1_000_000;
    private static final double MOST_GROWTH = 1.5;

    /** Steps of one operation beside a million timers: in the mean, and at most. */
    private static final Map<String, double[]> LIMITS = Map.of(
            "add", new double[] {160, 195},
            "re-arm", new double[] {61, 110},
            "find by id", new double[] {11, 13},
            "idle iteration", new double[] {245, 245},
            "remove", new double[] {118, 175},
            "fire and re-arm", new double[] {500, 580}, // one sleep in many is put off by a look of 64 steps
            "fire and remove", new double[] {595, 680},
            "copied for each timer", new double[] {25, 0});

    @SuppressWarnings("unchecked")
    private static Map<String, double[]> stepsBeside(int timers) throws ReflectiveOperationException {
        return ((IntFunction<Map<String, double[]>>) new CountedLoader()
                        .loadClass("org.mainspring.mainloop.steps.TimerOperations")
                        .getConstructor()
                        .newInstance())
                .apply(timers);
    }

    @Test
    void whatIsDoneToATimerBesideAMillionIsNotLinear() throws Exception {
        Map<String, double[]> few = stepsBeside(FEW);
        check(FEW, few, few); // what is linear is found here already, and would take hours beside a million
        check(MANY, stepsBeside(MANY), few);
    }

    private static void check(int timers, Map<String, double[]> taken, Map<String, double[]> few) {
        assertThat(taken).containsOnlyKeys(LIMITS.keySet());
        SoftAssertions all = new SoftAssertions();
        taken.forEach((name, steps) -> {
            String measured = "%s beside %d: mean %.1f, most %.0f".formatted(name, timers, steps[0], steps[1]);
            System.out.println("TimerGateTest: " + measured);
            double[] limit = LIMITS.get(name);
            all.assertThat(steps[0]).as(measured).isPositive().isLessThanOrEqualTo(limit[0]);
            if (timers == MANY) { // no table grows then while we count; beside fewer the one of the ids does
                all.assertThat(steps[1]).as(measured).isLessThanOrEqualTo(limit[1]);
            }
            all.assertThat(steps[0]).as(measured).isLessThanOrEqualTo(MOST_GROWTH * few.get(name)[0]);
        });
        all.assertAll();
    }
}

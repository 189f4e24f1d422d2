package org.mainspring.bench.run;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.mainspring.bench.result.Absent;
import org.mainspring.bench.result.Figures;

/**
 * Measures one step after the other, as long as there is time, and says where it is. Steps with the same name are forks of
 * the same.
 */
final class Run {
    private final Progress progress;
    private final Deadline deadline;
    private final Consumer<Figures> afterEach;

    /** Whoever keeps the figures is told after each step of all that there are. */
    Run(Progress progress, Deadline deadline, Consumer<Figures> afterEach) {
        this.progress = progress;
        this.deadline = deadline;
        this.afterEach = afterEach;
    }

    /** What was measured; what there was no time for is absent, and how many of its forks are. */
    Figures of(List<Step> steps) {
        Figures figures = new Figures();
        List<Step> left = new ArrayList<>();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            double remaining = deadline.remainingSeconds();
            if (step.expectedSeconds() > remaining) {
                left.add(step);
            } else {
                double expected = expectedSeconds(steps.subList(i, steps.size()));
                progress.begin(
                        step.name(), i + 1, steps.size(), deadline.elapsedSeconds(), Math.min(expected, remaining));
                measure(step, figures, remaining);
                afterEach.accept(figures);
            }
        }
        progress.end();
        left.forEach(step -> figures.add(new Absent(step.name(), why(count(step, steps), count(step, left)))));
        return figures;
    }

    private static int count(Step fork, List<Step> steps) {
        return (int)
                steps.stream().filter(step -> step.name().equals(fork.name())).count();
    }

    private static String why(int forks, int left) {
        return left == forks
                ? "no time was left for it"
                : "of " + forks + " forks " + (forks - left) + (forks - left == 1 ? " was" : " were")
                        + " run, for more no time was left";
    }

    /** A step that fails is absent; the others go on. */
    private static void measure(Step step, Figures figures, double limitSeconds) {
        try {
            step.run(figures, limitSeconds);
        } catch (RuntimeException failure) {
            figures.add(new Absent(step.name(), "it failed: " + Lines.first(failure)));
        }
    }

    /** About how long steps take together. */
    static double expectedSeconds(List<Step> steps) {
        return steps.stream().mapToDouble(Step::expectedSeconds).sum();
    }
}

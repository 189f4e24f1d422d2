package org.mainspring.bench.run;

import java.util.List;
import java.util.function.Consumer;
import org.mainspring.bench.result.Absent;
import org.mainspring.bench.result.Figures;

/** Measures one step after the other, as long as there is time, and says where it is. */
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

    /** What was measured; what there was no time for is absent. */
    Figures of(List<Step> steps) {
        Figures figures = new Figures();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            double remaining = deadline.remainingSeconds();
            if (step.expectedSeconds() > remaining) {
                figures.add(new Absent(step.name(), "no time was left for it"));
            } else {
                double expected = expectedSeconds(steps.subList(i, steps.size()));
                progress.begin(
                        step.name(), i + 1, steps.size(), deadline.elapsedSeconds(), Math.min(expected, remaining));
                measure(step, figures, remaining);
                afterEach.accept(figures);
            }
        }
        progress.end();
        return figures;
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

package org.mainspring.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.testing.LoopDriver;

/** Every order of what can be done to a task that a worker has, against a model that says what must come of it. */
class TaskStateTest {
    private static final int LENGTH = 5;

    private enum Step {
        WORK,
        FREE,
        CANCEL,
        CANCEL_WITH_CALLBACK,
        ITERATE,
        LOOK,
        CLOSE
    }

    /** What must come of it. */
    private static final class Model {
        boolean claimed;
        boolean posted;
        boolean abandoned;
        boolean cancelled;
        boolean ended;
        boolean closed;
        boolean calledBack;

        String step(Step step) {
            return switch (step) {
                case WORK -> claim("-");
                case FREE -> {
                    abandon();
                    yield "-";
                }
                case CANCEL -> String.valueOf(abandon());
                case CANCEL_WITH_CALLBACK -> String.valueOf(cancel());
                case ITERATE -> closed ? "closed" : arrive("-");
                case LOOK -> look();
                case CLOSE -> close();
            };
        }

        private String claim(String answer) {
            posted |= !claimed;
            claimed = true;
            ended |= closed;
            return answer;
        }

        private boolean abandon() {
            if (ended || abandoned) {
                return false;
            }
            abandoned = true;
            claim("");
            return true;
        }

        private boolean cancel() {
            if (ended || abandoned || cancelled) {
                return false;
            }
            cancelled = true;
            claim("");
            return true;
        }

        private String arrive(String answer) {
            if (posted && !ended) {
                calledBack = !abandoned;
                ended = true;
            }
            return answer;
        }

        private String look() {
            if (ended || abandoned || closed) {
                return "over";
            }
            return posted ? arrive("true") : "false";
        }

        private String close() {
            closed = true;
            ended |= posted;
            return "-";
        }
    }

    /** What comes of it. */
    private static final class Run implements AutoCloseable {
        private final LoopDriver loop = LoopDriver.virtual();
        private final ManualExecutor executor = new ManualExecutor();
        private int callbacks;
        private int cancellations;
        private int destroyed;
        private final IOTask<String, String> task =
                IOTask.of("source", (t, data) -> called(t), "data", data -> destroyed++);

        Run() {
            task.runInThread(t -> {}, loop.context(), 0, executor);
        }

        private void called(IOTask<?, ?> self) {
            callbacks++;
            if (self.propagateError() instanceof CancellationException) {
                cancellations++;
            }
        }

        String step(Step step) {
            return switch (step) {
                case WORK -> {
                    executor.runAll();
                    yield "-";
                }
                case FREE -> {
                    task.free();
                    yield "-";
                }
                case CANCEL -> String.valueOf(task.cancel());
                case CANCEL_WITH_CALLBACK -> String.valueOf(task.cancel(CancelOption.CALL_BACK));
                case ITERATE -> iterate();
                case LOOK -> look();
                case CLOSE -> {
                    loop.close();
                    yield "-";
                }
            };
        }

        private String iterate() {
            if (loop.context().isClosed()) {
                return "closed";
            }
            loop.iterate();
            return "-";
        }

        private String look() {
            try {
                return String.valueOf(task.waitThread(Duration.ZERO));
            } catch (IllegalStateException over) {
                return "over";
            }
        }

        @Override
        public void close() {
            loop.close();
        }
    }

    @Test
    void whenEverySequenceIsTried_thenEachComesOutAsTheModelSays() {
        int[] tried = {0};
        extend(new ArrayList<>(), tried);

        assertThat(tried[0]).isEqualTo((int) Math.pow(Step.values().length, LENGTH));
    }

    private static void extend(List<Step> steps, int[] tried) {
        if (steps.size() == LENGTH) {
            tried[0]++;
            check(steps);
            return;
        }
        for (Step step : Step.values()) {
            steps.add(step);
            extend(steps, tried);
            steps.remove(steps.size() - 1);
        }
    }

    private static void check(List<Step> steps) {
        Model model = new Model();
        try (Run run = new Run()) {
            for (Step step : steps) {
                String answer = run.step(step);
                if (!answer.equals(model.step(step)) || !agree(run, model)) {
                    throw new AssertionError(step + " of " + steps + " answered " + answer + ", " + run.callbacks
                            + " callbacks, " + run.destroyed + " destroyed: " + run.task);
                }
            }
        }
    }

    private static boolean agree(Run run, Model model) {
        return run.callbacks == (model.calledBack ? 1 : 0)
                && run.cancellations == (model.calledBack && model.cancelled ? 1 : 0)
                && run.destroyed == (model.ended ? 1 : 0)
                && (model.closed || run.loop.context().pending() == (model.posted && !model.ended));
    }
}

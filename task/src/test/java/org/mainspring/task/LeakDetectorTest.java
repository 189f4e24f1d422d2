package org.mainspring.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.ref.WeakReference;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.MainContext;

@Tag("realtime")
class LeakDetectorTest {
    private record Report(String what, @Nullable Throwable where) {}

    private final BlockingQueue<Report> reports = new LinkedBlockingQueue<>();

    @BeforeEach
    void listen() {
        LeakDetector.setHandler((what, where) -> reports.add(new Report(what, where)));
    }

    @AfterEach
    void off() {
        LeakDetector.setMode(LeakDetector.Mode.OFF);
        LeakDetector.setHandler((what, where) -> {});
    }

    /** Collects until the report is there; the test's timeout ends it if none comes. */
    private Report collect() throws InterruptedException {
        Report report = null;
        while (report == null) {
            System.gc();
            report = reports.poll(10, TimeUnit.MILLISECONDS);
        }
        return report;
    }

    private static IOTask<String, Void> task() {
        return IOTask.of("source", t -> {});
    }

    private static void drop() {
        task();
    }

    @Nested
    class GivenItIsOn {
        @BeforeEach
        void on() {
            LeakDetector.setMode(LeakDetector.Mode.ON);
        }

        @Test
        void whenATaskIsDropped_thenItIsReportedOnce() throws InterruptedException {
            drop();

            Report report = collect();

            assertThat(report.what()).isEqualTo("task about a java.lang.String dropped, neither completed nor freed");
            assertThat(report.where()).isNull();
            assertThat(reports).isEmpty();
        }

        /** A report of a task dropped later proves that those before would have come. */
        @Test
        void whenTasksAreEnded_thenTheyAreNot() throws InterruptedException {
            List<WeakReference<?>> ended = endThreeWays();
            while (ended.stream().anyMatch(task -> task.get() != null)) {
                System.gc();
            }
            LeakDetector.setMode(LeakDetector.Mode.WHERE);
            drop();

            assertThat(collect().where()).isNotNull();
            assertThat(reports).isEmpty();
        }

        private List<WeakReference<?>> endThreeWays() {
            IOTask<String, Void> completed = task();
            completed.complete();
            IOTask<String, Void> freed = task();
            freed.free();
            IOTask<String, Void> discarded = task();
            MainContext context = new MainContext();
            discarded.runInThread(t -> {}, context, 0, Runnable::run);
            context.close();
            return List.of(new WeakReference<>(completed), new WeakReference<>(freed), new WeakReference<>(discarded));
        }

        @Test
        void whenAContextIsDroppedWithACompletion_thenTheTaskIsReported() throws InterruptedException {
            dropContext();

            assertThat(collect().what()).startsWith("task about a java.lang.String");
        }

        private void dropContext() {
            task().runInThread(t -> {}, new MainContext(), 0, Runnable::run);
        }

        @Test
        void whenACountedObjectIsDropped_thenItIsReported() throws InterruptedException {
            dropCounted();

            assertThat(collect().what()).isEqualTo(Counted.class.getName() + " dropped with a count that is not 0");
        }

        private void dropCounted() {
            new Counted();
        }

        /** Nothing tells it from one that was made and dropped. */
        @Test
        void whenTheConstructorOfACountedObjectThrows_thenItIsReportedAsWell() throws InterruptedException {
            failToMake();

            assertThat(collect().what()).endsWith(" dropped with a count that is not 0");
        }

        private void failToMake() {
            assertThatThrownBy(() -> new Counted() {
                        {
                            Objects.requireNonNull(null);
                        }
                    })
                    .isInstanceOf(NullPointerException.class);
        }
    }

    @Nested
    class GivenItIsToRememberWhere {
        @Test
        void whenATaskIsDropped_thenTheReportSaysWhereItWasMade() throws InterruptedException {
            LeakDetector.setMode(LeakDetector.Mode.WHERE);
            drop();

            assertThat(collect().where().getStackTrace())
                    .anyMatch(frame -> frame.getMethodName().equals("drop"));
        }
    }

    @Nested
    class GivenItIsOff {
        /** Nobody has said anything in a process that has just begun. */
        @Test
        void whenNothingWasSaid_thenItIsOff() throws Exception {
            assertThat(System.getProperty("org.mainspring.task.leaks")).isNull();
            Field mode = FreshClasses.load(LeakDetector.class).getDeclaredField("mode");
            mode.setAccessible(true);

            assertThat(mode.get(null)).hasToString("OFF");
        }

        @Test
        void whenATaskIsDropped_thenNothingIsWatched() {
            assertThat(LeakDetector.watch(new Object(), "an ", "object", "")).isNull();
        }
    }
}

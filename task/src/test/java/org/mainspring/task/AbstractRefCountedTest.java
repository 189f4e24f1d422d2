package org.mainspring.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.source.Priority;
import org.mainspring.mainloop.testing.LoopDriver;

class AbstractRefCountedTest {
    private final Counted counted = new Counted();
    private final LoopDriver loop = LoopDriver.virtual();
    private final ManualExecutor executor = new ManualExecutor();

    @AfterEach
    void close() {
        loop.close();
    }

    @Nested
    class GivenAnObject {
        @Test
        void whenTheLastLetsGo_thenItIsDisposedOfOnce() {
            counted.retain();
            counted.release();
            assertThat(counted.disposed).isZero();

            counted.release();

            assertThat(counted.disposed).isEqualTo(1);
            assertThat(counted.count()).isZero();
        }

        @Test
        void whenNobodyIsLeft_thenItCanNeitherBeRetainedNorReleased() {
            counted.release();

            assertThatThrownBy(counted::release)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("count is 0");
            assertThatThrownBy(counted::retain).isInstanceOf(IllegalStateException.class);
            assertThat(counted.disposed).isEqualTo(1);
        }
    }

    @Nested
    class GivenATaskAboutIt {
        private final List<String> log = new ArrayList<>();
        private final IOTask<Counted, String> task = IOTask.of(
                counted, (t, data) -> log.add("callback " + t.source().count()), "data", data -> note("data"));

        private void note(String what) {
            log.add(what + " " + counted.count());
        }

        @Test
        void whenMade_thenTheTaskHoldsOneReference() {
            assertThat(counted.count()).isEqualTo(2);
        }

        @Test
        void whenCompleted_thenItIsReleasedLast() {
            task.setResult("result", result -> note("result"));
            counted.release();

            task.complete();

            assertThat(log).containsExactly("callback 1", "data 1", "result 1");
            assertThat(counted.disposed).isEqualTo(1);
        }

        @Test
        void whenFreed_thenItIsReleased() {
            task.free();

            assertThat(counted.count()).isEqualTo(1);
        }

        @Test
        void whenAWorkerHasIt_thenItIsReleasedOnTheContextAfterTheCallback() {
            task.runInThread(t -> {}, loop.context(), Priority.DEFAULT, executor);
            executor.runAll();
            assertThat(counted.count()).isEqualTo(2);

            loop.iterate();

            assertThat(counted.count()).isEqualTo(1);
        }

        @Test
        void whenEverythingThrows_thenItIsReleasedAllTheSame() {
            RuntimeException thrown = new IllegalArgumentException();
            task.setResult("result", result -> {
                throw thrown;
            });

            assertThatThrownBy(task::complete).isSameAs(thrown);

            assertThat(counted.count()).isEqualTo(1);
        }

        @Test
        void whenReleasingThrows_thenThatIsThrownOnAfterAllElse() {
            RuntimeException thrown = new IllegalArgumentException();
            IOTask<RefCounted, Void> odd =
                    IOTask.of(new Stubborn(thrown), (t, data) -> note("callback"), "", this::noteIt);

            assertThatThrownBy(odd::complete).isSameAs(thrown);

            assertThat(log).containsExactly("callback 2", "data 2");
        }

        private void noteIt(String ignored) {
            note("data");
        }
    }

    private record Stubborn(RuntimeException thrown) implements RefCounted {
        @Override
        public void retain() {}

        @Override
        public void release() {
            throw thrown;
        }
    }
}

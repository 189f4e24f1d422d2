package org.mainspring.mainloop.concurrent;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What the javadoc of {@code ExecutorService} promises of many tasks that are invoked at once: all of them, or any. */
abstract class InvokeManyContract extends SchedulerFixture {
    InvokeManyContract(SchedulerMake make) {
        super(make);
    }

    @Nested
    class WhenManyAreInvoked {
        @Test
        void thenAllAreDoneInTheirOrder() throws Exception {
            Exception failure = new Exception("thrown");
            List<Callable<String>> tasks = List.of(() -> "a", failing(failure), () -> "c");

            for (List<Future<String>> futures :
                    List.of(scheduler.invokeAll(tasks), scheduler.invokeAll(tasks, LONG_DELAY_SECONDS, SECONDS))) {
                assertThat(futures).hasSize(3).allMatch(Future::isDone).noneMatch(Future::isCancelled);
                assertThat(futures.get(0).get()).isEqualTo("a");
                assertThatThrownBy(futures.get(1)::get).hasCause(failure);
                assertThat(futures.get(2).get()).isEqualTo("c");
            }
            assertThat(scheduler.<String>invokeAll(List.of())).isEmpty();
            assertThat(scheduler.<String>invokeAll(List.of(), 1, SECONDS)).isEmpty();
        }

        @Test
        void thenNobodyIsWaitedForIfThereIsNoTime() throws Exception {
            List<Future<String>> futures = scheduler.invokeAll(List.of(() -> "a", () -> "b"), 0, SECONDS);

            assertThat(futures).hasSize(2).allMatch(Future::isDone);
        }

        @Test
        void thenNothingIsNull() {
            List<Callable<String>> withNull = Arrays.asList(() -> "a", null);

            assertThatNullPointerException().isThrownBy(() -> scheduler.invokeAll(null));
            assertThatNullPointerException().isThrownBy(() -> scheduler.invokeAll(withNull));
            assertThatNullPointerException().isThrownBy(() -> scheduler.invokeAll(null, 1, SECONDS));
            assertThatNullPointerException().isThrownBy(() -> scheduler.invokeAll(withNull, 1, SECONDS));
            assertThatNullPointerException().isThrownBy(() -> scheduler.invokeAll(List.of(() -> "a"), 1, null));
        }
    }

    @Nested
    class WhenAnyOfManyIsInvoked {
        @Test
        void thenOneThatSucceedsCounts() throws Exception {
            List<Callable<String>> tasks =
                    List.of(failing(new Exception("first")), () -> "value", failing(new Exception("last")));

            assertThat(scheduler.invokeAny(tasks)).isEqualTo("value");
            assertThat(scheduler.invokeAny(tasks, LONG_DELAY_SECONDS, SECONDS)).isEqualTo("value");
        }

        @Test
        void thenTheFailureOfTheLastCountsIfAllFail() {
            Exception last = new Exception("last");
            List<Callable<String>> tasks = List.of(failing(new Exception("first")), failing(last));

            assertThatThrownBy(() -> scheduler.invokeAny(tasks))
                    .isInstanceOf(ExecutionException.class)
                    .hasCause(last);
            assertThatThrownBy(() -> scheduler.invokeAny(tasks, LONG_DELAY_SECONDS, SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCause(last);
        }

        @Test
        void thenThereIsOneAndNothingIsNull() {
            List<Callable<String>> withNull = Arrays.asList(failing(new Exception("thrown")), null);

            assertThatIllegalArgumentException().isThrownBy(() -> scheduler.invokeAny(List.of()));
            assertThatIllegalArgumentException().isThrownBy(() -> scheduler.invokeAny(List.of(), 1, SECONDS));
            assertThatNullPointerException().isThrownBy(() -> scheduler.invokeAny(null));
            assertThatNullPointerException().isThrownBy(() -> scheduler.invokeAny(null, 1, SECONDS));
            assertThatNullPointerException().isThrownBy(() -> scheduler.invokeAny(withNull));
            assertThatNullPointerException().isThrownBy(() -> scheduler.invokeAny(withNull, 1, SECONDS));
            assertThatNullPointerException().isThrownBy(() -> scheduler.invokeAny(List.of(() -> "a"), 1, null));
        }
    }
}

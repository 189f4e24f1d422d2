package org.mainspring.mainloop.concurrent;

import static java.util.concurrent.TimeUnit.DAYS;
import static java.util.concurrent.TimeUnit.HOURS;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.MINUTES;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/**
 * What the javadoc of {@code Executor}, {@code ExecutorService}, {@code ScheduledExecutorService}, {@code Future} and
 * {@code ScheduledFuture} promises of one task, as far as nothing has to happen while it runs. It holds for the pool of
 * the JDK as well, which shows that it is their promise and not ours.
 */
abstract class SchedulerContract extends SchedulerFixture {
    SchedulerContract(SchedulerMake make) {
        super(make);
    }

    /** Returns when all has run that was submitted before. */
    private void settle() throws Exception {
        scheduler.submit(() -> {}).get(LONG_DELAY_SECONDS, SECONDS);
    }

    @Nested
    class WhatIsExecutedOrSubmitted {
        @Test
        void runsInTheOrderOfSubmission() throws Exception {
            scheduler.execute(note("a"));
            scheduler.submit(note("b"));
            scheduler.execute(note("c"));

            settle();

            assertThat(ran).containsExactly("a", "b", "c");
        }

        @Test
        void hasItsResultInItsFuture() throws Exception {
            assertThat(scheduler.submit(() -> "value").get()).isEqualTo("value");
            assertThat(scheduler.submit(note("a"), "given").get()).isEqualTo("given");
            assertThat(scheduler.submit(note("b")).get()).isNull();
            assertThat(scheduler.submit(() -> "timed").get(LONG_DELAY_SECONDS, SECONDS))
                    .isEqualTo("timed");
            assertThat(ran).containsExactly("a", "b");
        }

        @Test
        void hasWhatItThrewInItsFuture() {
            Exception failure = new Exception("thrown");
            Error error = new AssertionError("thrown");
            Future<String> failed = scheduler.submit(failing(failure));
            Future<?> fatal = scheduler.submit((Runnable) () -> {
                throw error;
            });

            assertThatThrownBy(failed::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCause(failure);
            assertThatThrownBy(() -> fatal.get(LONG_DELAY_SECONDS, SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCause(error);
            assertThat(failed.isDone()).isTrue();
            assertThat(failed.isCancelled()).isFalse();
        }

        @Test
        void isDoneOnceItHasRun() throws Exception {
            Future<?> future = scheduler.submit(note("a"));

            future.get();

            assertThat(future.isDone()).isTrue();
            assertThat(future.isCancelled()).isFalse();
            assertThat(future.cancel(true)).isFalse();
            assertThat(future.isCancelled()).isFalse();
        }

        @Test
        void isNotNull() {
            assertThatNullPointerException().isThrownBy(() -> scheduler.execute(null));
            assertThatNullPointerException().isThrownBy(() -> scheduler.submit((Runnable) null));
            assertThatNullPointerException().isThrownBy(() -> scheduler.submit(null, "result"));
            assertThatNullPointerException().isThrownBy(() -> scheduler.submit((Callable<?>) null));
        }

        @Test
        void maySubmitMore() throws Exception {
            Future<Future<String>> outer = scheduler.submit(() -> scheduler.submit(() -> "inner"));

            assertThat(outer.get().get()).isEqualTo("inner");
        }

        @Test
        void runsThoughTheOneBeforeThrew() throws Exception {
            scheduler.submit(failing(new Exception("thrown")));

            assertThat(scheduler.submit(() -> "value").get()).isEqualTo("value");
        }
    }

    @Nested
    class WhatIsScheduled {
        @Test
        void runsNotBeforeItsDelayHasPassed() throws Exception {
            long startNanos = make.nanos();
            ScheduledFuture<Long> called = scheduler.schedule(() -> make.nanos(), SHORT_DELAY_MILLIS, MILLISECONDS);
            ScheduledFuture<?> run = scheduler.schedule(note("a"), SHORT_DELAY_MILLIS, MILLISECONDS);

            assertThat(called.get() - startNanos).isGreaterThanOrEqualTo(MILLISECONDS.toNanos(SHORT_DELAY_MILLIS));
            assertThat(run.get()).isNull();
            assertThat(ran).containsExactly("a");
        }

        @Test
        void runsAtOnceIfTheDelayIsNotPositive() throws Exception {
            assertThat(scheduler.schedule(() -> "zero", 0, HOURS).get()).isEqualTo("zero");
            assertThat(scheduler.schedule(() -> "less", -1, HOURS).get()).isEqualTo("less");
            assertThat(scheduler.schedule(() -> "least", Long.MIN_VALUE, HOURS).get())
                    .isEqualTo("least");
        }

        @Test
        void doesNotRunEarlyHoweverLongTheDelay() throws Exception {
            ScheduledFuture<?> days = scheduler.schedule(never(), Long.MAX_VALUE, DAYS);
            ScheduledFuture<?> nanos = scheduler.schedule(never(), Long.MAX_VALUE, NANOSECONDS);
            ScheduledFuture<?> half = scheduler.schedule(never(), Long.MAX_VALUE / 2, NANOSECONDS);

            settle();

            assertThat(days.isDone() || nanos.isDone() || half.isDone()).isFalse();
            assertThat(half.getDelay(DAYS)).isBetween(53_000L, 53_376L);
        }

        @Test
        void tellsItsDelay() throws Exception {
            ScheduledFuture<?> future = scheduler.schedule(never(), 2, HOURS);
            ScheduledFuture<?> past = scheduler.schedule(note("a"), -1, HOURS);

            assertThat(future.getDelay(MINUTES)).isBetween(118L, 120L);
            assertThat(future.getDelay(HOURS)).isBetween(1L, 2L);
            past.get();
            assertThat(past.getDelay(NANOSECONDS)).isLessThanOrEqualTo(0);
        }

        @Test
        void isComparedByItsDelay() {
            ScheduledFuture<?> sooner = scheduler.schedule(never(), 1, HOURS);
            ScheduledFuture<?> later = scheduler.schedule(never(), 2, HOURS);
            ScheduledFuture<?> elsewhere = make.open().schedule(never(), 3, HOURS);

            assertThat(sooner.compareTo(later)).isNegative();
            assertThat(later.compareTo(sooner)).isPositive();
            assertThat(later.compareTo(elsewhere)).isNegative();
            assertThat(elsewhere.compareTo(later)).isPositive();
            assertThat(sooner.compareTo(sooner)).isZero();
        }

        @Test
        void isNotNull() {
            assertThatNullPointerException().isThrownBy(() -> scheduler.schedule((Runnable) null, 1, SECONDS));
            assertThatNullPointerException().isThrownBy(() -> scheduler.schedule((Callable<?>) null, 1, SECONDS));
            assertThatNullPointerException().isThrownBy(() -> scheduler.schedule(note("a"), 1, null));
            assertThatNullPointerException().isThrownBy(() -> scheduler.schedule(never(), 1, null));
        }

        @Test
        void isWaitedForNoLongerThanToldTo() {
            ScheduledFuture<?> future = scheduler.schedule(never(), 1, HOURS);
            long startNanos = make.nanos();

            assertThatThrownBy(() -> future.get(SHORT_DELAY_MILLIS, MILLISECONDS))
                    .isInstanceOf(TimeoutException.class);

            assertThat(make.nanos() - startNanos).isGreaterThanOrEqualTo(MILLISECONDS.toNanos(SHORT_DELAY_MILLIS));
            assertThatThrownBy(() -> future.get(0, MILLISECONDS)).isInstanceOf(TimeoutException.class);
            assertThatThrownBy(() -> future.get(-1, MILLISECONDS)).isInstanceOf(TimeoutException.class);
            assertThat(future.isDone()).isFalse();
        }
    }

    @Nested
    class WhatIsRepeated {
        @Test
        void runsAtTheRateWithoutBeingEarly() throws Exception {
            List<Long> starts = Collections.synchronizedList(new ArrayList<>());
            long startNanos = make.nanos();
            ScheduledFuture<?> future = endingAfter(3, starts, true);

            assertThatThrownBy(future::get).isInstanceOf(ExecutionException.class);

            assertThat(starts).hasSize(3);
            for (int i = 0; i < 3; i++) {
                assertThat(starts.get(i) - startNanos)
                        .isGreaterThanOrEqualTo(MILLISECONDS.toNanos((i + 1) * SHORT_DELAY_MILLIS));
            }
        }

        @Test
        void runsWithTheDelayInBetween() throws Exception {
            List<Long> starts = Collections.synchronizedList(new ArrayList<>());
            long startNanos = make.nanos();
            ScheduledFuture<?> future = endingAfter(3, starts, false);

            assertThatThrownBy(future::get).isInstanceOf(ExecutionException.class);

            assertThat(starts).hasSize(3);
            long beforeNanos = startNanos;
            for (long nextNanos : starts) {
                assertThat(nextNanos - beforeNanos).isGreaterThanOrEqualTo(MILLISECONDS.toNanos(SHORT_DELAY_MILLIS));
                beforeNanos = nextNanos;
            }
        }

        private ScheduledFuture<?> endingAfter(int runs, List<Long> starts, boolean atRate) {
            Runnable body = () -> {
                starts.add(make.nanos());
                if (starts.size() == runs) {
                    throw new IllegalStateException("enough");
                }
            };
            return atRate
                    ? scheduler.scheduleAtFixedRate(body, SHORT_DELAY_MILLIS, SHORT_DELAY_MILLIS, MILLISECONDS)
                    : scheduler.scheduleWithFixedDelay(body, SHORT_DELAY_MILLIS, SHORT_DELAY_MILLIS, MILLISECONDS);
        }

        @Test
        void endsByThrowing() throws Exception {
            RuntimeException failure = new RuntimeException("thrown");
            AtomicInteger runs = new AtomicInteger();
            ScheduledFuture<?> future = scheduler.scheduleAtFixedRate(
                    () -> {
                        runs.incrementAndGet();
                        throw failure;
                    },
                    0,
                    1,
                    NANOSECONDS);

            assertThatThrownBy(future::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCause(failure);

            settle();
            settle();
            assertThat(runs).hasValue(1);
            assertThat(future.isDone()).isTrue();
            assertThat(future.isCancelled()).isFalse();
        }

        @Test
        void endsByCancellationAndNotOtherwise() throws Exception {
            AtomicInteger runs = new AtomicInteger();
            CompletableFuture<ScheduledFuture<?>> self = new CompletableFuture<>();
            ScheduledFuture<?> future = scheduler.scheduleWithFixedDelay(
                    () -> {
                        if (runs.incrementAndGet() == 3) {
                            self.join().cancel(false);
                        }
                    },
                    1,
                    1,
                    MILLISECONDS);
            self.complete(future);

            assertThatThrownBy(() -> future.get(LONG_DELAY_SECONDS, SECONDS)).isInstanceOf(CancellationException.class);

            settle();
            assertThat(runs).hasValue(3);
            assertThat(future.isCancelled()).isTrue();
        }

        @Test
        void tellsWhenItRunsNext() throws Exception {
            AtomicInteger runs = new AtomicInteger();
            ScheduledFuture<?> future = scheduler.scheduleAtFixedRate(runs::incrementAndGet, 0, 1, HOURS);

            settle();
            settle();

            assertThat(runs).hasValue(1);
            assertThat(future.isDone()).isFalse();
            assertThat(future.getDelay(MINUTES)).isBetween(58L, 60L);
        }

        @Test
        void hasAPeriodAboveZero() {
            for (long period : new long[] {0, -1, Long.MIN_VALUE}) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> scheduler.scheduleAtFixedRate(note("a"), 1, period, SECONDS));
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> scheduler.scheduleWithFixedDelay(note("a"), 1, period, SECONDS));
            }
        }

        @Test
        void isNotNull() {
            assertThatNullPointerException().isThrownBy(() -> scheduler.scheduleAtFixedRate(null, 1, 1, SECONDS));
            assertThatNullPointerException().isThrownBy(() -> scheduler.scheduleWithFixedDelay(null, 1, 1, SECONDS));
            assertThatNullPointerException().isThrownBy(() -> scheduler.scheduleAtFixedRate(note("a"), 1, 1, null));
            assertThatNullPointerException().isThrownBy(() -> scheduler.scheduleWithFixedDelay(note("a"), 1, 1, null));
        }
    }

    @Nested
    class WhatIsCancelled {
        @Test
        void doesNotRun() throws Exception {
            CountDownLatch cancelled = new CountDownLatch(1);
            scheduler.execute(() -> hold(cancelled)); // so that it cannot run before, however late we are
            ScheduledFuture<?> future = scheduler.schedule(never(), SHORT_DELAY_MILLIS, MILLISECONDS);

            assertThat(future.cancel(false)).isTrue();
            cancelled.countDown();

            assertThat(future.isCancelled()).isTrue();
            assertThat(future.isDone()).isTrue();
            assertThatThrownBy(future::get).isInstanceOf(CancellationException.class);
            assertThatThrownBy(() -> future.get(1, SECONDS)).isInstanceOf(CancellationException.class);
            assertThat(future.cancel(true)).isFalse();
            scheduler.schedule(() -> {}, 2 * SHORT_DELAY_MILLIS, MILLISECONDS).get();
        }

        private void hold(CountDownLatch until) {
            try {
                await(until);
            } catch (InterruptedException unexpected) {
                throw new AssertionError(unexpected);
            }
        }
    }
}

package org.mainspring.mainloop.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The queue of a mailbox. */
class MessageQueueTest {
    /** Notes how long each array is that it asks for, which holds one more than a chunk. */
    private static final class NotingQueue<M> extends MessageQueue<M> {
        final List<Integer> chunks = new ArrayList<>();

        @Override
        protected int getNextBufferSize(M[] before) {
            int length = super.getNextBufferSize(before);
            chunks.add(length - 1);
            return length;
        }
    }

    private final NotingQueue<Integer> queue = new NotingQueue<>();
    private int offered;
    private int taken;

    private void offer(int count) {
        for (int i = 0; i < count; i++) {
            assertThat(queue.offer(offered++)).isTrue();
        }
    }

    private void takeAll() {
        while (taken < offered) {
            assertThat(queue.poll()).isEqualTo(taken++);
        }
        assertThat(queue.poll()).isNull();
    }

    @Test
    void whenMoreWaitThanEver_thenItGrowsToTwiceTheChunk() {
        offer(MessageQueue.FIRST_CHUNK - 1);
        assertThat(queue.chunks).isEmpty();
        offer(1);
        assertThat(queue.chunks).containsExactly(2 * MessageQueue.FIRST_CHUNK);

        offer(2 * MessageQueue.FIRST_CHUNK);

        assertThat(queue.chunks).containsExactly(2 * MessageQueue.FIRST_CHUNK, 4 * MessageQueue.FIRST_CHUNK);
        takeAll();
    }

    /** The first time they are spread over several chunks, so the second time it may grow once more. */
    @Test
    void whenAsManyWaitAsTwiceBefore_thenItDoesNotGrow() {
        for (int i = 0; i < 2; i++) {
            offer(10 * MessageQueue.FIRST_CHUNK);
            takeAll();
        }
        assertThat(queue.chunks).endsWith(16 * MessageQueue.FIRST_CHUNK);
        queue.chunks.clear();

        for (int i = 0; i < 100; i++) {
            offer(10 * MessageQueue.FIRST_CHUNK);
            takeAll();
        }

        assertThat(queue.chunks).isEmpty();
    }

    @Test
    void whenItIsAtItsLimit_thenItGrowsByThat() {
        offer(5 * MessageQueue.MOST_CHUNK);

        assertThat(queue.chunks).endsWith(MessageQueue.MOST_CHUNK, MessageQueue.MOST_CHUNK);
        takeAll();
    }

    @Test
    void whenItIsSwept_thenOfEachIsToldThoughSomeThrow() {
        List<Integer> told = new ArrayList<>();
        IllegalStateException second = new IllegalStateException("second");
        AssertionError first = new AssertionError("first");
        offer(4);

        assertThatThrownBy(() -> queue.sweep(each -> {
                    told.add(each);
                    if (each == 1) {
                        throw first;
                    } else if (each == 2) {
                        throw second;
                    }
                }))
                .isSameAs(first)
                .hasSuppressedException(second);

        assertThat(told).containsExactly(0, 1, 2, 3);
        assertThat(queue.isEmpty()).isTrue();
    }

    /** JCTools allows one who takes out. The first is held where he does so, until the second waits for him or is there too. */
    @Test
    void whenTwoSweepAtOnce_thenOneAtATimeTakesOut() throws Exception {
        TakersQueue taken = new TakersQueue();
        taken.offer(1);
        taken.offer(2);
        List<Integer> told = Collections.synchronizedList(new ArrayList<>());
        FutureTask<Boolean> first = new FutureTask<>(() -> taken.sweep(told::add), true);
        FutureTask<Boolean> second = new FutureTask<>(() -> taken.sweep(told::add), true);
        start(first);
        SchedulerFixture.await(taken.firstIsThere);
        Thread other = start(second);
        while (!isWaiting(other) && taken.mostAtOnce.get() < 2 && !second.isDone()) {
            Thread.onSpinWait();
        }

        taken.firstMayGo.countDown();

        first.get(SchedulerFixture.LONG_DELAY_SECONDS, TimeUnit.SECONDS);
        second.get(SchedulerFixture.LONG_DELAY_SECONDS, TimeUnit.SECONDS);
        assertThat(taken.mostAtOnce).hasValue(1);
        assertThat(told).containsExactlyInAnyOrder(1, 2);
    }

    private static Thread start(Runnable body) {
        Thread thread = new Thread(body, "sweeps");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static boolean isWaiting(Thread thread) {
        return switch (thread.getState()) {
            case BLOCKED, WAITING, TIMED_WAITING -> true;
            default -> false;
        };
    }

    /** Counts those who take out at once, and holds the first. */
    private static final class TakersQueue extends MessageQueue<Integer> {
        final CountDownLatch firstIsThere = new CountDownLatch(1);
        final CountDownLatch firstMayGo = new CountDownLatch(1);
        final AtomicInteger mostAtOnce = new AtomicInteger();
        private final AtomicInteger takers = new AtomicInteger();
        private final AtomicBoolean held = new AtomicBoolean();

        @Override
        public Integer poll() {
            int now = takers.incrementAndGet();
            mostAtOnce.accumulateAndGet(now, Math::max);
            try {
                if (held.compareAndSet(false, true)) {
                    firstIsThere.countDown();
                    SchedulerFixture.await(firstMayGo);
                }
                return super.poll();
            } catch (InterruptedException unexpected) {
                throw new AssertionError(unexpected);
            } finally {
                takers.decrementAndGet();
            }
        }
    }
}

package org.mainspring.mainloop.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
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
}

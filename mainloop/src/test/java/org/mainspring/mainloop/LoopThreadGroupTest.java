package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mainspring.mainloop.poll.PollFunction;
import org.mainspring.mainloop.poll.PollSet;

/** A fixed number of threads that own a context each. */
@Tag("realtime")
@Timeout(60)
class LoopThreadGroupTest {
    @Test
    void theyTakeTurns() {
        try (LoopThreadGroup group = LoopThreadGroup.start("loop", 3)) {
            List<LoopThread> turns = new ArrayList<>();
            for (int i = 0; i < 7; i++) {
                turns.add(group.next());
            }

            List<LoopThread> all = group.threads();
            assertThat(all).hasSize(3).doesNotHaveDuplicates();
            assertThat(turns)
                    .containsExactly(
                            all.get(0), all.get(1), all.get(2), all.get(0), all.get(1), all.get(2), all.get(0));
            assertThat(all).extracting(each -> each.thread().getName()).containsExactly("loop-0", "loop-1", "loop-2");
            assertThat(all).allMatch(each -> each.thread().isDaemon());
        }
    }

    @Test
    void whenItIsClosed_thenAllHaveEnded() {
        LoopThreadGroup group = LoopThreadGroup.start("loop", 2);

        group.close();

        assertThat(group.threads()).noneMatch(each -> each.thread().isAlive());
        assertThat(group.threads()).allMatch(each -> each.context().isClosed());
        group.close();
    }

    /** The first to be closed is the one that has failed. */
    @Test
    void whenOneHasDiedOfAnError_thenTheOthersEndAllTheSame() throws Exception {
        List<Throwable> uncaught = Collections.synchronizedList(new ArrayList<>());
        LoopThreadGroup group = LoopThreadGroup.start(3, body -> {
            Thread thread = new Thread(body);
            thread.setUncaughtExceptionHandler((dead, thrown) -> uncaught.add(thrown));
            return thread;
        });
        AssertionError failure = new AssertionError("failed");
        LoopThread first = group.next();
        first.context().invoke(() -> {
            throw failure;
        });
        first.thread().join();

        group.close();

        assertThat(uncaught).containsExactly(failure);
        assertThat(group.threads()).noneMatch(each -> each.thread().isAlive());
        assertThat(group.threads()).allMatch(each -> each.context().isClosed());
    }

    /** The first sleeps in a poll function that fails to be woken. */
    @Test
    void whenOneCannotBeWoken_thenTheOthersEndAndItsFailureIsThrown() throws Exception {
        CountDownLatch polling = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        LoopThreadGroup group = LoopThreadGroup.start("loop", 3);
        LoopThread first = group.threads().get(0);
        first.context().invoke(() -> {
            first.context().setPollFunction(new PollFunction() {
                @Override
                public int poll(PollSet set, int timeoutMillis) {
                    polling.countDown();
                    try {
                        TestThreads.await(released);
                    } catch (InterruptedException nobodyDoes) {
                        throw new AssertionError(nobodyDoes);
                    }
                    return 0;
                }

                @Override
                public void wakeup() {
                    throw new IllegalStateException("cannot wake");
                }
            });
            return Source.REMOVE;
        });
        TestThreads.await(polling);

        assertThatThrownBy(group::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("cannot wake");

        assertThat(group.threads()).extracting(each -> each.thread().isAlive()).containsExactly(true, false, false);
        assertThat(first.isRunning()).isFalse();
        released.countDown();
        first.thread().join();
        assertThat(first.context().isClosed()).isTrue();
    }

    /** Two of the group that close it at the same time would wait for each other. */
    @Test
    void whenAllOfThemCloseIt_thenNoneWaits() throws Exception {
        LoopThreadGroup group = LoopThreadGroup.start("loop", 2);
        CountDownLatch together = new CountDownLatch(2);
        for (LoopThread each : group.threads()) {
            each.context().invoke(() -> {
                together.countDown();
                TestThreads.await(together);
                group.close();
                return Source.REMOVE;
            });
        }

        TestThreads.await(together);
        group.close();

        assertThat(group.threads()).noneMatch(each -> each.thread().isAlive());
    }

    @Test
    void whenAllOfTwoGroupsCloseTheOther_thenAllEnd() throws Exception {
        LoopThreadGroup left = LoopThreadGroup.start("left", 2);
        LoopThreadGroup right = LoopThreadGroup.start("right", 2);
        CountDownLatch together = new CountDownLatch(4);
        closeFromAll(left, together, right);
        closeFromAll(right, together, left);

        TestThreads.await(together);
        left.close();
        right.close();

        assertThat(left.threads()).noneMatch(each -> each.thread().isAlive());
        assertThat(right.threads()).noneMatch(each -> each.thread().isAlive());
    }

    private static void closeFromAll(LoopThreadGroup from, CountDownLatch together, LoopThreadGroup closed) {
        for (LoopThread each : from.threads()) {
            each.context().invoke(() -> {
                together.countDown();
                TestThreads.await(together);
                closed.close();
                return Source.REMOVE;
            });
        }
    }

    @Test
    void whenOneCannotBeMade_thenThoseBeforeHaveEnded() {
        List<Thread> made = new ArrayList<>();

        assertThatThrownBy(() -> LoopThreadGroup.start(3, body -> {
                    if (made.size() == 2) {
                        throw new IllegalStateException("no more");
                    }
                    Thread thread = new Thread(body);
                    made.add(thread);
                    return thread;
                }))
                .hasMessage("no more");

        assertThat(made).hasSize(2).noneMatch(Thread::isAlive);
    }

    @Test
    void thereIsOneAtLeast() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> LoopThreadGroup.start("loop", 0))
                .withMessage("size < 1: 0");
    }
}

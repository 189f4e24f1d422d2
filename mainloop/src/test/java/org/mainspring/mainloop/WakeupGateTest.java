package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.channels.Pipe;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.nio.NioPoller;
import org.mainspring.mainloop.time.SystemClock;

/**
 * A gate: a burst of posts to a loop that sleeps wakes it once, one that it need not see yet only for every
 * thousandth. The threads are real, and the sleep lasts until the burst is complete, so the counts are the same each time.
 */
@Tag("realtime")
@Timeout(60)
class WakeupGateTest {
    private static final int PRODUCERS = 4;
    private static final int BURST = 10_000;

    private final HeldPoller held = new HeldPoller(new NioPoller(SystemClock.INSTANCE));
    private final CountingPoller poller = new CountingPoller(held);
    private final MainContext context = new MainContext(SystemClock.INSTANCE, ignored -> poller);
    private final MainLoop loop = new MainLoop(context);
    private final TestThreads threads = new TestThreads();
    private final AtomicInteger calls = new AtomicInteger();

    private boolean count() {
        if (calls.incrementAndGet() == BURST) {
            loop.quit();
        }
        return Source.REMOVE;
    }

    /** Has the producers do something so many times in all, while the loop sleeps. */
    private void duringTheSleep(DrivenFixture.Action post) throws Exception {
        duringTheSleep(BURST, post);
    }

    private void duringTheSleep(int times, DrivenFixture.Action post) throws Exception {
        TestThreads producers = new TestThreads();
        threads.start(loop::run);
        TestThreads.await(held.asleep);
        for (int i = 0; i < PRODUCERS; i++) {
            producers.start(() -> {
                for (int k = 0; k < times / PRODUCERS; k++) {
                    post.run();
                }
            });
        }
        producers.join();
    }

    private void endTheSleep() throws Exception {
        held.letGo();
        threads.join();
        context.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void givenALoopThatSleeps_whenABurstIsPosted_thenItIsWokenOnce_andAllOfItRuns(boolean withChannels)
            throws Exception {
        Pipe pipe = StressRun.newPipe();
        if (withChannels) {
            context.watchAdd(pipe.source(), IOCondition.IN, (channel, seen) -> Source.REMOVE);
        }

        duringTheSleep(() -> context.invoke(this::count));

        assertThat(poller.wakeups).hasValue(1);
        endTheSleep();
        assertThat(calls).hasValue(BURST);
        assertThat(poller.wakeups).hasValue(1);
        assertThat(poller.sleeps).hasValue(1);
        pipe.sink().close();
        pipe.source().close();
    }

    @Test
    void givenALoopThatSleeps_whenOneSourceIsArmedAgainAndAgain_thenItIsWokenOnce() throws Exception {
        Source armed = new Source((self, callback) -> {
            self.clearReadyTime();
            loop.quit();
            return Source.CONTINUE;
        });
        armed.attach(context);

        duringTheSleep(() -> armed.setReadyTimeNanos(Long.MIN_VALUE));

        assertThat(poller.wakeups).hasValue(1);
        endTheSleep();
        assertThat(poller.wakeups).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource({"100, 0", BURST + ", 1"}) // the thousandth, so that not too many wait for their loop
    void givenALoopThatSleepsUntilAMoment_whenTimersForLaterAreAttached_thenOnlyOneInAThousandWakesIt(
            int timers, int wakeups) throws Exception {
        context.timeoutAdd(Duration.ofMinutes(5), () -> Source.REMOVE);

        duringTheSleep(timers, () -> context.timeoutAdd(Duration.ofHours(1), () -> Source.REMOVE));

        assertThat(poller.wakeups).hasValue(wakeups);
        context.invoke(() -> {
            loop.quit();
            return Source.REMOVE;
        });
        endTheSleep();
        assertThat(poller.wakeups).hasValue(1);
    }
}

package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mainspring.mainloop.TestThreads.elsewhereDo;

import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.source.Priority;

/**
 * A producer that posts without pause, as fast as it can, does not keep what is more urgent from running in the very next
 * iteration. Iterations are counted, not time.
 *
 * <p>The producer goes on until the test has seen enough, so it posts during each of the iterations counted, and ends at
 * a number that no test comes near, lest a failure fill the memory.
 */
@Tag("realtime")
@Timeout(60)
class FairnessTest {
    private static final int ROUNDS = 2_000;
    private static final int MOST_POSTS = 20_000_000;

    /** How far the producer may be ahead, so that the flood is there, and the memory suffices. */
    private static final int AHEAD = 20_000;

    private final MainContext context = new MainContext();
    private final TestThreads threads = new TestThreads();
    private final AtomicBoolean enough = new AtomicBoolean();
    private final AtomicInteger posted = new AtomicInteger();
    private final AtomicInteger run = new AtomicInteger();
    private final CountDownLatch flooding = new CountDownLatch(1);
    private int urgentCalls;

    @BeforeEach
    void own() {
        context.tryAcquire();
    }

    @AfterEach
    void end() throws Exception {
        enough.set(true);
        threads.join();
        context.release();
        context.close();
    }

    private void flood(int priority) throws InterruptedException {
        threads.start(() -> {
            while (!enough.get() && posted.get() < MOST_POSTS) {
                if (posted.get() - run.get() < AHEAD) {
                    context.invoke(priority, data -> count(), null, null);
                    posted.incrementAndGet();
                } else {
                    Thread.onSpinWait();
                }
                if (posted.get() == AHEAD) {
                    flooding.countDown();
                }
            }
        });
        TestThreads.await(flooding);
        context.iteration(false);
        awaitFlood();
    }

    private boolean count() {
        run.incrementAndGet();
        return Source.REMOVE;
    }

    private boolean urgent() {
        urgentCalls++;
        return Source.CONTINUE;
    }

    /** An iteration or two in which the flood has its turn, so that it never stops; now and then its producer too. */
    private void letTheFloodIn(int round) {
        if (round % 10 == 0) {
            context.iteration(false);
        }
        if (round % 100 == 0) {
            awaitFlood();
        }
    }

    /** Returns once something waits that is not urgent. */
    private void awaitFlood() {
        while (posted.get() <= run.get()) {
            Thread.yield();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {Priority.DEFAULT, Priority.DEFAULT_IDLE})
    void givenAFlood_whenATimerOfMoreUrgentPriorityIsDue_thenItRunsInTheNextIteration(int priority) throws Exception {
        Source timer = urgentSource();
        flood(priority);

        for (int round = 1; round <= ROUNDS; round++) {
            timer.setReadyTimeNanos(context.clock().nanos());

            context.iteration(false);

            assertThat(urgentCalls).as("calls after round %d", round).isEqualTo(round);
            letTheFloodIn(round);
        }
        assertThat(run.get()).as("the flood has run too").isPositive();
        assertThat(posted.get()).as("the flood went on").isBetween(AHEAD + 1, MOST_POSTS - 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {Priority.DEFAULT, Priority.DEFAULT_IDLE})
    void givenAFlood_whenAnotherThreadArmsASourceBehindIt_thenItRunsInTheNextIteration(int priority) throws Exception {
        Source timer = urgentSource();
        flood(priority);

        for (int round = 1; round <= ROUNDS / 10; round++) {
            elsewhereDo(() -> timer.setReadyTimeNanos(Long.MIN_VALUE));

            context.iteration(false);

            assertThat(urgentCalls).as("calls after round %d", round).isEqualTo(round);
            letTheFloodIn(round);
        }
        assertThat(run.get()).as("the flood has run too").isPositive();
    }

    @ParameterizedTest
    @ValueSource(ints = {Priority.DEFAULT, Priority.DEFAULT_IDLE})
    void givenAFlood_whenAChannelOfMoreUrgentPriorityIsReady_thenItRunsInTheNextIteration(int priority)
            throws Exception {
        Pipe pipe = StressRun.newPipe();
        ByteBuffer one = ByteBuffer.allocateDirect(1);
        context.watchAdd(
                Priority.HIGH,
                pipe.source(),
                IOCondition.IN,
                (channel, seen, data) -> channel.read(one.clear()) == 1 && urgent(),
                null,
                null);
        flood(priority);

        for (int round = 1; round <= ROUNDS; round++) {
            pipe.sink().write(ByteBuffer.wrap(new byte[1]));

            context.iteration(false);

            assertThat(urgentCalls).as("calls after round %d", round).isEqualTo(round);
            letTheFloodIn(round);
        }
        assertThat(run.get()).as("the flood has run too").isPositive();
        pipe.sink().close();
        pipe.source().close();
    }

    private Source urgentSource() {
        Source source = new Source((self, callback) -> {
            self.clearReadyTime();
            return urgent();
        });
        source.setPriority(Priority.HIGH);
        source.attach(context);
        return source;
    }
}

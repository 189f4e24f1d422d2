package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollSet;
import org.mainspring.mainloop.testing.ScriptedPoller;
import org.mainspring.mainloop.testing.VirtualClock;

/** That a channel is closed is told to each watch of it that is still there, and to no other. Found by the model. */
class OwedNvalTest {
    private final VirtualClock clock = new VirtualClock();
    private final ScriptedPoller poller = new ScriptedPoller(clock);
    private final MainContext context = new MainContext(clock, ignored -> poller);

    @Nested
    class GivenALoopDrivenFromOutside {
        @Test
        void whenTheWatchGoesBetweenPollAndCheck_thenTheNextIterationSleepsAgain() {
            Source watching = new Source((self, callback) -> Source.CONTINUE);
            watching.addWatch("channel", IOCondition.IN);
            watching.attach(context);
            poller.makeReady("channel", IOCondition.NVAL);

            context.tryAcquire();
            context.prepare();
            PollSet set = new PollSet();
            context.query(context.readyPriority(), set);
            context.poll(set);
            watching.destroy();
            boolean found = context.check(context.readyPriority(), set);
            context.release();
            context.iteration(false); // takes back the wake-up that came with the end of the watch
            context.timeoutAdd(Duration.ofNanos(10), () -> Source.REMOVE);
            boolean slept = context.iteration(true);

            assertThat(found).isFalse();
            assertThat(slept).isTrue();
            assertThat(clock.nanos()).isEqualTo(10);
        }
    }
}

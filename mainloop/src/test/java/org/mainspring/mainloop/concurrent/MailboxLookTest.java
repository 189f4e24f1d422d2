package org.mainspring.mainloop.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.TickingClock;
import org.mainspring.mainloop.testing.ScriptedPoller;

/** The looks of a loop that spins, which see an element only once its post is over, and the last one before it sleeps. */
class MailboxLookTest {
    /** Posts at the first look of a spin, and is not seen by it. */
    private final class Overlooked extends MessageQueue<String> {
        private boolean posted;

        @Override
        public String relaxedPeek() {
            if (!posted) {
                posted = true;
                mailbox.post("overlooked");
            }
            return null;
        }
    }

    private final TickingClock clock = new TickingClock();
    private final ScriptedPoller poller = new ScriptedPoller(clock.hands);
    private final MainContext context = new MainContext(clock, ignored -> poller);
    private final List<String> log = new ArrayList<>();
    private final Mailbox<String> mailbox =
            new Mailbox<>(context, 0, "mailbox", log::add, new Overlooked(), Integer.MAX_VALUE);

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void whenAMessageIsOverlookedByTheSpin_thenTheLastLookFindsIt() {
        mailbox.post("first");
        context.iteration(false);
        context.setPollParameters(32_768, 2, 0);
        context.timeoutAdd(Duration.ofNanos(1_000), () -> Source.REMOVE);
        context.iteration(true);
        assertThat(context.pollNanos()).isPositive();
        int sleeps = poller.timeouts().size();

        assertThat(context.iteration(true)).isTrue();

        assertThat(log).containsExactly("first", "overlooked");
        assertThat(poller.timeouts()).hasSize(sleeps);
    }
}

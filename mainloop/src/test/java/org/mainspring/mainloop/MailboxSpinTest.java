package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mainspring.mainloop.TestThreads.elsewhereDo;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.concurrent.Mailbox;
import org.mainspring.mainloop.source.Priority;

/** Messages for a context that spins before it sleeps. */
class MailboxSpinTest extends SpinFixture {
    private final Mailbox<String> mailbox = new Mailbox<>(context, Priority.DEFAULT, "mailbox", this::note);

    /** It has a source now, and the next wait begins with a spin. */
    @BeforeEach
    void spin() {
        givenABudget();
        mailbox.post("first");
        context.iteration(true);
        log.clear();
    }

    private void postAfter(long nanos, String message) {
        clock.at(clock.hands.nanos() + nanos, () -> elsewhereDo(() -> mailbox.post(message)));
    }

    @Test
    void whenOneIsPostedDuringTheSpin_thenItArrives_andNobodyIsToldButByTheQueue() {
        postAfter(2_000, "second");
        context.iteration(true);
        postAfter(2_000, "third");
        boolean[] signalled = new boolean[1];
        clock.at(clock.hands.nanos() + 2_000, () -> signalled[0] = context.lifecycle.wakeWord.isSignalled());

        assertThat(context.iteration(true)).isTrue();

        assertThat(log).containsExactly("second", "third");
        assertThat(signalled).containsExactly(false);
        assertThat(poller.sleeps).hasValue(0);
        assertThat(poller.wakeups).hasValue(0);
        assertThat(context.pollNanos()).isEqualTo(BUDGET);
    }

    @Test
    void whenItIsTheOwnerWhoPostsDuringTheSpin_thenItArrives() {
        clock.at(clock.hands.nanos() + 2_000, () -> mailbox.post("own"));

        context.iteration(true);

        assertThat(log).containsExactly("own");
    }

    @Test
    void whenOneIsPostedAfterTheSpin_thenTheContextIsWoken() {
        script.duringNextPoll(() -> elsewhereDo(() -> mailbox.post("second")));

        while (log.isEmpty()) {
            context.iteration(true);
        }

        assertThat(log).containsExactly("second");
        assertThat(poller.sleeps).hasValue(1);
        assertThat(poller.wakeups).hasValue(1);
    }

    @Test
    void whenTheReceiverThrows_thenTheNextOneArrivesAllTheSame() {
        IllegalStateException deliberate = new IllegalStateException("deliberate");
        Mailbox<String> careless = new Mailbox<>(context, Priority.DEFAULT, "careless", message -> {
            note(message);
            throw deliberate;
        });
        careless.post("before");
        context.iteration(true);
        clock.at(clock.hands.nanos() + 1_000, () -> elsewhereDo(() -> careless.post("one")));
        clock.at(clock.hands.nanos() + 2_000, () -> elsewhereDo(() -> careless.post("two")));

        while (log.size() < 3) {
            context.iteration(true);
        }

        assertThat(log).containsExactly("before", "one", "two");
        assertThat(exceptions).hasSize(3);
        exceptions.clear();
        assertThat(poller.sleeps).hasValue(0);
    }
}

package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mainspring.mainloop.TestThreads.elsewhereDo;

import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.concurrent.Mailbox;
import org.mainspring.mainloop.source.PollTimeout;
import org.mainspring.mainloop.source.Priority;
import org.mainspring.mainloop.source.SourceHandle;

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

    /**
     * A hook behind the mailbox destroys its source, so the next one stands in front of the walk, and nobody asks it in prepare.
     * Nor does a spin, as there is none: its end asks the new source once, and finds nothing.
     */
    @Test
    void whenAHookDestroysItsSourceBetweenSpins_thenAPosterStillWakesTheContext() {
        postAfter(2_000, "second");
        context.iteration(true);
        attachAtLow(() -> {
            mailboxSource().destroy();
            Thread.currentThread().interrupt(); // so that the wait begins with no spin
        });
        script.duringNextPoll(() -> {
            assertThat(Thread.interrupted()).isTrue();
            elsewhereDo(() -> mailbox.post("third"));
        });

        assertThat(context.iteration(true)).isTrue();

        assertThat(log).containsExactly("second", "third");
        assertThat(poller.sleeps).hasValue(1);
        assertThat(poller.wakeups).hasValue(1);
    }

    /** Attaches a source, less urgent than the mailbox, whose prepare hook does something once. */
    private void attachAtLow(Runnable action) {
        Source source = new Source(new Hooked() {
            private boolean done;

            @Override
            public boolean prepare(SourceHandle self, PollTimeout timeout) {
                if (!done) {
                    done = true;
                    action.run();
                }
                return false;
            }
        });
        source.setPriority(Priority.LOW);
        source.attach(context);
    }

    private Source mailboxSource() {
        return IntStream.rangeClosed(1, 9)
                .mapToObj(context::findById)
                .filter(source -> source != null && "mailbox".equals(source.name()))
                .findFirst()
                .orElseThrow();
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

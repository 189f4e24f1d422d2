package org.mainspring.mainloop.concurrent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.source.Priority;

/** The way of messages to a context. */
class MailboxTest extends ContextFixture {
    private final Set<String> stale = new HashSet<>();
    private final List<String> discarded = new ArrayList<>();
    private final WatchedQueue queue = new WatchedQueue();
    private final Mailbox<String> mailbox = new Mailbox<>(
            context,
            Priority.DEFAULT,
            "test-mailbox",
            new Mailbox.Receiver<>() {
                @Override
                public void receive(String message) throws Exception {
                    loop.note(message);
                    received(message);
                }

                @Override
                public void discard(String message) {
                    discarded.add(message);
                }

                @Override
                public boolean isStale(String message) {
                    if (message.startsWith("bad")) {
                        throw new IllegalArgumentException(message);
                    }
                    return stale.contains(message);
                }
            },
            queue,
            Integer.MAX_VALUE);

    /** Steps in when somebody has looked and found nothing, before he can do anything about it. */
    private static final class WatchedQueue extends MessageQueue<String> {
        Runnable afterEmptyLook = () -> {};

        @Override
        public String peek() {
            String head = super.peek();
            if (head == null) {
                Runnable once = afterEmptyLook;
                afterEmptyLook = () -> {};
                once.run();
            }
            return head;
        }
    }

    private void received(String message) throws Exception {
        switch (message) {
            case "post" -> mailbox.post("posted");
            case "nest" -> {
                mailbox.post("meanwhile");
                while (loop.iterate()) {}
                loop.note("leave");
            }
            case "throw" -> throw new Exception("thrown");
            case "fail" -> throw new AssertionError("thrown");
            case "destroy" -> Source.current().destroy();
            default -> {}
        }
    }

    private void post(String... messages) {
        for (String message : messages) {
            mailbox.post(message);
        }
    }

    private void forget(String message) {
        stale.add(message);
        mailbox.forgetStale();
    }

    @Nested
    class GivenMessages {
        @Test
        void thenTheyArriveInOrderInOneIterationToCome() {
            post("a", "b", "c");
            assertThat(loop.log()).isEmpty();

            assertThat(loop.iterate()).isTrue();

            assertThat(loop.log()).containsExactly("a", "b", "c");
            assertThat(loop.iterate()).isFalse();
        }

        @Test
        void whenThereAreMoreThanAChunk_thenTheyArriveInOrder() {
            List<String> many = new ArrayList<>();
            for (int i = 0; i < 3 * MessageQueue.FIRST_CHUNK + 1; i++) {
                many.add("message " + i);
            }
            many.forEach(mailbox::post);

            loop.iterate();

            assertThat(loop.log()).isEqualTo(many);
        }

        @Test
        void whenAReceiverPosts_thenThatComesInTheNextIteration() {
            post("post", "b");

            loop.iterate();
            assertThat(loop.log()).containsExactly("post", "b");
            loop.iterate();

            assertThat(loop.log()).containsExactly("post", "b", "posted");
        }

        @Test
        void whenASourceBeforeThemInTheBatchPosts_thenThatComesInTheNextIteration() {
            context.idleAdd(
                    Priority.DEFAULT,
                    ignored -> {
                        post("late");
                        return Source.REMOVE;
                    },
                    null,
                    null);
            post("a");

            loop.iterate();
            assertThat(loop.log()).containsExactly("a");
            loop.iterate();

            assertThat(loop.log()).containsExactly("a", "late");
        }

        @Test
        void whenAReceiverRunsANestedLoop_thenThatDeliversTheRestAndWhatComesLater() {
            post("nest", "rest");

            loop.iterate();

            assertThat(loop.log()).containsExactly("nest", "rest", "meanwhile", "leave");
            assertThat(loop.iterate()).isFalse();
        }

        @Test
        void whenSomethingMoreUrgentIsReady_thenTheyWait() {
            post("a");
            context.idleAdd(
                    Priority.HIGH,
                    ignored -> {
                        loop.note("urgent");
                        return Source.REMOVE;
                    },
                    null,
                    null);

            loop.iterate();
            assertThat(loop.log()).containsExactly("urgent");
            loop.iterate();

            assertThat(loop.log()).containsExactly("urgent", "a");
        }
    }

    @Nested
    class GivenALimit {
        private final Mailbox<String> limited = new Mailbox<>(context, Priority.DEFAULT, "limited", loop::note, 2);

        @Test
        void whenMoreAreThere_thenTheOthersArriveInIterationsToCome() {
            for (String message : List.of("a", "b", "c", "d", "e")) {
                limited.post(message);
            }

            loop.iterate();
            assertThat(loop.log()).containsExactly("a", "b");
            limited.post("f");
            loop.iterate();
            loop.iterate();

            assertThat(loop.log()).containsExactly("a", "b", "c", "d", "e", "f");
            assertThat(loop.iterate()).isFalse();
        }

        @Test
        void whenItIsNoNumberOfMessages_thenItIsRefused() {
            assertThatThrownBy(() -> new Mailbox<>(context, 0, "limited", loop::note, 0))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("most < 1: 0");
        }
    }

    @Nested
    class GivenALoopThatSleeps {
        @Test
        void whenAnotherThreadPosts_thenItWakesInNoTime() {
            for (int i = 0; i < 3; i++) {
                loop.poller().duringNextPoll(() -> elsewhereDo(() -> post("a", "b")));

                assertThat(loop.iterateBlocking()).isTrue();
            }

            assertThat(loop.log()).containsExactly("a", "b", "a", "b", "a", "b");
            assertThat(loop.clock().elapsedNanos()).isZero();
        }

        /** The poster has seen that the loop is awake, and has not woken it. */
        @Test
        void whenOneIsPostedBetweenTheLookAndTheSleep_thenItDoesNotSleep() {
            post("a");
            loop.iterate();
            queue.afterEmptyLook = () -> elsewhereDo(() -> post("b"));

            assertThat(loop.iterateBlocking()).isTrue();

            assertThat(loop.log()).containsExactly("a", "b");
            assertThat(loop.clock().elapsedNanos()).isZero();
        }

        @Test
        void whenNothingIsThereAnyMore_thenItSleeps() {
            post("a");
            loop.iterateBlocking();
            int polls = loop.poller().timeouts().size();
            context.timeoutAddMillis(5, loop.loggingOnce("timer"));

            loop.iterateBlocking();

            assertThat(loop.log()).containsExactly("a", "timer@5ms");
            assertThat(loop.poller().timeouts()).hasSizeGreaterThan(polls).contains(5_000_000L);
        }
    }

    @Nested
    class GivenMessagesThatGoStale {
        @Test
        void whenItIsTheLastAndWasFoundReady_thenNothingIsPending() {
            post("a");
            assertThat(context.pending()).isTrue();
            assertThat(context.tryAcquire()).isTrue();

            forget("a");

            assertThat(context.pending()).isFalse();
            assertThat(loop.iterate()).isFalse();
            assertThat(loop.log()).isEmpty();
            post("b");
            loop.iterate();
            assertThat(loop.log()).containsExactly("b");
        }

        @Test
        void whenOthersAreLeft_thenTheseArrive() {
            post("a", "b", "c", "d");
            assertThat(context.pending()).isTrue();
            assertThat(context.tryAcquire()).isTrue();
            forget("a");
            forget("c");
            assertThat(context.pending()).isTrue();

            loop.iterate();

            assertThat(loop.log()).containsExactly("b", "d");
            assertThat(discarded).isEmpty();
        }

        @Test
        void whenOneIsDroppedUnseen_thenTheLoopFindsNothing() {
            post("a");
            stale.add("a");

            assertThat(loop.iterate()).isFalse();
        }

        @Test
        void whenSomebodyElseForgets_thenThatIsRefused() {
            assertThatIllegalStateException().isThrownBy(() -> forget("a"));
        }
    }

    @Nested
    class GivenReceiversThatThrow {
        @Test
        void whenItIsAnException_thenTheHandlerIsToldOfEachAndTheRestArrives() {
            post("throw", "throw", "rest");

            loop.advanceMillis(1);

            assertThat(takeThrown()).hasSize(2).allMatch(thrown -> "thrown".equals(thrown.getMessage()));
            assertThat(loop.log()).containsExactly("throw", "throw", "rest");
        }

        @Test
        void whenItIsAnError_thenTheIterationThrowsItAndTheRestArrivesInTheNext() {
            post("fail", "rest");

            assertThatThrownBy(loop::iterate).isInstanceOf(AssertionError.class);
            loop.iterate();

            assertThat(loop.log()).containsExactly("fail", "rest");
        }

        @Test
        void whenItIsInANestedLoop_thenThatLoopGetsTheRest() {
            post("nest", "throw", "rest");

            loop.iterate();

            assertThat(takeThrown()).hasSize(1);
            assertThat(loop.log()).containsExactly("nest", "throw", "rest", "meanwhile", "leave");
        }
    }

    /** Decision 11: one faulty source does not stop a program, and does not fill its log. */
    @Nested
    class GivenMessagesOfWhichOneCannotBeAskedWhetherItIsStale {
        private void assertThrown(String... messages) {
            assertThat(takeThrown()).extracting(Exception::getMessage).containsExactly(messages);
        }

        @Test
        void whenItIsFoundByPrepare_thenTheHandlerIsToldOnceAndTheRestArrives() {
            post("bad", "rest");

            loop.iterate();

            assertThrown("bad");
            assertThat(loop.log()).containsExactly("rest");
        }

        @Test
        void whenThereAreSeveral_thenTheHandlerIsToldOfEach() {
            post("bad", "worse", "bad too", "rest");
            stale.add("worse");

            loop.iterate();

            assertThrown("bad", "bad too");
            assertThat(loop.log()).containsExactly("rest");
        }

        @Test
        void whenItIsFoundByCheck_thenTheHandlerIsToldOnceAndTheRestArrives() {
            post("a");
            loop.iterate();
            loop.poller().duringNextPoll(() -> elsewhereDo(() -> post("bad", "rest")));

            loop.iterateBlocking();
            loop.iterate();

            assertThrown("bad");
            assertThat(loop.log()).containsExactly("a", "rest");
        }

        @Test
        void whenItIsFoundByDispatch_thenTheHandlerIsToldOnceAndTheRestArrives() {
            post("a", "bad", "rest");

            loop.advanceMillis(1);

            assertThrown("bad");
            assertThat(loop.log()).containsExactly("a", "rest");
        }

        @Test
        void whenOthersAreForgottenBeforeIt_thenTheCallerIsToldAndTheRestArrives() {
            post("a", "bad", "rest");
            assertThat(context.pending()).isTrue();
            assertThat(context.tryAcquire()).isTrue();

            assertThatThrownBy(() -> forget("a")).hasMessage("bad");

            loop.iterate();
            assertThat(loop.log()).containsExactly("rest");
        }

        @Test
        void whenTheContextIsClosed_thenTheHandlerIsToldAndTheRestIsDiscarded() {
            post("a", "bad", "rest");

            loop.close();

            assertThrown("bad");
            assertThat(discarded).containsExactly("a", "rest");
        }

        @Test
        void whenItIsPostedTooLate_thenThePosterIsTold() {
            loop.close();

            assertThatThrownBy(() -> post("bad")).hasMessage("bad");
            post("rest");

            assertThat(discarded).containsExactly("rest");
        }
    }

    @Nested
    class GivenASourceThatIsDestroyed {
        @Test
        void whenAReceiverDoesIt_thenTheRestAndLaterOnesArrive() {
            post("destroy", "rest");
            loop.advanceMillis(1);
            post("later");

            loop.advanceMillis(1);

            assertThat(loop.log()).containsExactly("destroy", "rest", "later");
        }

        @Test
        void whenAnotherThreadDoesItWhileTheLoopSleeps_thenLaterOnesWakeIt() {
            post("a");
            loop.iterate();
            loop.poller()
                    .duringNextPoll(() -> elsewhereDo(() -> {
                        sources().get(0).destroy();
                        post("b");
                    }));
            loop.iterateBlocking();

            loop.iterate();

            assertThat(loop.log()).containsExactly("a", "b");
            assertThat(loop.clock().elapsedNanos()).isZero();
        }
    }

    @Nested
    class GivenAContextThatIsClosed {
        @Test
        void whenMessagesAreThere_thenTheyAreDiscardedInOrderButForStaleOnes() {
            post("a", "b", "c");
            stale.add("b");

            loop.close();

            assertThat(discarded).containsExactly("a", "c");
            assertThat(loop.log()).isEmpty();
        }

        @Test
        void whenOneIsPosted_thenItIsDiscardedAtOnce_andSoIsTheNext() {
            loop.close();

            post("a");
            assertThat(discarded).containsExactly("a");
            post("b");
            assertThat(discarded).containsExactly("a", "b");
        }

        @Test
        void whenItHadGoneIdleBefore_thenItIsTheSame() {
            post("a");
            loop.iterate();
            loop.iterate();
            loop.close();

            post("b");
            post("c");

            assertThat(loop.log()).containsExactly("a");
            assertThat(discarded).containsExactly("b", "c");
        }
    }

    @Test
    void noSourceIsThereBeforeTheFirstMessage() {
        assertThat(sources()).isEmpty();

        post("a");

        assertThat(sources()).extracting(Source::name).containsExactly("test-mailbox");
        assertThat(mailbox.context()).isSameAs(context);
        assertThat(mailbox.priority()).isZero();
    }

    @Test
    void nothingIsNull() {
        Mailbox.Receiver<String> receiver = message -> {};
        assertThatNullPointerException().isThrownBy(() -> mailbox.post(null));
        assertThatNullPointerException().isThrownBy(() -> new Mailbox<>(null, 0, "name", receiver));
        assertThatNullPointerException().isThrownBy(() -> new Mailbox<>(context, 0, null, receiver));
        assertThatNullPointerException().isThrownBy(() -> new Mailbox<String>(context, 0, "name", null));
    }
}

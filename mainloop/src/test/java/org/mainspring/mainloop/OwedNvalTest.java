package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollFunction;
import org.mainspring.mainloop.poll.PollRecord;
import org.mainspring.mainloop.poll.PollSet;
import org.mainspring.mainloop.source.Priority;
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

    /** NVAL is owed to the second for as long as the first runs; it is not told to the first for that. */
    @Nested
    class GivenTwoPrioritiesThatWatchOneChannel {
        private final MainContext context = new MainContext(clock, ignored -> new OnceNvalPoller(poller));
        private final List<String> log = new ArrayList<>();

        @BeforeEach
        void watch() {
            for (int priority : new int[] {Priority.DEFAULT, Priority.LOW}) {
                Probe probe = new Probe("at " + priority, new ArrayList<>(), log);
                probe.source.addWatch("channel", IOCondition.IN);
                probe.source.setPriority(priority);
                probe.source.attach(context);
            }
            poller.makeReady("channel", IOCondition.NVAL);
        }

        @Test
        void whenOneIterationSeesItForBoth_thenEachIsToldOnce() {
            for (int i = 0; i < 4; i++) {
                context.iteration(false);
            }

            assertThat(log).containsExactly("at 0", "at 300");
        }

        @Test
        void whenAPollFunctionPolls_thenEachIsToldOnce() {
            PollFunction own = context.pollFunction();
            context.setPollFunction((set, timeoutMillis) -> own.poll(set, timeoutMillis));

            for (int i = 0; i < 4; i++) {
                context.iteration(false);
            }

            assertThat(log).containsExactly("at 0", "at 300");
        }

        @Test
        void whenThePhasesAreDrivenFromOutside_thenEachIsToldOnce() {
            context.tryAcquire();
            for (int i = 0; i < 4; i++) {
                context.prepare();
                PollSet set = new PollSet();
                context.query(Priority.DEFAULT, set);
                context.poll(set);
                context.check(Priority.DEFAULT, set);
                context.dispatch();
            }
            context.release();

            context.iteration(false);

            assertThat(log).containsExactly("at 0", "at 300");
        }
    }

    /** As the poller that selects is one. */
    @Nested
    class GivenAPollerThatSaysItOnce {
        private final MainContext context = new MainContext(clock, ignored -> new OnceNvalPoller(poller));
        private final List<String> log = new ArrayList<>();
        private final Probe low = new Probe("low", new ArrayList<>(), log);
        private final PollRecord watch = low.source.addWatch("closed", IOCondition.IN);
        private final Source urgent = Sources.idle();

        /** The poll sees that the channel is closed, beyond the cut; then check walks on to the one who is not told (S58). */
        private void runUntold(Runnable inCallback) {
            low.source.setPriority(Priority.LOW);
            low.checksReady().duringDispatch(inCallback);
            low.source.attach(context);
            Source quiet = new Source((self, callback) -> Source.CONTINUE);
            quiet.addWatch("quiet", IOCondition.IN); // or nobody would poll for the sake of the idle
            quiet.attach(context);
            urgent.setPriority(Priority.DEFAULT);
            urgent.attach(context);
            poller.makeReady("closed", IOCondition.NVAL);
            poller.duringNextPoll(urgent::destroy);
            context.iteration(false);
            low.checksReady = false;
            low.duringDispatch(() -> log.add(low.source.queryWatch(watch).toString()));
            context.timeoutAdd(Duration.ofNanos(10), () -> Source.REMOVE);
        }

        private void assertToldAtOnceAndThenNoMore() {
            boolean told = context.iteration(true);
            long toldNanos = clock.nanos();
            boolean slept = context.iteration(true);

            assertThat(log).containsExactly("low", "low", "NVAL");
            assertThat(told).isTrue();
            assertThat(toldNanos).isEqualTo(0);
            assertThat(slept).isTrue();
            assertThat(clock.nanos()).isEqualTo(10);
        }

        @Test
        void whenItIsAskedWhoIsPending_thenWhoIsDispatchedLaterIsToldStill() {
            low.source.attach(context);
            poller.makeReady("closed", IOCondition.NVAL);
            low.duringDispatch(() -> log.add(low.source.queryWatch(watch).toString()));

            boolean pending = context.pending();
            boolean told = context.iteration(false);
            boolean toldAgain = context.iteration(false);

            assertThat(log).containsExactly("low", "NVAL");
            assertThat(pending).isTrue();
            assertThat(told).isTrue();
            assertThat(toldAgain).isFalse();
        }

        @Test
        void whenOneWhoWasNotToldHasRun_thenHeIsToldAtOnceAndThenNoMore() {
            runUntold(() -> {});

            assertToldAtOnceAndThenNoMore();
        }

        @Test
        void whenOneWhoWasNotToldHasIterated_thenHeIsToldAtOnceAndThenNoMore() {
            runUntold(() -> context.iteration(false));

            assertToldAtOnceAndThenNoMore();
        }
    }

    /** Both are told as if their channels were closed, and of each refusal there is a warning: the first ends the second. */
    @Test
    void whenTheHandlerOfAWarningEndsAnotherThatIsOwed_thenOnlyTheFirstIsTold() {
        List<String> log = new ArrayList<>();
        try (MainContext refusing = new MainContext(clock, ignored -> new RefusingPoller(poller))) {
            Source first = refused("first", log);
            Source second = refused("second", log);
            refusing.setDiagnosticHandler((code, message) -> {
                log.add(code.name());
                second.destroy();
            });
            first.attach(refusing);
            second.attach(refusing);

            refusing.iteration(false); // in which the end of the second makes the poll void
            refusing.iteration(false);
        }

        assertThat(log).containsExactly("WATCH_REFUSED", "first");
    }

    private static Source refused(String channel, List<String> log) {
        Source source = new Source((self, callback) -> {
            log.add(channel);
            return Source.REMOVE;
        });
        source.addWatch(channel, IOCondition.IN);
        return source;
    }
}

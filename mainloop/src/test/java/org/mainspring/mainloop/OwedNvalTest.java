package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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
        private final Source low = watching(Priority.LOW);

        @BeforeEach
        void watch() {
            watching(Priority.DEFAULT).attach(context);
            low.attach(context);
            poller.makeReady("channel", IOCondition.NVAL);
        }

        private Source watching(int priority) {
            Source source = new Probe("at " + priority, new ArrayList<>(), log).source;
            source.addWatch("channel", IOCondition.IN);
            source.setPriority(priority);
            return source;
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
                drive(Priority.DEFAULT, false);
            }
            context.release();

            context.iteration(false);

            assertThat(log).containsExactly("at 0", "at 300");
        }

        @Test
        void whenADriverAsksForTheMoreUrgentOnly_thenItSleepsAndTheOtherIsToldWhenItAsksForAll() {
            context.timeoutAdd(Duration.ofNanos(10), () -> Source.REMOVE);
            context.tryAcquire();
            drive(Priority.DEFAULT, true); // sees it
            drive(Priority.DEFAULT, true); // sleeps
            long sleptUntilNanos = clock.nanos();
            List<String> before = List.copyOf(log);
            drive(Priority.LOW, true);
            drive(Priority.DEFAULT, false);
            context.release();

            assertThat(before).containsExactly("at 0");
            assertThat(sleptUntilNanos).isEqualTo(10);
            assertThat(log).containsExactly("at 0", "at 300");
            assertThat(clock.nanos()).isEqualTo(10);
        }

        @Test
        void whenTheOneWhoIsOwedItBecomesMoreUrgent_thenItIsToldAmongThose() {
            context.tryAcquire();
            drive(Priority.DEFAULT, false);
            low.setPriority(Priority.DEFAULT);
            drive(Priority.DEFAULT, false); // in which the change makes the poll void
            drive(Priority.DEFAULT, false);
            context.release();

            assertThat(log).containsExactly("at 0", "at 300");
        }

        private void drive(int priority, boolean mayWait) {
            context.prepare();
            PollSet set = new PollSet();
            context.query(priority, set);
            if (!mayWait) {
                set.setTimeoutNanos(0);
            }
            context.poll(set);
            context.check(priority, set);
            context.dispatch();
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

    /** So many, for so long, that to look at all of them in each iteration would take minutes. */
    @Test
    @Timeout(20)
    void givenVeryManyAreOwedToTheLessUrgent_whenTheMoreUrgentRun_thenTheCostDoesNotFollowTheirNumber() {
        List<String> log = new ArrayList<>();
        int turns = 0;
        try (MainContext refusing = new MainContext(clock, ignored -> new RefusingPoller(poller))) {
            refusing.setDiagnosticHandler((code, message) -> {});
            for (int i = 0; i < 50_000; i++) {
                Source low = refused("low", log);
                low.setPriority(Priority.LOW);
                low.attach(refusing);
            }
            Source busy = Sources.idle();
            busy.setPriority(Priority.DEFAULT);
            busy.addWatch("channel", IOCondition.IN); // or nobody would poll for its sake
            busy.setCallback(() -> Source.CONTINUE);
            busy.attach(refusing);
            while (turns < 10_000 && refusing.iteration(false)) {
                turns++;
            }
            busy.destroy();
            refusing.iteration(false);
        }

        assertThat(turns).isEqualTo(10_000);
        assertThat(log).hasSize(50_000);
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

    /** It is out of the poller's sight meanwhile; that it is refused once more is no news. */
    @Test
    void whenTheCallbackOfOneThatWasRefusedIterates_thenItIsToldOnce_andSoIsTheHandler() {
        List<String> log = new ArrayList<>();
        try (MainContext refusing = new MainContext(clock, ignored -> new RefusingPoller(poller))) {
            refusing.setDiagnosticHandler((code, message) -> log.add(code.name()));
            Source source = new Source((self, callback) -> {
                log.add("told");
                refusing.iteration(false);
                return Source.CONTINUE;
            });
            source.addWatch("channel", IOCondition.IN);
            source.attach(refusing);

            for (int i = 0; i < 5; i++) {
                refusing.iteration(false);
            }
        }

        assertThat(log).containsExactly("WATCH_REFUSED", "told");
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

package org.mainspring.mainloop;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollFunction;
import org.mainspring.mainloop.poll.PollRecord;
import org.mainspring.mainloop.poll.PollSet;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.Diagnostic;
import org.mainspring.mainloop.source.SourceCallback;
import org.mainspring.mainloop.source.SourceFuncs;
import org.mainspring.mainloop.source.SourceHandle;
import org.mainspring.mainloop.testing.ScriptedPoller;
import org.mainspring.mainloop.testing.VirtualClock;

/** A poller that fails, and what is left in order. S51; decision 6. */
class PollerFaultTest {
    /** What a poller can fail in. */
    private enum Call {
        POLL,
        ADD,
        MODIFY,
        REMOVE,
        WAKEUP
    }

    /** A poller that fails when it is told to. */
    private static final class FailingPoller extends ForwardingPoller {
        @Nullable
        Call failing;

        FailingPoller(ScriptedPoller poller) {
            super(poller);
        }

        private void call(Call call) {
            if (call == failing) {
                throw new UncheckedIOException(new IOException(call + " fails"));
            }
        }

        @Override
        public void add(PollRecord record) {
            call(Call.ADD);
            super.add(record);
        }

        @Override
        public void modify(PollRecord record) {
            call(Call.MODIFY);
            super.modify(record);
        }

        @Override
        public void remove(PollRecord record) {
            call(Call.REMOVE);
            super.remove(record);
        }

        @Override
        public void poll(long timeoutNanos, ReadyRecords ready) {
            call(Call.POLL);
            super.poll(timeoutNanos, ready);
        }

        @Override
        public void wakeup() {
            call(Call.WAKEUP);
            super.wakeup();
        }
    }

    private final List<String> log = new ArrayList<>();
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final VirtualClock clock = new VirtualClock();
    private final ScriptedPoller scripted = new ScriptedPoller(clock);
    private final FailingPoller poller = new FailingPoller(scripted);
    private final MainContext context = new MainContext(clock, ignored -> poller);

    @BeforeEach
    void listen() {
        context.setDiagnosticHandler((code, message) -> diagnostics.add(code));
    }

    private Source watch(Object target) {
        Hooked kind = new Hooked() {
            @Override
            public void finalizeSource(SourceHandle self) {
                log.add("finalize");
            }
        };
        Source source = new Source(kind);
        source.setFunction((SourceCallback) () -> log.add("run"), null, data -> log.add("notify"));
        source.addWatch(target, IOCondition.IN);
        return source;
    }

    @Nested
    class GivenPollFails {
        /** Ours: GLib warns and goes on (S51), which spins if it fails for ever. */
        @Test
        void whenIterated_thenTheIterationThrowsAndTheContextIsReleased() {
            watch("channel").attach(context);
            poller.failing = Call.POLL;

            assertThatThrownBy(() -> context.iteration(true))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("POLL fails");

            assertThat(context.isOwner()).isFalse();
            assertThat(MainLoop.depth()).isZero();
        }

        @Test
        void whenItRecovers_thenTheLoopGoesOnAsBefore() {
            watch("channel").attach(context);
            context.timeoutAddMillis(5, () -> log.add("timer"));
            poller.failing = Call.POLL;
            assertThatThrownBy(() -> context.iteration(true)).isInstanceOf(UncheckedIOException.class);
            poller.failing = null;

            assertThat(context.iteration(false)).isFalse();
            assertThat(context.iteration(true)).isTrue();
            scripted.makeReady("channel", IOCondition.IN);
            assertThat(context.iteration(true)).isTrue();

            assertThat(log).containsExactly("timer", "run");
        }

        /** A wake-up that came meanwhile is not lost, and one that comes later ends the sleep. */
        @Test
        void whenItFailedInItsSleep_thenWakeupsStillWork() {
            context.timeoutAddMillis(5, () -> log.add("timer"));
            poller.failing = Call.POLL;
            assertThatThrownBy(() -> context.iteration(true)).isInstanceOf(UncheckedIOException.class);
            poller.failing = null;

            context.wakeup();

            assertThat(context.iteration(true)).isFalse();
            assertThat(clock.elapsedNanos()).isZero();
            assertThat(context.iteration(true)).isTrue();
        }

        @Test
        void whenSomethingIsReadyAlready_thenItRunsInALaterIteration() {
            watch("channel").attach(context);
            Source timer = context.timeoutAddMillis(0, () -> {
                log.add("timer");
                return Source.REMOVE;
            });
            poller.failing = Call.POLL;
            assertThatThrownBy(() -> context.iteration(false)).isInstanceOf(UncheckedIOException.class);
            poller.failing = null;
            timer.clearReadyTime();

            assertThat(context.iteration(false)).isTrue();

            assertThat(log).containsExactly("timer");
        }

        @Test
        void whenALoopRuns_thenItEndsWithIt() {
            context.timeoutAddMillis(5, () -> log.add("timer"));
            MainLoop running = new MainLoop(context);
            poller.failing = Call.POLL;

            assertThatThrownBy(running::run).isInstanceOf(UncheckedIOException.class);

            assertThat(running.isRunning()).isFalse();
            assertThat(context.isOwner()).isFalse();
        }

        /** It leaves a callback as an exception of that callback. */
        @Test
        void whenACallbackIterates_thenItIsThatCallbacksException() {
            List<Exception> thrown = new ArrayList<>();
            context.setExceptionHandler((source, exception) -> thrown.add(exception));
            Source outer = context.idleAdd(() -> {
                watch("channel").attach(context);
                poller.failing = Call.POLL;
                context.iteration(false);
                return Source.CONTINUE;
            });

            assertThat(context.iteration(false)).isTrue();

            assertThat(thrown).singleElement().isInstanceOf(UncheckedIOException.class);
            assertThat(outer.isDestroyed()).isTrue();
        }
    }

    @Nested
    class GivenAddFails {
        /** The watch is told once, as if its channel were closed, and does not spin. */
        @Test
        void whenAWatchIsAttached_thenItsNextPollTellsNvalOnceAndAWarningIsGiven() {
            poller.failing = Call.ADD;
            NvalNoting kind = new NvalNoting();
            Source source = new Source(kind);
            kind.record = source.addWatch("channel", IOCondition.IN);

            source.attach(context);

            assertThat(context.iteration(true)).isTrue();
            assertThat(log).containsExactly("NVAL");
            assertThat(diagnostics).containsExactly(Diagnostic.WATCH_REFUSED);
            assertThat(context.iteration(false)).isFalse();
            source.destroy();
            assertThat(context.iteration(false)).isFalse();
        }

        /** A visitor's thread adds; nothing is thrown at it, and no lock is left behind. */
        @Test
        void whenAnotherThreadAttaches_thenTheContextIsStillFree() {
            poller.failing = Call.ADD;

            TestThreads.elsewhereDo(() -> watch("channel").attach(context));

            assertThat(context.tryAcquire()).isTrue();
            context.release();
            context.close();
            assertThat(log).containsExactly("notify", "finalize");
        }
    }

    @Nested
    class GivenRemoveFails {
        /** The caller is told, the source has ended all the same. */
        @Test
        void whenAWatchIsDestroyed_thenItHasEndedAndTheContextIsFree() {
            Source source = watch("channel");
            source.attach(context);
            poller.failing = Call.REMOVE;

            assertThatThrownBy(source::destroy).isInstanceOf(UncheckedIOException.class);
            poller.failing = null;

            assertThat(TestThreads.elsewhere(() -> {
                        boolean free = context.tryAcquire();
                        context.release();
                        return free;
                    }))
                    .isTrue();
            assertThat(source.isDestroyed()).isTrue();
            assertThat(log).containsExactly("notify", "finalize");
            assertThat(context.iteration(false)).isFalse();
            context.close();
        }

        /** Every other source ends, and the poller is closed. */
        @Test
        void whenTheContextIsClosed_thenEverySourceEndsAndThePollerIsClosed() {
            watch("channel").attach(context);
            watch("another").attach(context);
            poller.failing = Call.REMOVE;

            assertThatThrownBy(context::close).isInstanceOf(UncheckedIOException.class);

            assertThat(context.isClosed()).isTrue();
            assertThat(context.isOwner()).isFalse();
            assertThat(log).containsExactly("notify", "notify", "finalize", "finalize");
            assertThat(scripted.isClosed()).isTrue();
        }

        /** Two failures at once: the callback's goes to the handler, the poller's out of the iteration. */
        @Test
        void whenACallbackThrowsToo_thenItsExceptionIsReportedAllTheSame() {
            List<Exception> reported = new ArrayList<>();
            context.setExceptionHandler((thrower, thrown) -> reported.add(thrown));
            Exception thrown = new IOException("callback");
            Source source = watch("channel");
            source.setCallback(() -> {
                throw thrown;
            });
            source.attach(context);
            scripted.makeReady("channel", IOCondition.IN);
            poller.failing = Call.REMOVE;

            assertThatThrownBy(() -> context.iteration(false)).isInstanceOf(UncheckedIOException.class);
            poller.failing = null;

            assertThat(reported).containsExactly(thrown);
            assertThat(log).containsExactly("notify", "finalize");
            context.close();
        }

        /** What other threads have posted behind the one that fails is followed all the same. */
        @Test
        void whenItFailsAmongWhatWasPosted_thenTheOthersAreFollowed() {
            Source source = watch("channel");
            source.attach(context);
            context.tryAcquire();
            TestThreads.elsewhereDo(() -> {
                source.destroy();
                context.idleAdd(() -> log.add("idle") && Source.REMOVE);
            });
            poller.failing = Call.REMOVE;

            assertThatThrownBy(() -> context.iteration(false)).isInstanceOf(UncheckedIOException.class);
            poller.failing = null;

            assertThat(context.iteration(false)).isTrue();
            assertThat(log).containsExactly("notify", "finalize", "idle");
            context.release();
            context.close();
        }

        /** So is what the owner himself attaches, who is told of the failure. */
        @Test
        void whenItFailsAmongWhatWasPostedBeforeTheOwnerAttaches_thenHisSourceRunsAllTheSame() {
            Source source = watch("channel");
            source.attach(context);
            context.tryAcquire();
            TestThreads.elsewhereDo(source::destroy);
            poller.failing = Call.REMOVE;

            assertThatThrownBy(() -> context.idleAdd(() -> log.add("idle") && Source.REMOVE))
                    .isInstanceOf(UncheckedIOException.class);
            poller.failing = null;

            assertThat(context.iteration(false)).isTrue();
            assertThat(log).containsExactly("notify", "finalize", "idle");
            context.release();
            context.close();
        }

        /** Both failures are told. */
        @Test
        void whenItFailsForTheOwnerToo_thenThatIsSuppressedInTheFirst() {
            Source posted = watch("channel");
            posted.attach(context);
            Source own = new Source(new Hooked());
            own.addWatch("another", IOCondition.IN);
            own.attach(context);
            context.tryAcquire();
            TestThreads.elsewhereDo(posted::destroy);
            poller.failing = Call.REMOVE;

            assertThatThrownBy(own::destroy)
                    .satisfies(thrown -> assertThat(thrown.getSuppressed())
                            .singleElement()
                            .isInstanceOf(UncheckedIOException.class));

            context.release();
            poller.failing = null;
            context.close();
        }

        /** Closing follows what was posted; that it fails there keeps nobody from his end. */
        @Test
        void whenItFailsAmongWhatWasPostedBeforeTheEnd_thenEverySourceEndsAndThePollerIsClosed() {
            Source source = watch("channel");
            source.attach(context);
            context.tryAcquire();
            watch("another").attach(context);
            TestThreads.elsewhereDo(source::destroy);
            poller.failing = Call.REMOVE;

            assertThatThrownBy(context::close).isInstanceOf(UncheckedIOException.class);

            assertThat(log).containsExactly("notify", "notify", "finalize", "finalize");
            assertThat(scripted.isClosed()).isTrue();
            context.release();
        }
    }

    @Nested
    class GivenModifyFails {
        /** A watch that stayed in the poller would end every poll at once. */
        @Test
        void whenItFailsAmongWhatWasPostedBeforeTheOwnerDestroysAWatch_thenThatIsPolledNoMore() {
            Source posted = new Source(new Hooked());
            PollRecord changed = posted.addWatch("channel", IOCondition.IN);
            posted.attach(context);
            Source own = new Source(new Hooked());
            own.addWatch("another", IOCondition.IN);
            own.attach(context);
            context.tryAcquire();
            TestThreads.elsewhereDo(() -> posted.modifyWatch(changed, IOCondition.OUT));
            poller.failing = Call.MODIFY;

            assertThatThrownBy(own::destroy).isInstanceOf(UncheckedIOException.class);
            poller.failing = null;

            assertThat(scripted.records()).extracting(PollRecord::target).containsExactly("channel");
            context.release();
            context.close();
        }
    }

    /** S109, S111. */
    @Nested
    class GivenWakeupFailsWhileTheLoopSleeps {
        GivenWakeupFailsWhileTheLoopSleeps() {
            context.timeoutAddMillis(5, () -> log.add("timer"));
        }

        private void duringTheSleep(Runnable failing, Runnable next) {
            scripted.duringNextPoll(() -> TestThreads.elsewhereDo(() -> {
                poller.failing = Call.WAKEUP;
                assertThatThrownBy(failing::run).isInstanceOf(UncheckedIOException.class);
                poller.failing = null;
                next.run();
            }));
        }

        /** Who signals after that relies on nobody. */
        @Test
        void whenItIsWokenAgain_thenTheSleepEnds() {
            duringTheSleep(context::wakeup, context::wakeup);

            assertThat(context.iteration(true)).isFalse();

            assertThat(clock.elapsedNanos()).isZero();
            assertThat(context.lifecycle.wakeWord.isSignalled()).isFalse();
        }

        @Test
        void whenATimerIsAttachedThatWakesItForItsMoment_thenTheSleepEnds() {
            duringTheSleep(
                    () -> context.timeoutAddMillis(3, () -> log.add("three")),
                    () -> context.timeoutAddMillis(4, () -> log.add("four")));

            assertThat(context.iteration(true)).isFalse();

            assertThat(clock.elapsedNanos()).isZero();
        }

        @Test
        void whenAReadyTimeIsSetThen_thenTheSleepEnds() {
            Source source = new Source(new Hooked());
            source.attach(context);
            duringTheSleep(
                    () -> source.setReadyTimeNanos(clock.nanos() + 1), () -> source.setReadyTimeNanos(clock.nanos()));

            assertThat(context.iteration(true)).isTrue();

            assertThat(clock.elapsedNanos()).isZero();
        }

        /** A poll function that is to wake who waits in it may fail as well. */
        @Test
        void whenAPollFunctionFailsInItsStead_thenItIsToldAgain() {
            context.setPollFunction(new PollFunction() {
                @Override
                public int poll(PollSet set, int timeoutMillis) {
                    TestThreads.elsewhereDo(() -> {
                        assertThatThrownBy(context::wakeup).hasMessage("told");
                        context.wakeup();
                    });
                    return 0;
                }

                @Override
                public void wakeup() {
                    log.add("told");
                    if (log.size() == 1) {
                        throw new IllegalStateException("told");
                    }
                }
            });

            assertThat(context.iteration(true)).isFalse();

            assertThat(log).containsExactly("told", "told");
        }

        /** The signal is there, and is consumed like any other. */
        @Test
        void whenTheSleepEndsByItself_thenTheLoopSleepsAgain() {
            duringTheSleep(context::wakeup, () -> {});

            assertThat(context.iteration(true)).isTrue();
            assertThat(context.iteration(true)).isTrue();

            assertThat(log).containsExactly("timer", "timer");
            assertThat(scripted.timeouts()).hasSize(2).doesNotContain(0L);
        }
    }

    private final class NvalNoting implements SourceFuncs {
        @Nullable
        PollRecord record;

        @Override
        public boolean dispatch(SourceHandle self, @Nullable Callback callback) {
            log.add(String.valueOf(self.queryWatch(requireNonNull(record))));
            return Source.CONTINUE;
        }
    }
}

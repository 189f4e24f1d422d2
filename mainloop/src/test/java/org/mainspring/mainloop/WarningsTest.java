package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Pipe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollRecord;
import org.mainspring.mainloop.poll.PollSet;

/**
 * What GLib warns of, group by group, and what becomes of it here: a critical, which there makes the call do nothing, is an
 * exception that names the value; a warning is a diagnostic with a code.
 */
@SuppressWarnings({"NullAway", "DataFlowIssue"})
class WarningsTest extends DrivenFixture {
    /** Each as {@code CODE: message}. */
    private final List<String> warned = new ArrayList<>();

    @BeforeEach
    void listenToMessages() {
        context.setDiagnosticHandler((code, message) -> warned.add(code + ": " + message));
    }

    private static void refusesState(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalStateException.class).hasMessage(message);
    }

    private static void refusesArgument(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    private static void refusesNull(ThrowingCallable call, String name) {
        assertThatThrownBy(call).isInstanceOf(NullPointerException.class).hasMessage(name);
    }

    @Nested
    class GivenIds {
        @Test
        void whenTheyAreZero_thenTheyAreRefused() {
            refusesArgument(() -> context.findById(0), "id is 0");
            refusesArgument(() -> context.remove(0), "id is 0");
        }

        @Test
        void whenNobodyHasOne_thenRemovingItIsWarnedOfByItsUnsignedValue() {
            assertThat(context.remove(-1)).isFalse();

            assertThat(warned)
                    .containsExactly("UNKNOWN_ID: source id 4294967295 was not found when attempting to remove it");
        }
    }

    @Nested
    class GivenTheLifeOfASource {
        @Test
        void whenItIsAttachedTwiceOrDestroyed_thenAttachIsRefused() {
            Source attached = context.idleAdd(note("never"));
            refusesState(() -> attached.attach(context), "source was attached before: GIdleSource#1@200");

            Source dead = Sources.idle();
            dead.destroy();
            refusesState(() -> dead.attach(context), "source is destroyed: " + dead);
        }

        @Test
        void whenItIsNotAttached_thenItHasNoTime_andNoIdAndNoContext() {
            Source source = Sources.idle();

            refusesState(source::timeNanos, "source is not attached: GIdleSource#0@200");
            assertThat(source.id()).isZero();
            assertThat(source.context()).isNull();
            assertThat(warned).isEmpty();
        }

        @Test
        void whenItHasADisposeHook_thenAnotherIsRefused() {
            Source source = Sources.idle();
            source.setDisposeHook(self -> {});

            refusesState(() -> source.setDisposeHook(self -> {}), "dispose hook was set before: " + source);
        }

        @Test
        void whenACallbackIsMissing_thenThatIsRefused() {
            refusesNull(() -> Sources.idle().setCallbackIndirect(null), "callback");
            refusesNull(() -> context.idleAdd(null), "callback");
            refusesNull(() -> context.timeoutAddMillis(1, null), "callback");
            refusesNull(() -> context.timeoutAddSeconds(1, null), "callback");
            refusesNull(() -> context.invoke(null), "function");
            assertThat(context.pending()).isFalse();
        }

        @Test
        void whenAnIntervalIsNegative_thenItIsRefused() {
            refusesArgument(() -> Sources.timeoutNanos(-3), "interval < 0: -3");
            refusesArgument(
                    () -> context.timeoutAdd(Duration.ofNanos(-3), note("never")), "interval < 0: PT-0.000000003S");
            refusesArgument(() -> Sources.timeoutSeconds(-3), "interval < 0: -3 s");
        }
    }

    @Nested
    class GivenWatchesAndRecords {
        private final Source dead = new Source((self, callback) -> true);
        private final PollRecord record = new PollRecord("channel", IOCondition.IN);

        @BeforeEach
        void destroyIt() {
            dead.attach(context);
            dead.destroy();
        }

        @Test
        void whenTheirSourceIsDestroyed_thenTheyAreRefused() {
            String message = "source is destroyed: " + dead;

            refusesState(() -> dead.addWatch("channel", IOCondition.IN), message);
            refusesState(() -> dead.addPoll(record), message);
            refusesState(() -> dead.removePoll(record), message);
        }

        @Test
        void whenTheyAreAnothers_thenTheyAreRefused() {
            Source source = new Source((self, callback) -> true);
            String message = "no watch of this source: " + record;

            refusesArgument(() -> source.modifyWatch(record, IOCondition.OUT), message);
            refusesArgument(() -> source.removeWatch(record), message);
            refusesArgument(() -> source.queryWatch(record), message);
        }

        /** There the array must ascend, or the process ends. */
        @Test
        void whenWhatWasSeenIsToldInAnyOrder_thenCheckTakesIt() {
            watch("one", IOCondition.IN, 0);
            watch("two", IOCondition.IN, 0);
            PollSet set = new PollSet();
            context.tryAcquire();
            context.prepare();
            context.query(Integer.MAX_VALUE, set);
            set.ready("two", IOCondition.IN);
            set.ready("unheard of", IOCondition.IN);
            set.ready("one", IOCondition.IN);

            assertThat(context.check(Integer.MAX_VALUE, set)).isTrue();
            context.dispatch();
            context.release();

            assertThat(loop.log()).containsExactly("one IN", "two IN");
        }
    }

    @Nested
    class GivenFamilies {
        private final Source parent = context.idleAdd(note("never"));

        @Test
        void whenAChildWillNotDo_thenItIsRefused() {
            Source attached = context.idleAdd(note("never"));
            refusesState(() -> parent.addChild(attached), "child was attached before: " + attached);

            Source child = Sources.idle();
            parent.addChild(child);
            refusesState(() -> parent.addChild(child), "child has a parent: " + child);

            Source dead = Sources.idle();
            dead.destroy();
            refusesState(() -> parent.addChild(dead), "child is destroyed: " + dead);
            refusesState(() -> dead.addChild(Sources.idle()), "source is destroyed: " + dead);
        }

        @Test
        void whenASourceIsNoChild_thenItCannotBeRemoved() {
            Source other = Sources.idle();

            refusesArgument(() -> parent.removeChild(other), "no child of " + parent + ": " + other);
        }

        @Test
        void whenAChildIsGivenAPriority_thenThatIsRefused() {
            Source child = Sources.idle();
            parent.addChild(child);

            refusesState(() -> child.setPriority(1), "priority is the parent's: " + child);
        }
    }

    @Nested
    class GivenSignalsAndProcesses {
        @Test
        void whenASignalIsNoneOfTheSix_thenItIsRefused() {
            refusesArgument(
                    () -> Sources.signal("KILL"), "signal is none of [HUP, INT, TERM, USR1, USR2, WINCH]: KILL");
        }

        @Test
        void whenAProcessIsThisOneOrNone_thenItIsRefused() {
            ProcessHandle self = ProcessHandle.current();

            refusesArgument(() -> Sources.childWatch(self), "process is this one: " + self.pid());
            refusesNull(() -> Sources.childWatch((ProcessHandle) null), "process");
        }
    }

    @Nested
    class GivenOwners {
        @Test
        void whenNobodyHasAcquired_thenReleaseIsRefused() {
            refusesState(context::release, "released by " + Thread.currentThread() + ", owned by null");
        }

        @Test
        void whenAContextIsOwnedElsewhere_thenPushIsRefused() {
            context.tryAcquire();
            Thread owner = Thread.currentThread();

            TestThreads.elsewhereDo(() -> refusesState(context::pushThreadDefault, "context owned by " + owner));
            context.release();
        }

        @Test
        void whenNothingOrAnotherIsOnTop_thenPopIsRefused() {
            refusesState(context::popThreadDefault, "context is not the last that this thread has pushed");

            context.pushThreadDefault();
            MainContext.getDefault().pushThreadDefault();
            refusesState(context::popThreadDefault, "context is not the last that this thread has pushed");
            MainContext.getDefault().popThreadDefault();
            context.popThreadDefault();
        }
    }

    @Nested
    class GivenCallbacksThatAreMissing {
        @ParameterizedTest
        @CsvSource({
            "idle,    idle source dispatched without callback: call setCallback()",
            "timeout, timeout source dispatched without callback: call setCallback()",
            "watch,   channel watch dispatched without callback: call setCallback()",
            "signal,  signal source dispatched without callback: call setCallback()",
            "child,   child watch dispatched without callback: call setFunction()"
        })
        void whenASourceIsDispatched_thenThatIsWarnedOfByItsKind(String kind, String message) throws IOException {
            Pipe pipe = Pipe.open();
            try (Pipe.SinkChannel sink = pipe.sink();
                    Pipe.SourceChannel other = pipe.source()) {
                assertThat(other.isOpen()).isTrue();
                sink.configureBlocking(false);
                Source source = make(kind, sink);
                source.attach(context);
                source.setReadyTimeNanos(0);

                assertThat(context.iteration(true)).isTrue();

                assertThat(warned).containsExactly("NO_CALLBACK: " + message);
                assertThat(source.isDestroyed()).isTrue();
            }
        }

        private Source make(String kind, Pipe.SinkChannel sink) {
            ManualProcess ended = new ManualProcess();
            ended.end(0);
            return switch (kind) {
                case "idle" -> Sources.idle();
                case "timeout" -> Sources.timeoutNanos(0, clock);
                case "watch" -> Sources.watch(sink, IOCondition.OUT);
                case "signal" -> Sources.signal("WINCH");
                case "child" -> Sources.childWatch(ended);
                default -> throw new AssertionError(kind);
            };
        }
    }

    /** There the process ends, since no wake-up can be made. */
    @Test
    void whenNoPollerCanBeMade_thenTheContextIsNotMade() {
        UncheckedIOException failure = new UncheckedIOException(new IOException("too many open files"));

        assertThatThrownBy(() -> new MainContext(clock, ignored -> {
                    throw failure;
                }))
                .isSameAs(failure);
    }

    /** There it is warned of, again and again. */
    @Test
    void whenAPollFails_thenTheIterationThrows() {
        UncheckedIOException failure = new UncheckedIOException(new IOException("invalid argument"));
        context.timeoutAddMillis(5, note("never"));
        loop.poller().duringNextPoll(() -> {
            throw failure;
        });

        assertThatThrownBy(() -> context.iteration(true)).isSameAs(failure);
        assertThat(warned).isEmpty();
    }
}

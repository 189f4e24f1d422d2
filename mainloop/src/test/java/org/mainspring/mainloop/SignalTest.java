package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mainspring.mainloop.source.Priority;

/** Sources for signals, with the signals of this process. S188-S192. */
@Tag("realtime")
class SignalTest {
    private final MainContext context = new MainContext();

    /** S188-S190, S198, on any JVM. @origin glib/tests/unix.c test_sighup, test_sigterm */
    @ParameterizedTest
    @ValueSource(strings = {"HUP", "INT", "TERM", "USR1", "USR2", "WINCH"})
    void whenTheProcessGetsTheSignal_thenTheCallbackRunsOnceAndTheSignalGoesBackInTheEnd(String name) throws Exception {
        AtomicInteger calls = new AtomicInteger();
        String before = JvmSignalFixture.handlerOf(name);
        Source source = context.signalAdd(name, () -> {
            calls.incrementAndGet();
            return Source.CONTINUE;
        });
        assertThat(source.name()).isEqualTo("GUnixSignalSource: SIG" + name);
        assertThat(source.priority()).isEqualTo(Priority.DEFAULT);
        boolean ignored = before.equals("SIG_IGN"); // by nohup, or by a shell that has put the tests in the background
        assertThat(JvmSignalFixture.handlerOf(name).equals(before)).isEqualTo(ignored);

        for (int sent = 1; sent <= 2 && !ignored; sent++) {
            JvmSignalFixture.raise(name);
            while (calls.get() < sent) {
                context.iteration(true);
            }
        }

        assertThat(context.iteration(false)).isFalse();
        assertThat(calls).hasValue(ignored ? 0 : 2);
        source.destroy();
        assertThat(JvmSignalFixture.handlerOf(name)).isEqualTo(before);
        context.close();
    }

    /** S190: the signal comes on a thread of the JVM's, and the sleep of another ends. */
    @Test
    void givenALoopThatSleeps_whenTheSignalComes_thenItWakes() throws Exception {
        MainLoop loop = new MainLoop(context);
        context.signalAdd("WINCH", () -> {
            loop.quit();
            return Source.REMOVE;
        });
        TestThreads threads = new TestThreads();
        Thread runner = threads.start(loop::run);
        TestThreads.awaitBlocked(runner);

        JvmSignalFixture.raise("WINCH");

        threads.join();
        context.close();
    }

    /** S192. */
    @Test
    void whenTheSignalComesBeforeTheSourceIsAttached_thenItRunsAfter() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        Source source = Sources.signal("USR1");
        source.setCallback(() -> {
            calls.incrementAndGet();
            return Source.REMOVE;
        });
        JvmSignalFixture.raise("USR1");
        source.attach(context);

        while (calls.get() == 0) {
            context.iteration(true);
        }

        assertThat(source.isDestroyed()).isTrue();
        context.close();
    }

    /** Whoever has taken the signal while a source had it, keeps it. */
    @Test
    void givenAnotherWhoTookTheSignal_whenTheSourceEnds_thenTheOtherKeepsIt() throws Exception {
        String before = JvmSignalFixture.handlerOf("WINCH");
        Source source = Sources.signal("WINCH");
        JvmSignalFixture.ignore("WINCH");

        source.destroy();

        assertThat(before).isEqualTo("SIG_DFL");
        assertThat(JvmSignalFixture.handlerOf("WINCH")).isEqualTo("SIG_IGN");
        JvmSignalFixture.handleByDefault("WINCH");
    }

    /** The source that could not be attached has let go of the signal; no notify of its callback has run. */
    @Test
    void givenAClosedContext_whenASignalIsAdded_thenItIsRefusedAndTheSignalStaysWhereItWas() throws Exception {
        String before = JvmSignalFixture.handlerOf("USR1");
        AtomicInteger notified = new AtomicInteger();
        context.close();

        assertThatThrownBy(() -> context.signalAdd(0, "USR1", data -> true, "data", data -> notified.incrementAndGet()))
                .isInstanceOf(IllegalStateException.class);

        assertThat(notified).hasValue(0);
        assertThat(JvmSignalFixture.handlerOf("USR1")).isEqualTo(before);
    }

    /** S188, S189: what a JVM does not let one handle is refused; what the process ignores, stays ignored; what it halts threads by, comes often. */
    @ParameterizedTest
    @CsvSource({
        "hangup, 0, -Xint",
        "hangup, 3, -Xrs",
        "hangup, 4, --limit-modules=java.base",
        "ignored-hangup, 0, -Xint",
        "sampled, 6, -XX:StartFlightRecording=settings=profile"
    })
    void givenAJvmWithOptions_whenASourceForASignalIsMade_thenItEndsAs(String program, int exitValue, String option)
            throws Exception {
        Process process = ChildProgram.start(program, option);

        assertThat(process.waitFor()).isEqualTo(exitValue);
    }
}

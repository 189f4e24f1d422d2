package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.kind.ChildWatch;
import org.mainspring.mainloop.source.ChildCallback;
import org.mainspring.mainloop.source.Diagnostic;
import org.mainspring.mainloop.source.Priority;
import org.mainspring.mainloop.time.Nanos;

/** Child watches. S193, S194. */
class ChildWatchTest extends DrivenFixture {
    private final ManualProcess process = new ManualProcess();

    private ChildCallback noting() {
        return (ended, exitValue) -> loop.note("ended " + exitValue);
    }

    /** S12, S198. */
    @Test
    void whenItIsMade_thenItHasItsPriorityAndItsName() {
        Source watch = Sources.childWatch(process);

        assertThat(watch.priority()).isEqualTo(Priority.DEFAULT);
        assertThat(watch.name()).isEqualTo("GChildWatchSource");
        assertThat(watch.readyTimeNanos()).isEqualTo(Nanos.NEVER);
    }

    @Nested
    class GivenAProcessThatRuns {
        /** S193. */
        @Test
        void thenNothingIsReadyAndTheLoopSleeps() {
            context.childWatchAdd(process, noting());

            assertThat(sleeps()).isTrue();
            assertThat(loop.log()).isEmpty();
        }

        /** S193: one shot. */
        @Test
        void whenItEnds_thenTheCallbackRunsOnceAndTheSourceEnds() {
            Source watch = context.childWatchAdd(process, noting());

            process.end(7);
            assertThat(loop.log()).isEmpty();
            assertThat(context.iteration(false)).isTrue();

            assertThat(loop.log()).containsExactly("ended 7");
            assertThat(watch.isDestroyed()).isTrue();
            assertThat(context.iteration(false)).isFalse();
        }

        /** S193: just before the callback, not when the process ends. */
        @Test
        void whenSomethingMoreUrgentRuns_thenTheExitValueIsNotAskedFor() {
            context.childWatchAdd(process, noting());
            idle(-1, once("urgent"));
            process.end(7);

            context.iteration(false);
            assertThat(process.timesAsked).isZero();
            context.iteration(false);

            assertThat(process.timesAsked).isEqualTo(1);
            assertThat(loop.log()).containsExactly("urgent", "ended 7");
        }

        /** S193: a false alarm keeps the source. */
        @Test
        void whenTheSourceIsMadeReadyByAnother_thenItGoesOnWaiting() {
            Source watch = context.childWatchAdd(process, noting());
            watch.setReadyTimeNanos(0);

            assertThat(context.iteration(false)).isTrue();

            assertThat(watch.isDestroyed()).isFalse();
            assertThat(sleeps()).isTrue();
            process.end(1);
            context.iteration(false);
            assertThat(loop.log()).containsExactly("ended 1");
        }

        /** S194: the process is nobody's business any more; its exit value is there for whoever asks. */
        @Test
        void whenTheWatchIsDestroyedBefore_thenTheExitValueIsLeftToOthers() {
            Source watch = context.childWatchAdd(process, noting());
            watch.destroy();

            process.end(3);

            assertThat(sleeps()).isTrue();
            assertThat(process.timesAsked).isZero();
            assertThat(process.exitValue()).isEqualTo(3);
            assertThat(watch.readyTimeNanos()).isEqualTo(Nanos.NEVER);
        }

        /** S193: data and notify, as g_child_watch_add_full has them. */
        @Test
        void whenItHasDataAndANotify_thenTheNotifyRunsAfterTheCallback() {
            context.childWatchAdd(
                    5,
                    process,
                    (ended, exitValue, data) -> loop.note(data + " " + exitValue),
                    "data",
                    data -> loop.note("notify " + data));
            process.end(0);

            context.iteration(false);

            assertThat(loop.log()).containsExactly("data 0", "notify data");
        }

        /** S193. */
        @Test
        void whenTwoWatchIt_thenBothRun() {
            context.childWatchAdd(process, noting());
            context.childWatchAdd(process, noting());
            process.end(2);

            context.iteration(false);

            assertThat(loop.log()).containsExactly("ended 2", "ended 2");
        }

        @Test
        void whenTheCallbackThrows_thenTheSourceEnds() {
            Source watch = context.childWatchAdd(process, (ended, exitValue) -> {
                throw new java.io.IOException("no");
            });
            process.end(0);

            context.iteration(false);

            assertThat(takeExceptions()).hasSize(1);
            assertThat(watch.isDestroyed()).isTrue();
        }
    }

    @Nested
    class GivenAProcessThatHasEnded {
        /** S193. */
        @Test
        void thenTheWatchIsReadyAtOnce() {
            process.end(9);
            context.childWatchAdd(process, noting());

            context.iteration(false);

            assertThat(loop.log()).containsExactly("ended 9");
        }

        /** S76, S193. */
        @Test
        void whenTheWatchHasNoCallback_thenItWarnsAndIsRemoved() {
            process.end(0);
            Source watch = Sources.childWatch(process);
            watch.attach(context);

            assertThat(context.iteration(false)).isTrue();

            assertThat(takeDiagnostics()).containsExactly(Diagnostic.NO_CALLBACK);
            assertThat(watch.isDestroyed()).isTrue();
        }
    }

    /** S193: a pid that is none. */
    @Test
    void whenTheProcessIsThisOne_thenItIsRefused() {
        ProcessHandle self = ProcessHandle.current();

        assertThatThrownBy(() -> Sources.childWatch(self))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("process is this one: " + self.pid());
    }

    @Test
    void whenTheCallbackIsOfAnotherType_thenItIsRefused() {
        assertThatThrownBy(() -> Sources.childWatch(process).setCallback(() -> true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("callback is no ChildFunc: ");
    }

    /** Facts of C: an exit code stands in the second byte of a wait status. */
    @Test
    void whenTheExitValueIsWantedAsAWaitStatus_thenItIsThatOfAnExit() {
        assertThat(ChildWatch.waitStatus(0)).isZero();
        assertThat(ChildWatch.waitStatus(1)).isEqualTo(0x100);
        assertThat(ChildWatch.waitStatus(255)).isEqualTo(0xff00);
        assertThat(ChildWatch.waitStatus(-1)).isEqualTo(-1);
    }

    /** With processes of the system's, and a context on its clock. */
    @Nested
    @Tag("realtime")
    class GivenARealChild {
        private final MainContext real = new MainContext();
        private final List<String> told = new ArrayList<>();
        private final List<Diagnostic> warned = new ArrayList<>();

        /** S193. @origin glib/tests/unix.c test_child_wait */
        @Test
        void whenItEnds_thenItsExitValueIsTold() throws Exception {
            Process child = ChildProgram.start("exit-with-byte");
            real.childWatchAdd(child, (ended, exitValue) -> told.add(ended.pid() + " " + exitValue));
            child.getOutputStream().write(42);
            child.getOutputStream().close();

            while (told.isEmpty()) {
                real.iteration(true);
            }

            assertThat(told).containsExactly(child.pid() + " 42");
            real.close();
        }

        /** A process that a signal ended: 128 and the signal's number, as Java and shells say it. */
        @Test
        void whenItIsKilled_thenItsExitValueSaysBySomeSignal() throws Exception {
            Process child = ChildProgram.start("exit-with-byte");
            real.childWatchAdd(child, (ended, exitValue) -> told.add("ended " + exitValue));

            child.destroyForcibly();
            while (told.isEmpty()) {
                real.iteration(true);
            }

            assertThat(told).containsExactly("ended 137");
            real.close();
        }

        /** S193: what is only known by its pid has no exit value, as a process that is no child has none in C. */
        @Test
        void whenItIsWatchedByItsHandle_thenItsEndIsToldWithoutExitValue() throws Exception {
            real.setDiagnosticHandler((code, message) -> warned.add(code));
            Process child = ChildProgram.start("exit-with-byte");
            ProcessHandle handle = ProcessHandle.of(child.pid()).orElseThrow();
            real.childWatchAdd(handle, (ended, exitValue) -> told.add(ended.pid() + " " + exitValue));
            child.getOutputStream().write(42);
            child.getOutputStream().close();

            while (told.isEmpty()) {
                real.iteration(true);
            }

            assertThat(told).containsExactly(child.pid() + " -1");
            assertThat(warned).containsExactly(Diagnostic.NO_EXIT_VALUE);
            real.close();
        }

        /** S194. @origin glib/tests/unix.c test_child_wait: the watch removed */
        @Test
        void whenTheWatchIsDestroyedBefore_thenTheChildCanBeWaitedFor() throws Exception {
            Process child = ChildProgram.start("exit-with-byte");
            real.childWatchAdd(child, (ended, exitValue) -> told.add("ended " + exitValue))
                    .destroy();
            child.getOutputStream().write(5);
            child.getOutputStream().close();

            assertThat(child.waitFor()).isEqualTo(5);
            assertThat(real.iteration(false)).isFalse();
            assertThat(told).isEmpty();
            real.close();
        }
    }
}

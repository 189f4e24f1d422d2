package org.mainspring.task.qio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mainspring.mainloop.glib.GLib.*;
import static org.mainspring.task.qio.Qio.*;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.source.DestroyNotify;
import org.mainspring.mainloop.source.Priority;
import org.mainspring.mainloop.testing.LoopDriver;
import org.mainspring.mainloop.time.SystemClock;
import org.mainspring.task.ErrorSink;
import org.mainspring.task.IOTask;
import org.mainspring.task.QError;
import org.mainspring.task.TaskWorkers;

/** The two ways of QEMU's header to use a task, as {@code docs/porting-from-qemu-task.md} shows them. */
class PortedExamplesTest {
    private static final Path PAGE = Path.of("..", "docs", "porting-from-qemu-task.md");
    private static final Path HERE =
            Path.of("src", "test", "java", "org", "mainspring", "task", "qio", "PortedExamplesTest.java");

    private final LoopDriver loop = LoopDriver.virtual();

    @AfterEach
    void close() {
        TaskWorkers.setExecutor(null);
        loop.close();
    }

    /** What the operations of the first example are about. */
    private static final class Disk {
        int dirty;
        boolean broken;
        final List<Source> writing = new ArrayList<>();

        Disk(int dirty) {
            this.dirty = dirty;
        }

        boolean write_back() {
            writing.add(Source.current());
            dirty--;
            return !broken;
        }
    }

    // example: polled
    void disk_flush(Disk disk, QIOTaskFunc2015<Disk, String> func, String opaque, DestroyNotify<String> notify) {
        QIOTask<Disk> task = qio_task_new(disk, func, opaque, notify);

        g_timeout_add_full(G_PRIORITY_DEFAULT, 1000, this::disk_flush_step, task, Qio::qio_task_free);
    }

    boolean disk_flush_step(QIOTask<Disk> task) {
        Disk disk = qio_task_get_source(task);

        if (!disk.write_back()) {
            qio_task_abort(task, QError.of("write error"));
            return G_SOURCE_REMOVE;
        }
        if (disk.dirty == 0) {
            qio_task_complete(task);
            return G_SOURCE_REMOVE;
        }
        return G_SOURCE_CONTINUE;
    }

    // end

    // example: polled-new
    IOTask<Disk, Void> flush(Disk disk, IOTask.Callback<Disk, Void> done) {
        IOTask<Disk, Void> task = IOTask.of(disk, done);
        loop.context().timeoutAddMillis(Priority.DEFAULT, 1000, this::step, task, IOTask::free);
        return task;
    }

    boolean step(IOTask<Disk, Void> task) {
        if (!task.source().write_back()) {
            task.abort(new IOException("write error"));
            return Source.REMOVE;
        }
        if (task.source().dirty > 0) {
            return Source.CONTINUE;
        }
        task.complete();
        return Source.REMOVE;
    }

    // end

    // example: threaded
    int listener_bind_worker(QIOTask<List<String>> task, ErrorSink errp, String address) {
        List<String> listener = qio_task_get_source(task);

        if (address.isEmpty()) {
            error_setg(errp, "no address");
            return -1;
        }
        listener.add(address);
        return 0;
    }

    void listener_bind(
            List<String> listener,
            String address,
            QIOTaskFunc2015<List<String>, String> func,
            String opaque,
            DestroyNotify<String> notify) {
        QIOTask<List<String>> task = qio_task_new(listener, func, opaque, notify);

        qio_task_run_in_thread(task, this::listener_bind_worker, address, null);
    }

    // end

    // example: threaded-new
    void bind(List<String> listener, String address, IOTask.Callback<List<String>, String> done) {
        IOTask<List<String>, String> task = IOTask.of(listener, done);
        task.runInThread(t -> t.setResult(bound(t.source(), address)), loop.context());
    }

    String bound(List<String> listener, String address) throws IOException {
        if (address.isEmpty()) {
            throw new IOException("no address");
        }
        listener.add(address);
        return address;
    }

    // end

    private void done(Object source, @Nullable QError err, String opaque) {
        loop.note(opaque + " " + err);
    }

    private void destroyed(String opaque) {
        loop.note("destroy " + opaque);
    }

    private void told(IOTask<?, ?> task) {
        Throwable error = task.propagateError();
        loop.note("done " + (error == null ? task.result() : error.getMessage()));
    }

    /** The context of the process belongs to nobody here, so whoever iterates it owns it meanwhile: this thread. */
    private void iterateUntil(BooleanSupplier over) {
        while (!over.getAsBoolean()) {
            MainContext.getDefault().iteration(true);
        }
    }

    /** The second is a real one: the clock of the context of the process is the system's. */
    @Nested
    @Tag("realtime")
    class GivenTheOneThatPolls {
        private final Disk disk = new Disk(2);
        private final Disk broken = new Disk(2);

        GivenTheOneThatPolls() {
            broken.broken = true;
        }

        private void flush(Disk flushed, String name) {
            disk_flush(flushed, PortedExamplesTest.this::done, name, PortedExamplesTest.this::destroyed);
        }

        @Test
        void whenTheLoopOfTheProcessRuns_thenOneIsAbortedAndTheOtherGoesOnUntilItIsCompleted() {
            long startNanos = SystemClock.INSTANCE.nanos();

            flush(disk, "flush");
            flush(broken, "broken");
            iterateUntil(() -> disk.dirty == 0);

            assertThat(SystemClock.INSTANCE.nanos() - startNanos).isGreaterThanOrEqualTo(2_000_000_000L);
            assertThat(loop.log())
                    .containsExactly("broken write error", "destroy broken", "flush null", "destroy flush");
            assertThat(disk.writing)
                    .hasSize(2)
                    .allSatisfy(source -> assertThat(source.context()).isSameAs(MainContext.getDefault()));
            assertThat(broken.writing).hasSize(1);
        }

        @Test
        void whenItsSourceGoesBefore_thenItIsFreed() {
            flush(disk, "flush");
            iterateUntil(() -> disk.dirty == 1);

            disk.writing.get(0).destroy();

            assertThat(loop.log()).containsExactly("destroy flush");
        }
    }

    @Nested
    class GivenTheOneThatPollsWrittenAnew {
        private final Disk disk = new Disk(3);

        @Test
        void whenItGoesOnForThreeSeconds_thenItIsCompletedThen() {
            flush(disk, PortedExamplesTest.this::told);

            loop.advanceMillis(2_999);
            assertThat(loop.log()).isEmpty();
            loop.advanceMillis(1);

            assertThat(loop.log()).containsExactly("done null");
        }

        @Test
        void whenItFails_thenItIsAborted() {
            disk.broken = true;
            flush(disk, PortedExamplesTest.this::told);

            loop.advanceMillis(1_000);

            assertThat(loop.log()).containsExactly("done write error");
        }

        @Test
        void whenTheLoopEndsBefore_thenItIsFreed() {
            IOTask<Disk, Void> task = flush(disk, PortedExamplesTest.this::told);

            loop.close();

            assertThat(loop.log()).isEmpty();
            assertThatThrownBy(task::source).isInstanceOf(IllegalStateException.class);
        }
    }

    @Nested
    class GivenTheOneWithAWorker {
        private final List<String> listener = new ArrayList<>();
        private int done;

        private void count(Object source, @Nullable QError err, String opaque) {
            PortedExamplesTest.this.done(source, err, opaque);
            done++;
        }

        private void iterateUntilDone() {
            iterateUntil(() -> done > 0);
        }

        @Test
        void whenTheWorkerReturns0_thenItIsCompleted() {
            listener_bind(listener, "::1", this::count, "bind", PortedExamplesTest.this::destroyed);
            iterateUntilDone();

            assertThat(loop.log()).containsExactly("bind null", "destroy bind");
            assertThat(listener).containsExactly("::1");
        }

        @Test
        void whenTheWorkerFails_thenTheCallbackGetsTheError() {
            listener_bind(listener, "", this::count, "bind", PortedExamplesTest.this::destroyed);
            iterateUntilDone();

            assertThat(loop.log()).containsExactly("bind no address", "destroy bind");
        }

        @Test
        void whenWrittenAnew_thenItIsTheSame() {
            TaskWorkers.setExecutor(Runnable::run);
            bind(listener, "::1", PortedExamplesTest.this::told);
            bind(listener, "", PortedExamplesTest.this::told);
            loop.advanceMillis(1);

            assertThat(loop.log()).containsExactly("done ::1", "done no address");
        }
    }

    @Nested
    class GivenThePage {
        private static final Pattern BLOCK =
                Pattern.compile("<!-- example: ([\\w-]+) -->\\n```java\\n(.*?)```", Pattern.DOTALL);

        private static final Pattern REGION = Pattern.compile(
                "(?m)^    // example: ([\\w-]+)\\n(.*?)^    // end$", Pattern.DOTALL | Pattern.MULTILINE);

        private Map<String, String> find(Path file, Pattern pattern) throws IOException {
            Map<String, String> found = new LinkedHashMap<>();
            Matcher matcher = pattern.matcher(Files.readString(file));
            while (matcher.find()) {
                String text = matcher.group(2).stripTrailing().stripIndent();
                assertThat(found.put(matcher.group(1), text))
                        .as(matcher.group(1))
                        .isNull();
            }
            return found;
        }

        @Test
        void whenRead_thenItShowsTheseExamples() throws IOException {
            Map<String, String> shown = find(PAGE, BLOCK);

            assertThat(shown).hasSize(4).isEqualTo(find(HERE, REGION));
        }
    }
}

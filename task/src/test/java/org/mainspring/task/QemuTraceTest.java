package org.mainspring.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.source.Priority;

/**
 * The trace of tasks against that of the real QEMU, in the same operation: a client connects to a socket where nobody
 * listens, tries again, is let in, dropped, and comes back. QEMU does so with its socket chardev, and here a port of that
 * does. Both talk to a server on our loop. Without QEMU this is reported as skipped.
 */
@Tag("realtime")
class QemuTraceTest {
    private static final String QEMU = "qemu-system-x86_64";
    private static final Pattern EVENT = Pattern.compile("qio_task_(\\w+) .*?task=(0x[0-9a-f]+)");
    private static final Pattern VERSION = Pattern.compile("version (\\d+)\\.(\\d+)");

    private final MainContext context = new MainContext();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private int accepted;
    private int failed;

    @TempDir
    private Path directory;

    @AfterEach
    void close() throws Exception {
        TaskTracing.setTracer(null);
        context.close();
        for (AutoCloseable open : opened) {
            open.close();
        }
    }

    private void iterateUntil(BooleanSupplier done) {
        while (!done.getAsBoolean()) {
            assertThat(Thread.currentThread().isInterrupted()).as("timed out").isFalse();
            context.iteration(true);
        }
    }

    /** Drops the first one that comes, and keeps the others. */
    private void listen(Path path) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        opened.add(server);
        server.bind(UnixDomainSocketAddress.of(path));
        server.configureBlocking(false);
        context.watchAdd(server, IOCondition.IN, (channel, condition) -> {
            SocketChannel client = channel.accept();
            accepted++;
            if (accepted == 1) {
                client.close();
            } else {
                opened.add(client);
            }
            return Source.CONTINUE;
        });
    }

    /** The operation, from outside: one attempt in vain at least, then two that arrive. Gives how many were in vain. */
    private int run(TraceLog log, Path path) throws IOException {
        iterateUntil(() -> log.whole() >= 1);
        int inVain = log.tasks().size();
        listen(path);
        iterateUntil(() -> accepted == 2
                && log.whole() >= inVain + 2
                && log.whole() == log.tasks().size());
        return inVain;
    }

    // ---- QEMU

    private static boolean isThere() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, QEMU)));
    }

    private static String reconnectOption() throws IOException {
        Process asking = new ProcessBuilder(QEMU, "--version").start();
        try (BufferedReader answer = asking.inputReader()) {
            Matcher version = VERSION.matcher(String.valueOf(answer.readLine()));
            assertThat(version.find()).isTrue();
            int number = 100 * Integer.parseInt(version.group(1)) + Integer.parseInt(version.group(2));
            return number < 902 ? "reconnect=1" : "reconnect-ms=1000";
        }
    }

    private Process startQemu(Path path, TraceLog log, List<String> output) throws IOException {
        Process qemu = new ProcessBuilder(
                        QEMU,
                        "-M",
                        "none",
                        "-nodefaults",
                        "-display",
                        "none",
                        "-trace",
                        "qio_task_*",
                        "-chardev",
                        "socket,id=c,path=" + path + "," + reconnectOption(),
                        "-mon",
                        "chardev=c,mode=control")
                .redirectErrorStream(true)
                .start();
        Thread reader = new Thread(() -> {
            try {
                qemu.inputReader().lines().forEach(line -> {
                    output.add(line);
                    record(line, log);
                    context.wakeup();
                });
            } catch (UncheckedIOException closed) {
                output.add("QEMU was ended: " + closed.getMessage());
            }
        });
        reader.setDaemon(true);
        reader.start();
        return qemu;
    }

    private static void record(String line, TraceLog log) {
        Matcher event = EVENT.matcher(line);
        if (event.find()) {
            log.add(event.group(2), event.group(1));
        }
    }

    // ---- the port

    /** Connects in a thread, watches for the end of the stream, and tries again a while later when there is none. */
    private final class Client {
        private final UnixDomainSocketAddress address;

        Client(Path path) {
            address = UnixDomainSocketAddress.of(path);
        }

        void connect() {
            IOTask<Client, SocketChannel> task = IOTask.of(this, this::connected);
            task.runInThread(t -> t.setResult(open()), context);
        }

        private SocketChannel open() throws IOException {
            SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            try {
                channel.connect(address);
                return channel;
            } catch (IOException refused) {
                channel.close();
                throw refused;
            }
        }

        private void connected(IOTask<Client, SocketChannel> task) throws IOException {
            if (task.propagateError() != null) {
                failed++;
                context.timeoutAddMillis(Priority.DEFAULT, 100, ignored -> again(), null, null);
                return;
            }
            SocketChannel channel = task.result();
            opened.add(channel);
            channel.configureBlocking(false);
            context.watchAdd(channel, IOCondition.IN, (open, condition) -> {
                if (open.read(ByteBuffer.allocate(16)) >= 0) {
                    return Source.CONTINUE;
                }
                open.close();
                return again();
            });
        }

        private boolean again() {
            connect();
            return Source.REMOVE;
        }
    }

    /** Each attempt that fails is an error to the callback; there are as many as were in vain, and two more tasks. */
    private TraceLog runPort() throws IOException {
        TraceLog log = new TraceLog();
        failed = 0;
        TaskTracing.setTracer(new PerTask(log));
        Path path = directory.resolve("port");

        new Client(path).connect();
        int inVain = run(log, path);

        assertThat(log.tasks()).as("tasks").hasSizeGreaterThanOrEqualTo(inVain + 2);
        assertThat(failed).as("attempts that failed").isEqualTo(log.tasks().size() - accepted);
        TaskTracing.setTracer(null);
        return log;
    }

    private record PerTask(TraceLog log) implements TaskTracer {
        private LoggingTracer about(TaskHandle<?, ?> task) {
            return new LoggingTracer(event -> log.add(task, event));
        }

        @Override
        public void created(TaskHandle<?, ?> task, @Nullable Object source, Object callback, @Nullable Object data) {
            about(task).created(task, source, callback, data);
        }

        @Override
        public void completed(TaskHandle<?, ?> task) {
            about(task).completed(task);
        }

        @Override
        public void aborted(TaskHandle<?, ?> task) {
            about(task).aborted(task);
        }

        @Override
        public void threadStart(TaskHandle<?, ?> task, Object worker, @Nullable Object data) {
            about(task).threadStart(task, worker, data);
        }

        @Override
        public void threadRun(TaskHandle<?, ?> task) {
            about(task).threadRun(task);
        }

        @Override
        public void threadExit(TaskHandle<?, ?> task) {
            about(task).threadExit(task);
        }

        @Override
        public void threadSourceAttach(TaskHandle<?, ?> task, MainContext target) {
            about(task).threadSourceAttach(task, target);
        }

        @Override
        public void threadSourceCancel(TaskHandle<?, ?> task, MainContext target) {
            about(task).threadSourceCancel(task, target);
        }

        @Override
        public void threadResult(TaskHandle<?, ?> task) {
            about(task).threadResult(task);
        }
    }

    @Nested
    class GivenTheSameOperation {
        @Test
        void whenBothHaveReconnected_thenTheirTracesAgree() throws Exception {
            assumeTrue(isThere(), "no " + QEMU + " here: not run");
            TraceLog theirs = new TraceLog();
            List<String> output = Collections.synchronizedList(new ArrayList<>());
            Path path = directory.resolve("qemu");
            Process qemu = startQemu(path, theirs, output);
            int inVain;
            try {
                inVain = run(theirs, path);
            } finally {
                qemu.destroy();
                qemu.waitFor();
            }
            accepted = 0;

            TraceLog ours = runPort();

            System.out.println("QemuTraceTest: tasks of QEMU " + theirs.tasks());
            theirs.check();
            ours.check();
            assertThat(ours.lives()).isEqualTo(theirs.lives());
            // QEMU's trace does not say which have failed, and it may try once more before we listen.
            assertThat(theirs.tasks()).as("tasks of QEMU").hasSizeGreaterThanOrEqualTo(inVain + 2);
        }
    }

    @Nested
    class GivenOurPortAlone {
        @Test
        void whenItHasReconnected_thenItsTraceIsInOrder() throws IOException {
            TraceLog log = runPort();

            log.check();
            assertThat(log.tasks()).hasSizeGreaterThanOrEqualTo(3);
        }
    }

    @Nested
    class GivenATrace {
        private final TraceLog log = new TraceLog();

        private void add(String... events) {
            for (String event : events) {
                record("qio_task_" + event + " Task task=0x1f more=2", log);
            }
        }

        @Test
        void whenTheCompletionIsSaidToBeSentLate_thenItIsInOrderAllTheSame() {
            add("new", "thread_start", "thread_run", "thread_exit");
            add("thread_result", "complete", "thread_source_attach");

            log.check();
            assertThat(log.whole()).isEqualTo(1);
        }

        @Test
        void whenItIsSaidToBeSentBeforeTheWorkerHasReturned_thenThatIsFound() {
            add("new", "thread_start", "thread_run", "thread_source_attach");
            add("thread_exit", "thread_result", "complete");

            assertThatThrownBy(log::check).isInstanceOf(AssertionError.class);
        }

        @Test
        void whenSomethingIsMissing_thenThatIsFound() {
            add("new", "thread_start", "thread_run", "thread_exit", "thread_result", "complete");

            assertThatThrownBy(log::check).isInstanceOf(AssertionError.class);
        }

        @Test
        void whenANumberComesAgain_thenItIsAnotherTask() {
            add("new", "thread_start");
            add("new");

            assertThat(log.tasks()).containsExactly(List.of("new", "thread_start"), List.of("new"));
        }
    }
}

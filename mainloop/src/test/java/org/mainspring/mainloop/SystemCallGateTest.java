package org.mainspring.mainloop;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.channels.Pipe;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.nio.NioPoller;
import org.mainspring.mainloop.source.Priority;
import org.mainspring.mainloop.time.SystemClock;

/**
 * A gate: an iteration that has something to dispatch, or may not wait, and has no channel to watch makes no system
 * call. Its calls of the poller are counted everywhere; what the kernel sees, where there is strace.
 */
class SystemCallGateTest {
    private static final int ITERATIONS = 100_000;

    @Nested
    class WhatIsAskedOfThePoller {
        @Test
        void givenAnIdleAndTimersAndNoChannel_thenNothingIs() {
            CountingPoller poller = new CountingPoller(new NioPoller(SystemClock.INSTANCE));
            MainContext context = new MainContext(SystemClock.INSTANCE, ignored -> poller);
            AtomicInteger calls = new AtomicInteger();
            context.idleAdd(() -> calls.incrementAndGet() > 0);
            context.timeoutAdd(Duration.ofDays(1), () -> Source.CONTINUE);
            context.timeoutAdd(Duration.ofMillis(1), () -> Source.CONTINUE);

            for (int i = 0; i < ITERATIONS; i++) {
                context.iteration(true);
            }

            assertThat(calls.get()).isGreaterThan(ITERATIONS / 2);
            assertThat(poller.polls).hasValue(0);
            assertThat(poller.wakeups).hasValue(0);
            context.close();
        }

        /** Nothing is found, so the poll is not left out because of what was. */
        @Test
        void givenATimerThatIsNotDueAndNoChannel_whenTheIterationMayNotWait_thenNothingIs() {
            CountingPoller poller = new CountingPoller(new NioPoller(SystemClock.INSTANCE));
            MainContext context = new MainContext(SystemClock.INSTANCE, ignored -> poller);
            context.timeoutAdd(Duration.ofDays(1), () -> Source.CONTINUE);

            boolean dispatched = false;
            for (int i = 0; i < ITERATIONS; i++) {
                dispatched |= context.iteration(false);
            }

            assertThat(dispatched).isFalse();
            assertThat(poller.polls).hasValue(0);
            assertThat(poller.wakeups).hasValue(0);
            context.close();
        }

        /** There is something to poll, but nothing that could come before what is ready already. */
        @Test
        void givenAnIdleAndAChannelOfLessUrgentPriority_thenNothingIs() throws IOException {
            CountingPoller poller = new CountingPoller(new NioPoller(SystemClock.INSTANCE));
            MainContext context = new MainContext(SystemClock.INSTANCE, ignored -> poller);
            AtomicInteger calls = new AtomicInteger();
            Pipe pipe = StressRun.newPipe();
            context.watchAdd(Priority.LOW, pipe.source(), IOCondition.IN, (channel, seen, data) -> true, null, null);
            context.idleAdd(() -> calls.incrementAndGet() > 0);

            for (int i = 0; i < ITERATIONS; i++) {
                context.iteration(true);
            }

            assertThat(calls).hasValue(ITERATIONS);
            assertThat(poller.polls).hasValue(0);
            assertThat(poller.wakeups).hasValue(0);
            context.close();
            pipe.source().close();
            pipe.sink().close();
        }
    }

    @Nested
    @Timeout(120)
    class WhatTheKernelSees {
        /**
         * The JVM may stop the thread, which is a call or two of futex. It loads no class any more, and was seen to do nothing
         * else on that thread. Of a loop's own there would be 7, were it one call in 20 000 iterations.
         */
        private static final int MOST_BY_THE_JVM = 3;

        private static final int SELDOM = 20_000;
        private static final int OFTEN = 10;

        @TempDir
        Path directory;

        @Test
        void givenAnIdleAndTimersAndNoChannel_thenTheLoopMakesNoSystemCall() throws Exception {
            List<Integer> windows = countWindows();

            assertThat(windows).hasSize(IdleProgram.WINDOWS);
            assertThat(sum(windows))
                    .as("calls in windows of %d iterations: %s", IdleProgram.ITERATIONS, windows)
                    .isLessThanOrEqualTo(MOST_BY_THE_JVM);
        }

        @Test
        void givenALoopThatMakesOneInTenIterations_thenAllAreCounted() throws Exception {
            List<Integer> windows = countWindows(Integer.toString(OFTEN));

            assertThat(windows).hasSize(IdleProgram.WINDOWS).allMatch(count -> count >= IdleProgram.ITERATIONS / OFTEN);
        }

        /** One window of five without a call, which was asked for once, says nothing of such a loop. */
        @Test
        void givenALoopThatSeldomMakesOne_thenItIsMoreThanTheJvmMay() throws Exception {
            List<Integer> windows = countWindows(Integer.toString(SELDOM));

            assertThat(windows).hasSize(IdleProgram.WINDOWS);
            assertThat(sum(windows)).isGreaterThan(MOST_BY_THE_JVM);
        }

        private int sum(List<Integer> windows) {
            return windows.stream().mapToInt(Integer::intValue).sum();
        }

        private List<Integer> countWindows(String... arguments) throws Exception {
            assumeTrue(canTrace(), "no strace here, or it may not trace: not run");
            Path trace = directory.resolve("trace");
            List<String> command = new ArrayList<>(List.of("strace", "-f", "-qq", "-o", trace.toString()));
            command.add(ProcessHandle.current().info().command().orElseThrow());
            // Interpreted and without collections, so that nothing stops the thread of the loop from outside.
            command.addAll(List.of("-Xint", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-cp", ChildProgram.classPath()));
            command.add(IdleProgram.class.getName());
            command.addAll(List.of(arguments));
            assertThat(run(command)).isZero();
            return windowsOf(Files.readAllLines(trace, UTF_8));
        }

        private boolean canTrace() throws InterruptedException {
            try {
                return run(List.of(
                                "strace",
                                "-f",
                                "-qq",
                                "-o",
                                directory.resolve("try").toString(),
                                "true"))
                        == 0;
            } catch (IOException absent) {
                return false;
            }
        }

        private int run(List<String> command) throws IOException, InterruptedException {
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(TestThreads.LONG_DELAY_SECONDS * 3, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("does not end: " + command);
            }
            return process.exitValue();
        }

        /** How many calls the thread that made the marks has made in between; each line begins with its thread. */
        private List<Integer> windowsOf(List<String> lines) {
            List<Integer> windows = new ArrayList<>();
            String thread = null;
            int count = 0;
            for (String line : lines) {
                if (line.contains('"' + IdleProgram.BEGIN + '"')) {
                    thread = threadOf(line);
                    count = 0;
                } else if (thread != null && line.contains('"' + IdleProgram.END + '"')) {
                    windows.add(count);
                    thread = null;
                } else if (threadOf(line).equals(thread) && !line.contains("resumed>")) {
                    count++;
                }
            }
            return windows;
        }

        private String threadOf(String line) {
            return line.substring(0, Math.max(0, line.indexOf(' ')));
        }
    }
}

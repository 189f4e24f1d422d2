package org.mainspring.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mainspring.mainloop.testing.LoopDriver;

@Tag("realtime")
class TaskWorkersTest {
    private final LoopDriver loop = LoopDriver.virtual();

    @AfterEach
    void close() {
        TaskWorkers.setExecutor(null);
        loop.close();
    }

    private static Thread threadOf(Executor executor) throws InterruptedException {
        AtomicReference<Thread> thread = new AtomicReference<>();
        CountDownLatch ran = new CountDownLatch(1);
        executor.execute(() -> {
            thread.set(Thread.currentThread());
            ran.countDown();
        });
        ran.await();
        return thread.get();
    }

    private static boolean isVirtual(Thread thread) throws ReflectiveOperationException {
        return Runtime.version().feature() >= 21
                && (boolean) Thread.class.getMethod("isVirtual").invoke(thread);
    }

    @Test
    void whenNoneIsSet_thenThreadsAreTheSystems() throws Exception {
        Thread thread = threadOf(TaskWorkers.executor());

        assertThat(isVirtual(thread)).isFalse();
        assertThat(thread.isDaemon()).isTrue();
        assertThat(thread.getName()).matches("io-task-worker-\\d+");
    }

    @Test
    void whenSomebodyHasTheSystemsThreads_thenHeCannotShutThemDown() {
        assertThat(TaskWorkers.SYSTEM_THREADS).isNotInstanceOf(ExecutorService.class);
    }

    @Test
    void whenVirtualOnesAreAskedFor_thenTheyAreSoWhereTheseBlockNobody() throws Exception {
        Thread thread = threadOf(TaskWorkers.VIRTUAL_THREADS);

        assertThat(isVirtual(thread)).isEqualTo(Runtime.version().feature() >= 24);
        assertThat(thread.isDaemon()).isTrue();
        assertThat(thread.getName()).matches("io-task-worker-\\d+");
    }

    @Test
    void whenTheReleaseIsOlder_thenTheVirtualOnesAreTheSystems() {
        assertThat(TaskWorkers.virtualThreads(17)).isSameAs(TaskWorkers.SYSTEM_THREADS);
        assertThat(TaskWorkers.virtualThreads(23)).isSameAs(TaskWorkers.SYSTEM_THREADS);
    }

    @Test
    void whenOneIsSet_thenWorkersWithoutAnExecutorRunThere() {
        ManualExecutor executor = new ManualExecutor();
        TaskWorkers.setExecutor(executor);
        IOTask<String, String> task = IOTask.of("source", t -> loop.note(t.getOrThrow()));

        task.runInThread(t -> t.setResult("result"), loop.context());

        assertThat(executor.size()).isEqualTo(1);
        executor.runAll();
        loop.iterate();
        assertThat(loop.log()).containsExactly("result");
    }

    private void iterateUntilAllHaveArrived(int[] arrived, int count) {
        while (arrived[0] < count) {
            assertThat(Thread.currentThread().isInterrupted()).as("timed out").isFalse();
            loop.iterate();
            Thread.onSpinWait();
        }
    }

    /** As many workers as wait for each other: if one queued behind another, none would ever return. */
    @ParameterizedTest
    @MethodSource("bothExecutors")
    void whenEveryWorkerBlocksInAMonitor_thenNoneQueuesBehindAnother(Executor executor) {
        int count = 64;
        CyclicBarrier barrier = new CyclicBarrier(count);
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        int[] arrived = {0};
        TaskWorkers.setExecutor(executor);
        for (int i = 0; i < count; i++) {
            IOTask<Object, Void> task = IOTask.of(new Object(), t -> {
                t.getOrThrow();
                arrived[0]++;
            });
            task.runInThread(
                    t -> {
                        synchronized (t.source()) {
                            threads.add(Thread.currentThread());
                            barrier.await();
                        }
                    },
                    loop.context());
        }

        iterateUntilAllHaveArrived(arrived, count);

        assertThat(threads).hasSize(count);
    }

    static Stream<Executor> bothExecutors() {
        return Stream.of(TaskWorkers.SYSTEM_THREADS, TaskWorkers.VIRTUAL_THREADS);
    }

    /** More than there are processors, none of which ever blocks, wait for one that comes last. */
    @Test
    void whenEveryWorkerComputes_thenNoneQueuesBehindAnother() {
        int count = 4 * Runtime.getRuntime().availableProcessors();
        AtomicInteger here = new AtomicInteger();
        AtomicBoolean givenUp = new AtomicBoolean();
        int[] arrived = {0};
        for (int i = 0; i < count; i++) {
            IOTask<String, Void> task = IOTask.of("source", t -> arrived[0]++);
            task.runInThread(
                    t -> {
                        here.incrementAndGet();
                        while (here.get() < count && !givenUp.get()) {
                            Thread.onSpinWait();
                        }
                    },
                    loop.context());
        }

        try {
            iterateUntilAllHaveArrived(arrived, count);
        } finally {
            givenUp.set(true);
        }

        assertThat(here).hasValue(count);
    }
}

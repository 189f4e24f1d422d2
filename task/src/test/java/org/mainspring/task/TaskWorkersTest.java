package org.mainspring.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
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
    void whenNoneIsSet_thenThreadsAreVirtualWhereTheseBlockNobody() throws Exception {
        Thread thread = threadOf(TaskWorkers.executor());

        assertThat(isVirtual(thread)).isEqualTo(Runtime.version().feature() >= 24);
        assertThat(thread.isDaemon()).isTrue();
        assertThat(thread.getName()).matches("io-task-worker-\\d+");
    }

    @Test
    void whenTheReleaseIsOlder_thenTheyAreTheSystems() throws Exception {
        Thread thread = threadOf(TaskWorkers.ownThreads(23));

        assertThat(isVirtual(thread)).isFalse();
        assertThat(thread.isDaemon()).isTrue();
        assertThat(TaskWorkers.ownThreads(17)).isSameAs(TaskWorkers.SYSTEM_THREADS);
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

    /** As many workers as wait for each other: if one queued behind another, none would ever return. */
    @Test
    void whenEveryWorkerBlocksInAMonitor_thenNoneQueuesBehindAnother() throws Exception {
        int count = 64;
        CyclicBarrier barrier = new CyclicBarrier(count);
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        int[] arrived = {0};
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

        while (arrived[0] < count) {
            loop.iterate();
            Thread.onSpinWait();
        }

        assertThat(threads).hasSize(count);
    }
}

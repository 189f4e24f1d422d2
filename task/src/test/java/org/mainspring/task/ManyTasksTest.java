package org.mainspring.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.source.Priority;

/** Many threads post to one context: every completion arrives once, whatever the loop does meanwhile. */
@Tag("realtime")
class ManyTasksTest {
    private static final int PRODUCERS = 4;

    private final MainContext context = new MainContext();
    private final ExecutorService pool = Executors.newFixedThreadPool(PRODUCERS);

    @AfterEach
    void close() throws InterruptedException {
        pool.shutdown();
        assertThat(pool.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        context.close();
    }

    /** The timeout of a test interrupts, which ends one sleep of the loop and no more. */
    private void iterateWhile(BooleanSupplier wanted) {
        while (wanted.getAsBoolean()) {
            assertThat(Thread.currentThread().isInterrupted()).as("timed out").isFalse();
            context.iteration(true);
        }
    }

    /** None of the workers returns before all have begun. */
    @Test
    void when1000TasksRunAtATime_thenEachCallsBackOnce() {
        int count = 1_000;
        CyclicBarrier all = new CyclicBarrier(count);
        AtomicIntegerArray calls = new AtomicIntegerArray(count);
        AtomicInteger destroyed = new AtomicInteger();
        for (int i = 0; i < count; i++) {
            IOTask<Integer, Integer> task = IOTask.of(
                    i, (t, data) -> calls.incrementAndGet(t.getOrThrow()), "data", data -> destroyed.incrementAndGet());
            task.runInThread(
                    t -> {
                        all.await();
                        t.setResult(t.source());
                    },
                    context);
        }

        iterateWhile(() -> destroyed.get() < count);

        for (int i = 0; i < count; i++) {
            assertThat(calls.get(i)).as("task " + i).isEqualTo(1);
        }
    }

    /**
     * Each round ends when all of its completions have arrived, so that none can be woken for by a later one: one that
     * is lost leaves the loop asleep for ever, and the test's timeout tells.
     */
    @Test
    void whenCompletionsRace_thenTheLoopNeverSleepsOverOne() {
        int rounds = 20_000;
        int[] arrived = {0};
        for (int round = 1; round <= rounds; round++) {
            int expected = round * PRODUCERS;
            for (int i = 0; i < PRODUCERS; i++) {
                IOTask<String, Void> task = IOTask.of("source", t -> arrived[0]++);
                task.runInThread(t -> {}, context, Priority.DEFAULT_IDLE, pool);
            }
            iterateWhile(() -> arrived[0] < expected);
        }

        assertThat(arrived[0]).isEqualTo(rounds * PRODUCERS);
    }

    /** Floods the queue past its first chunk, so that producers meet it while it grows. */
    @Test
    void whenProducersFlood_thenEachOnesTasksArriveInItsOrder() throws InterruptedException {
        int each = 20_000;
        int[] next = new int[PRODUCERS];
        List<Thread> producers = new ArrayList<>();
        for (int i = 0; i < PRODUCERS; i++) {
            int producer = i;
            producers.add(new Thread(() -> {
                for (int j = 0; j < each; j++) {
                    int number = j;
                    IOTask<String, Void> task = IOTask.of(
                            "source", t -> assertThat(next[producer]++).isEqualTo(number));
                    task.runInThread(t -> {}, context, Priority.DEFAULT_IDLE, Runnable::run);
                }
            }));
        }
        context.setExceptionHandler((source, thrown) -> {
            throw new AssertionError(thrown);
        });
        producers.forEach(Thread::start);

        iterateWhile(() -> sum(next) < each * PRODUCERS);

        for (Thread producer : producers) {
            producer.join();
        }
        assertThat(next).containsOnly(each);
    }

    /** Each starts the next when it has called back; the loop sleeps in between. */
    private final class Sequence {
        private final Executor executor;
        private final long count;
        private final Set<Thread> workers = ConcurrentHashMap.newKeySet();
        private long called;
        private long destroyed;
        private boolean over;

        Sequence(Executor executor, long count) {
            this.executor = executor;
            this.count = count;
        }

        void run() {
            next(0);
            iterateWhile(() -> !over);
            assertThat(called).isEqualTo(destroyed);
            assertThat(context.pending()).isFalse();
        }

        private void next(long number) {
            IOTask<Long, Long> task = IOTask.of(number, (t, data) -> arrived(t), "data", data -> left(number));
            task.runInThread(this::work, context, Priority.DEFAULT_IDLE, executor);
        }

        private void work(IOTask<Long, Long> task) {
            workers.add(Thread.currentThread());
            task.setResult(task.source());
        }

        private void arrived(IOTask<Long, Long> task) throws Exception {
            assertThat(task.getOrThrow()).isEqualTo(called);
            called++;
        }

        private void left(long number) {
            assertThat(number).isEqualTo(destroyed);
            destroyed++;
            over = destroyed == count;
            if (!over) {
                next(destroyed);
            }
        }
    }

    @Test
    void whenAMillionRunInSequence_thenEachCallsBackOnceAndInOrder() {
        Sequence sequence = new Sequence(Runnable::run, 1_000_000);

        sequence.run();

        assertThat(sequence.called).isEqualTo(1_000_000);
    }

    /** Runs one job at a time, on one thread, which looks for the next for a while before it sleeps. */
    private static final class OneWorker implements Executor {
        private static final int LOOKS = 2_000;

        private final AtomicReference<Runnable> slot = new AtomicReference<>();
        private final Thread thread = new Thread(this::runAll, "one-worker");
        private volatile boolean closed;

        OneWorker() {
            thread.start();
        }

        @Override
        public void execute(Runnable job) {
            assertThat(slot.compareAndSet(null, job)).as("one at a time").isTrue();
            LockSupport.unpark(thread);
        }

        private void runAll() {
            while (!closed) {
                Runnable job = await();
                if (job != null) {
                    job.run();
                }
            }
        }

        /** The slot is free again before the job runs, as that may make room for the next before it has returned. */
        private @Nullable Runnable await() {
            for (int i = 0; i < LOOKS; i++) {
                if (slot.get() != null) {
                    return slot.getAndSet(null);
                }
                Thread.onSpinWait();
            }
            LockSupport.park(this);
            return slot.getAndSet(null);
        }

        void end() throws InterruptedException {
            closed = true;
            LockSupport.unpark(thread);
            thread.join();
        }
    }

    private static long liveBytes() {
        MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            System.gc();
            least = Math.min(least, memory.getHeapMemoryUsage().getUsed());
        }
        return least;
    }

    /** What is left of each task would be 16 bytes at least, and so four times what is allowed, of a million. */
    @Test
    void whenAMillionRunInSequenceOnAnotherThread_thenEachCallsBackOnceAndInOrderAndTheirMemoryComesBack()
            throws InterruptedException {
        int count = 1_000_000;
        OneWorker worker = new OneWorker();
        try {
            new Sequence(worker, 10_000).run(); // whatever is there once, is there now
            long before = liveBytes();
            Sequence sequence = new Sequence(worker, count);

            sequence.run();

            long left = liveBytes() - before;
            System.out.println("ManyTasksTest: bytes left of a million tasks: " + left);
            assertThat(sequence.called).isEqualTo(count);
            assertThat(sequence.workers).hasSize(1).doesNotContain(Thread.currentThread());
            assertThat(left).isLessThan(4L * count);
        } finally {
            worker.end();
        }
    }

    @Test
    void whenTasksComeAndGo_thenTheirMemoryComesBack() {
        List<WeakReference<Object>> gone = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            int[] arrived = {0};
            for (int j = 0; j < 100; j++) {
                Object source = new Object();
                IOTask<Object, Object> task = IOTask.of(source, (t, data) -> arrived[0]++, source, data -> {});
                task.runInThread(
                        (t, data) -> t.setResult(new byte[1_000]), source, data -> {}, context, j % 3, Runnable::run);
                if (j == 50) {
                    gone.add(new WeakReference<>(source));
                    gone.add(new WeakReference<>(task));
                    task.waitThread();
                }
            }
            iterateWhile(() -> arrived[0] < 100);
        }

        while (gone.stream().anyMatch(reference -> reference.get() != null)) {
            assertThat(Thread.currentThread().isInterrupted()).as("timed out").isFalse();
            System.gc();
        }

        assertThat(context.pending()).isFalse();
    }

    private static int sum(int[] counts) {
        int sum = 0;
        for (int count : counts) {
            sum += count;
        }
        return sum;
    }

    /** Workers return, owners free, and the context closes, all at once: every notify runs once, no callback twice. */
    @Test
    void whenTheContextClosesUnderway_thenEveryNotifyRunsOnce() throws InterruptedException {
        long seed = Long.getLong("mainspring.seed", RandomGenerator.getDefault().nextLong());
        System.out.println("ManyTasksTest: -Dmainspring.seed=" + seed);
        RandomGenerator random = new SplittableRandom(seed);
        for (int round = 0; round < 300; round++) {
            closeUnderway(random.nextInt(40), random.nextInt(40), random.nextInt(4));
        }
    }

    private void closeUnderway(int startedBefore, int startedAfter, int iterations) throws InterruptedException {
        MainContext closing = new MainContext();
        int count = startedBefore + startedAfter;
        AtomicIntegerArray destroyed = new AtomicIntegerArray(count);
        AtomicIntegerArray called = new AtomicIntegerArray(count);
        CountDownLatch all = new CountDownLatch(count);
        Executor late = job -> pool.execute(job);
        for (int i = 0; i < count; i++) {
            if (i == startedBefore) {
                for (int j = 0; j < iterations; j++) {
                    closing.iteration(false);
                }
            }
            IOTask<Integer, Void> task = IOTask.of(i, (t, data) -> called.incrementAndGet(t.source()), i, data -> {
                destroyed.incrementAndGet(data);
                all.countDown();
            });
            task.runInThread(t -> {}, closing, Priority.DEFAULT_IDLE, late);
            if (i % 5 == 0) {
                pool.execute(task::free);
            }
        }

        closing.close();

        assertThat(all.await(30, TimeUnit.SECONDS)).isTrue();
        for (int i = 0; i < count; i++) {
            assertThat(destroyed.get(i)).as("notify " + i).isEqualTo(1);
            assertThat(called.get(i)).as("callback " + i).isLessThanOrEqualTo(1);
        }
    }
}

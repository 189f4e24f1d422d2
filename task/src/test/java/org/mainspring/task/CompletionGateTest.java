package org.mainspring.task;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mainspring.house.AllocatedBytes;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.MainLoop;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.concurrent.Mailbox;
import org.mainspring.mainloop.source.Priority;

/**
 * A gate: the way of a completion to its context allocates nothing, in a steady state and warmed up. A task is a new object
 * each time, with its run and its outcome; how much that may be is limited here.
 */
@Timeout(120)
class CompletionGateTest {
    private static final int ROUNDS = 20_000;
    private static final int MOST_BYTES_OF_A_TASK = 208; // as much as was measured

    private final MainContext context = new MainContext();
    private final Counting completion = new Counting();
    private int completed;

    private static final class Counting implements Completion {
        volatile int delivered;

        @Override
        @SuppressWarnings("NonAtomicOperationOnVolatileField") // the owner alone delivers
        public void deliver() {
            delivered++;
        }

        @Override
        public void discard() {
            throw new AssertionError("discarded");
        }

        @Override
        public boolean isSpent() {
            return false;
        }
    }

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void whenACompletionIsPostedByTheOwnerAndDelivered_thenNothingIsAllocated() {
        Mailbox<Completion> queue = Completions.of(context, Priority.DEFAULT);

        long bytes = AllocatedBytes.in(ROUNDS, () -> {
            queue.post(completion);
            context.iteration(false);
        });

        assertThat(completion.delivered).isGreaterThanOrEqualTo(ROUNDS);
        assertThat(bytes).isZero();
    }

    @Test
    @Tag("realtime")
    void whenACompletionIsPostedByAnotherThread_thenNeitherAllocates() throws InterruptedException {
        Mailbox<Completion> queue = Completions.of(context, Priority.DEFAULT);
        MainLoop loop = new MainLoop(context);
        Thread thread = new Thread(loop::run, "loop");
        thread.start();
        Runnable round = () -> {
            int before = completion.delivered;
            queue.post(completion);
            while (completion.delivered == before) {
                Thread.onSpinWait();
            }
        };

        long ofThePoster = AllocatedBytes.in(ROUNDS, round);
        long ofTheLoop = AllocatedBytes.in(ROUNDS, round, thread);

        context.invoke(() -> {
            loop.quit();
            return Source.REMOVE;
        });
        thread.join();
        assertThat(ofThePoster).isZero();
        assertThat(ofTheLoop).isZero();
    }

    private long bytesOfTasks() {
        IOTask.Callback<Object, Object> callback = task -> completed++;
        IOTask.Worker<Object, Object> worker = task -> {};
        return AllocatedBytes.in(ROUNDS, () -> {
            IOTask.of(this, callback)
                    .runInThread(worker, context, Priority.DEFAULT_IDLE, Runnable::run); // whose box no cache has
            context.iteration(false);
        });
    }

    @Test
    void whenAWholeTaskRunsInOneThread_thenItAllocatesWhatItIs_andNoMore() {
        long bytes = bytesOfTasks();

        assertThat(completed).isGreaterThanOrEqualTo(ROUNDS);
        assertThat(bytes / ROUNDS).isBetween(1L, (long) MOST_BYTES_OF_A_TASK);
    }

    /** All that a completion takes, from when the worker begins until the callback is over: the task was made before. */
    @Test
    void whenAWorkerRunsAndItsTaskIsCompleted_thenNothingIsAllocated() {
        Runnable[] jobs = new Runnable[ROUNDS];
        int[] next = new int[1];
        IOTask.Callback<Object, Object> callback = task -> completed++;
        IOTask.Worker<Object, Object> worker = task -> task.setResult(this);
        Runnable makeTasks = () -> {
            next[0] = 0;
            for (int i = 0; i < ROUNDS; i++) {
                IOTask.of(this, callback).runInThread(worker, context, Priority.DEFAULT, job -> jobs[next[0]++] = job);
            }
            next[0] = 0;
        };

        long bytes = AllocatedBytes.inPrepared(ROUNDS, makeTasks, () -> {
            jobs[next[0]++].run();
            context.iteration(false);
        });

        assertThat(completed).isGreaterThanOrEqualTo(ROUNDS);
        assertThat(bytes).isZero();
    }

    /** Not a byte in all rounds together. That a tracer is seen here shows that the points are passed at all. */
    @Test
    void whenATracerWasThereAndIsGone_thenATaskAllocatesNoMoreThanBefore() {
        int[] told = new int[1];
        long before = bytesOfTasks();
        TaskTracing.setTracer(new LoggingTracer(ignored -> told[0]++));
        try {
            bytesOfTasks();
        } finally {
            TaskTracing.setTracer(null);
        }
        int toldSoFar = told[0];

        long after = bytesOfTasks();

        assertThat(told[0]).isEqualTo(toldSoFar).isGreaterThanOrEqualTo(6 * ROUNDS);
        assertThat(after).isLessThanOrEqualTo(before);
    }
}

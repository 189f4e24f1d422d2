package org.mainspring.mainloop;

import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.source.DestroyNotify;
import org.mainspring.mainloop.source.SourceFunc;

/** A thread that acts at random, invokes in order, and makes sure now and then that the loop answers. */
final class StressProducer implements Runnable {
    private static final int STEPS_BETWEEN_ROUND_TRIPS = 50;
    private static final int ROUND_TRIPS_ALONE = 100;
    private static final int LONGEST_SPIN = 500;
    private static final long LONGEST_REST_NANOS = 400_000;
    private static final int[] INVOKE_PRIORITIES = {-100, 0, 200};

    private final StressRun run;
    private final StressLedger ledger;
    private final StressActor actor;
    private final AtomicLong[] nextToRun = new AtomicLong[INVOKE_PRIORITIES.length];
    private final long[] nextToPost = new long[INVOKE_PRIORITIES.length];
    private final Semaphore answers = new Semaphore(0);
    private final StressSubject bell;
    private final @Nullable Pipe ownPipe;

    StressProducer(StressRun run) throws Exception {
        this.run = run;
        ledger = run.ledger;
        actor = new StressActor(run, run.newRandom(), false);
        for (int i = 0; i < nextToRun.length; i++) {
            nextToRun[i] = new AtomicLong();
        }
        bell = StressSubject.passive(ledger);
        StressCallback.setOn(bell, ledger, subject -> {
            subject.source.clearReadyTime();
            answers.release();
            return Source.CONTINUE;
        });
        bell.source.attach(run.context);
        ownPipe = run.pipes.isEmpty() ? null : StressRun.newPipe();
    }

    @Override
    public void run() {
        Source echo = watchOwnPipe();
        try {
            while (!ledger.isStopped()) {
                actAmongOthers();
                if (actor.chance(20)) {
                    answerAlone();
                }
            }
            if (ownPipe != null) {
                echo.destroy();
                roundTripByInvoke(); // behind it nobody selects the pipe
                ownPipe.sink().close();
                ownPipe.source().close();
            }
        } catch (Throwable thrown) {
            ledger.fail("out of a producer", thrown);
        }
    }

    private void actAmongOthers() throws Exception {
        run.company.readLock().lock();
        try {
            for (int i = 0; i < STEPS_BETWEEN_ROUND_TRIPS; i++) {
                step();
            }
            rest();
            answer();
        } finally {
            run.company.readLock().unlock();
        }
    }

    /** Among others a lost wake-up would not be seen, since somebody else wakes the loop soon. */
    private void answerAlone() throws Exception {
        run.company.writeLock().lock();
        try {
            run.destroyShared();
            for (int i = 0; i < ROUND_TRIPS_ALONE && !ledger.isStopped(); i++) {
                answer();
                for (long spins = actor.anyNanos(LONGEST_SPIN); spins > 0; spins--) {
                    Thread.onSpinWait();
                }
            }
        } finally {
            run.company.writeLock().unlock();
        }
    }

    private @Nullable Source watchOwnPipe() {
        if (ownPipe == null) {
            return null;
        }
        ByteBuffer lent = ByteBuffer.allocate(1);
        return run.context.watchAdd(ownPipe.source(), IOCondition.IN, (channel, condition) -> {
            answers.release(channel.read(lent.clear()));
            return Source.CONTINUE;
        });
    }

    private void step() {
        if (actor.chance(3)) {
            invoke();
        } else {
            actor.act();
        }
        if (actor.chance(30)) {
            rest();
        }
    }

    private void rest() {
        LockSupport.parkNanos(actor.anyNanos(LONGEST_REST_NANOS));
    }

    // ---- invokes, which run once each, in order

    private final class Invocation implements SourceFunc<Invocation>, DestroyNotify<Invocation> {
        private final int priority;
        private final long number;
        private int runs;

        Invocation(int priority) {
            this.priority = priority;
            number = nextToPost[priority]++;
        }

        @Override
        public boolean call(Invocation self) {
            runs++;
            long expected = nextToRun[priority].getAndIncrement();
            ledger.check(expected == number, "invocation " + number + " runs instead of " + expected);
            return Source.REMOVE;
        }

        @Override
        public void destroy(Invocation self) {
            boolean leftOver = runs == 0 && run.context.isClosed(); // the loop was quit while something more urgent was ready
            ledger.check(runs == 1 || leftOver, "invocation has run " + runs + " times");
            ledger.end(this);
        }
    }

    private void invoke() {
        Invocation invocation = new Invocation((int) actor.anyNanos(INVOKE_PRIORITIES.length));
        ledger.owe(invocation);
        run.context.invoke(INVOKE_PRIORITIES[invocation.priority], invocation, invocation, invocation);
    }

    // ---- round trips

    private void answer() throws Exception {
        switch ((int) actor.anyNanos(ownPipe == null ? 3 : 4)) {
            case 0 -> roundTripByInvoke();
            case 1 -> roundTripByReadyTime();
            case 2 -> roundTripByDestroy();
            default -> roundTripByPipe();
        }
    }

    private void roundTripByInvoke() throws InterruptedException {
        CountDownLatch latch = new CountDownLatch(1);
        run.context.invoke(
                actor.anyPriority(),
                ignored -> {
                    latch.countDown();
                    return Source.REMOVE;
                },
                null,
                null);
        demand(latch.await(StressRun.GENEROUS_NANOS, TimeUnit.NANOSECONDS), "an invoke");
    }

    private void roundTripByReadyTime() throws InterruptedException {
        bell.source.setReadyTimeNanos(actor.anyNanos(1_000));
        demand(answers.tryAcquire(StressRun.GENEROUS_NANOS, TimeUnit.NANOSECONDS), "a ready time");
    }

    private void roundTripByPipe() throws Exception {
        ownPipe.sink().write(ByteBuffer.allocate(1));
        demand(answers.tryAcquire(StressRun.GENEROUS_NANOS, TimeUnit.NANOSECONDS), "a byte");
    }

    /** A source that is destroyed from here ends on the loop's thread, which may have to be woken for it. */
    private void roundTripByDestroy() throws InterruptedException {
        StressSubject subject = StressSubject.passive(ledger);
        subject.source.attach(run.context);
        rest();
        subject.source.destroy();
        long untilNanos = run.context.clock().nanos() + StressRun.GENEROUS_NANOS;
        while (ledger.owed().contains(subject) && run.context.clock().nanos() < untilNanos) {
            LockSupport.parkNanos(10_000);
        }
        demand(!ledger.owed().contains(subject), "a destroy");
    }

    private void demand(boolean answered, String to) {
        if (!answered) {
            ledger.failWithDump("no answer to " + to + "; " + run.state());
        }
    }
}

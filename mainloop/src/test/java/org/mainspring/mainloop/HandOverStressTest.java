package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mainspring.mainloop.queue.Seed;
import org.mainspring.mainloop.time.SystemClock;

/** Several threads run loops of their own on one context, which passes from hand to hand; nobody waits for ever. */
@Tag("stress")
@Timeout(value = 1, unit = TimeUnit.HOURS)
class HandOverStressTest {
    private static final int RUNNERS = 4;

    private final StressLedger ledger = new StressLedger();
    private final MainContext context = new MainContext();
    private final List<MainLoop> loops = new ArrayList<>();
    private final List<Thread> runners = new ArrayList<>();
    private final AtomicLong runs = new AtomicLong();
    private final AtomicLong visits = new AtomicLong();

    @Test
    void givenLoopsOfSeveralThreads_whenTheyQuitAndRunAgain_thenSomebodyAlwaysServesTheContext() throws Exception {
        SplittableRandom random = new SplittableRandom(Seed.of("HandOverStressTest"));
        for (int i = 0; i < RUNNERS; i++) {
            MainLoop loop = new MainLoop(context);
            loops.add(loop);
            start("runner " + i, () -> runAgainAndAgain(loop));
        }
        SplittableRandom visitorRandom = random.split();
        start("visitor", () -> visit(visitorRandom));

        long untilNanos = SystemClock.INSTANCE.nanos() + StressTest.lengthNanos(20);
        long roundTrips = 0;
        while (!ledger.isStopped() && SystemClock.INSTANCE.nanos() < untilNanos) {
            for (int quits = random.nextInt(6); quits > 0; quits--) {
                loops.get(random.nextInt(RUNNERS)).quit();
            }
            LockSupport.parkNanos(random.nextLong(100_000));
            if (random.nextInt(3) == 0) {
                roundTrip(); // while nobody quits, so no quit covers up for a hand-over that was lost
                roundTrips++;
            }
        }

        ledger.stop();
        for (Thread runner : runners) {
            endAndJoin(runner);
        }
        System.out.println("HandOverStressTest: " + runs + " runs, " + visits + " visits, " + roundTrips + " trips");
        ledger.throwFailures();
        assertThat(context.lifecycle.ownership.owner()).isNull();
        assertThat(runs.get()).isGreaterThan(RUNNERS);
        context.close();
    }

    private void start(String name, Runnable body) {
        Thread thread = new Thread(
                () -> {
                    try {
                        body.run();
                    } catch (Throwable thrown) {
                        ledger.fail("out of " + name, thrown);
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
        runners.add(thread);
    }

    private void runAgainAndAgain(MainLoop loop) {
        while (!ledger.isStopped()) {
            loop.run();
            ledger.check(!context.isOwner(), "still the owner behind run");
            runs.incrementAndGet();
        }
    }

    /** Comes in for a moment, in every way there is. */
    private void visit(SplittableRandom random) {
        while (!ledger.isStopped()) {
            switch (random.nextInt(4)) {
                case 0 -> context.iteration(false);
                case 1 -> context.pending();
                case 2 -> acquireTwice();
                default -> iterateWoken();
            }
            ledger.check(!context.isOwner(), "still the owner behind a visit");
            visits.incrementAndGet();
            LockSupport.parkNanos(random.nextLong(50_000));
        }
    }

    private void acquireTwice() {
        if (context.tryAcquire()) {
            ledger.check(context.tryAcquire(), "an owner must come in again");
            context.release();
            ledger.check(context.isOwner(), "released once of twice");
            context.release();
        }
    }

    /** Waits its turn among the loops. What it posts ends its poll, unless a loop has run it already. */
    private void iterateWoken() {
        context.invoke(() -> Source.REMOVE);
        context.iteration(true);
    }

    private void roundTrip() throws InterruptedException {
        CountDownLatch served = new CountDownLatch(1);
        context.invoke(() -> {
            ledger.check(context.isOwner(), "called by another thread than the owner");
            served.countDown();
            return Source.REMOVE;
        });
        if (!served.await(StressRun.GENEROUS_NANOS, TimeUnit.NANOSECONDS)) {
            ledger.failWithDump("nobody serves the context; owner: " + context.lifecycle.ownership.owner()
                    + ", sleeping: " + context.lifecycle.wakeWord.isSleeping());
        }
    }

    /** A quit before a run counts for nothing, so it is said again until it was heard. */
    private void endAndJoin(Thread runner) throws InterruptedException {
        long untilNanos = SystemClock.INSTANCE.nanos() + StressRun.GENEROUS_NANOS;
        while (runner.isAlive() && SystemClock.INSTANCE.nanos() < untilNanos) {
            loops.forEach(MainLoop::quit);
            runner.join(10);
        }
        if (runner.isAlive()) {
            ledger.failWithDump("does not end: " + runner);
        }
    }
}

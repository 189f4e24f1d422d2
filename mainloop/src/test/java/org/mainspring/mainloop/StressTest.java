package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mainspring.mainloop.queue.Seed;
import org.mainspring.mainloop.time.Nanos;
import org.mainspring.mainloop.time.SystemClock;

/**
 * Several threads do to one context whatever a thread may do, while a loop runs it, and quits, and runs it again.
 *
 * <p>What is asserted: every destroy notify and every finalize hook comes once, no notify during a call, no call
 * after a destroy on the loop's thread; every invoke runs once and in order; no wake-up is lost; nothing is left.
 * {@code -Dmainspring.stress.seconds} says how long the stress tests take together.
 */
@Tag("stress")
@Timeout(value = 1, unit = TimeUnit.HOURS)
class StressTest {
    private static final int PRODUCERS = 3;
    private static final long SECONDS = Long.getLong("mainspring.stress.seconds", 5);

    /** How long the part of the stress tests runs that this share of the whole is given to. */
    static long lengthNanos(int percent) {
        return SECONDS * Nanos.PER_SECOND / 100 * percent;
    }

    @ParameterizedTest
    @CsvSource({"false, 0", "false, 200000", "true, 0", "true, 200000"})
    void givenThreadsThatDoWhatTheyMay_whenALoopRuns_thenNothingIsLostAndNothingComesTwice(
            boolean withChannels, long pollMaxNanos) throws Exception {
        StressRun run = new StressRun(Seed.of("StressTest"), withChannels);
        run.context.setPollParameters(pollMaxNanos, 2, 2);
        List<Thread> others = new ArrayList<>();
        for (int i = 0; i < PRODUCERS; i++) {
            others.add(new Thread(new StressProducer(run), "producer " + i));
        }
        others.add(new Thread(run::watchOver, "watchdog"));
        LoopHost host = new LoopHost(run);
        host.start();
        others.forEach(Thread::start);

        waitUntilStopped(run.ledger, lengthNanos(20));
        for (Thread other : others) {
            join(other, run);
        }
        host.end();
        join(host, run);

        System.out.println("StressTest: " + run.ledger.ends + " ends, " + run.state());
        run.ledger.throwFailures();
        run.context.close();
        run.ledger.throwFailures();
        assertThat(run.ledger.owed()).isEmpty();
        assertThat(run.context.lifecycle.registry.inOrder()).isEmpty();
        assertThat(run.context.lifecycle.registry.inbox.isEmpty()).isTrue();
        assertThat(run.ledger.calls.get()).isPositive();
        assertThat(run.poller.sleeps.get()).isPositive();
        run.closePipes();
    }

    /** The thread of the loop: outlives the producers, which need answers until they have ended. */
    private static final class LoopHost extends Thread {
        private final StressRun run;
        private volatile boolean ending;

        LoopHost(StressRun run) {
            super("loop");
            this.run = run;
            setDaemon(true);
        }

        @Override
        public void run() {
            while (!ending) {
                run.runLoopOnce();
            }
        }

        void end() {
            ending = true;
            run.context.invoke(() -> {
                run.loop.quit();
                return Source.REMOVE;
            });
        }
    }

    static void waitUntilStopped(StressLedger ledger, long lengthNanos) {
        long untilNanos = SystemClock.INSTANCE.nanos() + lengthNanos;
        while (!ledger.isStopped() && SystemClock.INSTANCE.nanos() < untilNanos) {
            LockSupport.parkNanos(10 * Nanos.PER_MILLI);
        }
        ledger.stop();
    }

    private static void join(Thread thread, StressRun run) throws InterruptedException {
        thread.join(2 * StressRun.GENEROUS_NANOS / Nanos.PER_MILLI);
        if (thread.isAlive()) {
            run.ledger.failWithDump("does not end: " + thread + "; " + run.state());
            run.ledger.throwFailures();
        }
    }
}

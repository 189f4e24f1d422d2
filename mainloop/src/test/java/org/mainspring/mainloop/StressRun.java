package org.mainspring.mainloop;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.mainspring.mainloop.poll.nio.NioPoller;
import org.mainspring.mainloop.source.Diagnostic;
import org.mainspring.mainloop.time.Nanos;
import org.mainspring.mainloop.time.SystemClock;

/** One context, the loop that runs it again whenever it has quit, the producers, and who watches over them. */
final class StressRun {
    private static final int SHARED = 48;
    private static final int PIPES = 3;

    /** No loop of a healthy machine needs so long to look at what it was woken for. */
    static final long GENEROUS_NANOS = 30 * Nanos.PER_SECOND;

    private static final long WATCH_EVERY_NANOS = 20 * Nanos.PER_MILLI;

    final StressLedger ledger = new StressLedger();
    final CountingPoller poller = new CountingPoller(new NioPoller(SystemClock.INSTANCE));
    final MainContext context = new MainContext(SystemClock.INSTANCE, ignored -> poller);
    final MainLoop loop = new MainLoop(context);
    final AtomicReferenceArray<StressSubject> shared = new AtomicReferenceArray<>(SHARED);
    final List<Pipe> pipes = new ArrayList<>();

    /** Read by producers among others, written by one that is alone with the loop. */
    final ReadWriteLock company = new ReentrantReadWriteLock(true);

    private final SplittableRandom seeds;
    private final StressActor loopActor;
    private final ByteBuffer lent = ByteBuffer.allocate(64); // confined to the loop

    StressRun(long seed, boolean withChannels) throws IOException {
        seeds = new SplittableRandom(seed);
        for (int i = 0; withChannels && i < PIPES; i++) {
            pipes.add(newPipe());
        }
        loopActor = new StressActor(this, seeds.split(), true);
        context.setExceptionHandler((source, thrown) ->
                ledger.check(thrown instanceof DeliberateException, "exception of " + source + ": " + thrown));
        context.setDiagnosticHandler(
                (code, message) -> ledger.check(code == Diagnostic.UNKNOWN_ID, code + ": " + message));
    }

    static Pipe newPipe() throws IOException {
        Pipe pipe = Pipe.open();
        pipe.source().configureBlocking(false);
        pipe.sink().configureBlocking(false);
        return pipe;
    }

    SplittableRandom newRandom() {
        return seeds.split();
    }

    /** What every callback of a shared source does. */
    boolean called(StressSubject subject) throws IOException, DeliberateException {
        for (Pipe pipe : pipes) {
            pipe.source().read(lent.clear());
        }
        if (loopActor.chance(4)) {
            loopActor.act();
        }
        if (loopActor.chance(50)) {
            throw new DeliberateException();
        }
        return subject.callsLeft-- > 0;
    }

    void destroyShared() {
        for (int i = 0; i < SHARED; i++) {
            StressSubject subject = shared.getAndSet(i, null);
            if (subject != null) {
                subject.source.destroy();
            }
        }
    }

    void runLoopOnce() {
        try {
            loop.run();
        } catch (Throwable thrown) {
            ledger.fail("out of the loop", thrown);
        }
    }

    /** Fails if something is to be done and the loop sleeps, at every look, for a long time. */
    void watchOver() {
        long sinceNanos = SystemClock.INSTANCE.nanos();
        long calls = -1;
        while (!ledger.isStopped()) {
            LockSupport.parkNanos(WATCH_EVERY_NANOS);
            long nowNanos = SystemClock.INSTANCE.nanos();
            SourceNode overdue = context.lifecycle.registry.findFirst(source -> isOverdue(source, nowNanos));
            if (overdue == null || !context.lifecycle.wakeWord.isSleeping() || ledger.calls.get() != calls) {
                sinceNanos = nowNanos;
                calls = ledger.calls.get();
            } else if (nowNanos - sinceNanos > GENEROUS_NANOS) {
                ledger.failWithDump("the loop sleeps beside " + overdue + "; " + state());
            }
        }
    }

    private static boolean isOverdue(SourceNode source, long nowNanos) {
        return source.alwaysReady() || (source.hasDeadline() && source.wantedReadyTimeNanos <= nowNanos);
    }

    String state() {
        return "sleeping: " + context.lifecycle.wakeWord.isSleeping() + ", signalled: "
                + context.lifecycle.wakeWord.isSignalled() + ", inbox empty: "
                + context.lifecycle.registry.inbox.isEmpty() + ", owner: " + context.lifecycle.ownership.owner()
                + ", polls: " + poller.polls + ", wakeups: " + poller.wakeups + ", calls: " + ledger.calls;
    }

    void closePipes() throws IOException {
        for (Pipe pipe : pipes) {
            pipe.sink().close();
            pipe.source().close();
        }
    }

    static final class DeliberateException extends Exception {
        private static final long serialVersionUID = 1L;

        DeliberateException() {
            super("deliberate", null, false, false);
        }
    }
}

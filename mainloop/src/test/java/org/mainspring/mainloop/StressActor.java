package org.mainspring.mainloop;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollRecord;
import org.mainspring.mainloop.source.SourceFunc;
import org.mainspring.mainloop.time.Nanos;
import org.mainspring.mainloop.time.SystemClock;

/** Does things at random to the sources that all actors share. Each thread has its own; one is the loop's. */
final class StressActor {
    private static final int[] PRIORITIES = {-100, 0, 0, 100, 200};
    private static final long LONGEST_WAIT_NANOS = 3_000_000;

    private final StressRun run;
    private final StressLedger ledger;
    private final MainContext context;
    private final AtomicReferenceArray<StressSubject> shared;
    private final SplittableRandom random;
    private final boolean onLoop;

    StressActor(StressRun run, SplittableRandom random, boolean onLoop) {
        this.run = run;
        ledger = run.ledger;
        context = run.context;
        shared = run.shared;
        this.random = random;
        this.onLoop = onLoop;
    }

    int anyPriority() {
        return PRIORITIES[random.nextInt(PRIORITIES.length)];
    }

    boolean chance(int oneIn) {
        return random.nextInt(oneIn) == 0;
    }

    long anyNanos(long below) {
        return random.nextLong(below);
    }

    void act() {
        StressSubject some = shared.get(random.nextInt(shared.length()));
        switch (some == null ? random.nextInt(3) : random.nextInt(16)) {
            case 0 -> introduce(StressSubject.idle(ledger));
            case 1 -> introduce(StressSubject.timeout(ledger, anyNanos(LONGEST_WAIT_NANOS)));
            case 2 -> introduceWatchOrIdle();
            case 3, 4 -> destroy(some);
            case 5, 6 -> some.source.setPriority(anyPriority());
            case 7, 8 -> some.source.setReadyTimeNanos(anyMoment());
            case 9 -> StressCallback.setOn(some, ledger, action());
            case 10 -> lookUp(some);
            case 11 -> context.wakeup();
            case 12 -> quit();
            case 13 -> watchMoreOrLess(some);
            case 14 -> removeById(some);
            default -> write();
        }
    }

    private long anyMoment() {
        return switch (random.nextInt(4)) {
            case 0 -> Nanos.NEVER;
            case 1 -> Long.MIN_VALUE;
            default -> SystemClock.INSTANCE.nanos() + anyNanos(LONGEST_WAIT_NANOS) - LONGEST_WAIT_NANOS / 3;
        };
    }

    /** Shares the source before or after it is attached; the one that was in its place is destroyed. */
    private void introduce(StressSubject subject) {
        subject.callsLeft = random.nextInt(8);
        subject.source.setPriority(anyPriority());
        StressCallback.setOn(subject, ledger, action());
        boolean early = chance(2);
        StressSubject before = early ? share(subject) : null;
        if (chance(20)) {
            destroy(subject);
        }
        attach(subject);
        if (!early) {
            before = share(subject);
        }
        if (before != null) {
            destroy(before);
        }
        if (chance(20)) {
            destroy(subject);
        }
    }

    private @Nullable StressSubject share(StressSubject subject) {
        return shared.getAndSet(random.nextInt(shared.length()), subject);
    }

    private void attach(StressSubject subject) {
        try {
            subject.source.attach(context);
            subject.attached = true;
        } catch (IllegalStateException refused) {
            ledger.check(subject.source.isDestroyed(), "refused: " + refused);
        }
    }

    private void destroy(StressSubject subject) {
        subject.source.destroy();
        ledger.check(subject.source.isDestroyed(), "destroyed, and is not: " + subject);
        if (onLoop) {
            subject.goneForLoop = true;
        }
    }

    private void introduceWatchOrIdle() {
        Pipe pipe = anyPipe();
        introduce(pipe == null ? StressSubject.idle(ledger) : StressSubject.watch(ledger, pipe.source()));
    }

    private @Nullable Pipe anyPipe() {
        return run.pipes.isEmpty() ? null : run.pipes.get(random.nextInt(run.pipes.size()));
    }

    private void lookUp(StressSubject subject) {
        int id = subject.source.id();
        if (id == 0) {
            return;
        }
        boolean attached = subject.attached; // before the look-up: another thread may be attaching it meanwhile
        Source found = context.findById(id);
        boolean mayBeMissed = !attached || subject.source.isDestroyed();
        ledger.check(
                found == subject.source || (found == null && mayBeMissed),
                "found " + found + " by the id of " + subject);
        ledger.check(context.findByData(subject) == null, "found by what is nobody's data");
    }

    private void removeById(StressSubject subject) {
        if (subject.source.id() != 0 && context.remove(subject.source.id()) && onLoop) {
            subject.goneForLoop = true;
        }
    }

    private void quit() {
        if (chance(10)) {
            run.loop.quit();
        }
    }

    private void watchMoreOrLess(StressSubject subject) {
        Pipe pipe = anyPipe();
        if (pipe == null || subject.source.isDestroyed()) {
            return;
        }
        try {
            PollRecord more = subject.source.addWatch(pipe.source(), IOCondition.IN);
            if (chance(2)) {
                subject.source.modifyWatch(more, IOCondition.IN);
            }
            subject.source.removeWatch(more);
        } catch (IllegalStateException refused) {
            ledger.check(subject.source.isDestroyed(), "refused: " + refused);
        }
    }

    private void write() {
        Pipe pipe = anyPipe();
        if (pipe != null) {
            try {
                pipe.sink().write(ByteBuffer.allocate(1));
            } catch (IOException broken) {
                ledger.fail("cannot write", broken);
            }
        }
    }

    private SourceFunc<StressSubject> action() {
        return run::called;
    }
}

package org.mainspring.mainloop;

import java.nio.channels.SelectableChannel;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.kind.Timeout;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.source.AlwaysReady;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.FinalizeHook;
import org.mainspring.mainloop.source.SourceHandle;
import org.mainspring.mainloop.time.SystemClock;

/** A source whose end is owed to a ledger, and what its callbacks must know of it. */
final class StressSubject {
    private final StressLedger ledger;
    final Source source;

    /** Set on the loop's thread when a destroy there has returned: no callback from then on. */
    volatile boolean goneForLoop;

    /** Set when attach has returned. */
    volatile boolean attached;

    /** How often its callbacks go on. Confined to the loop. */
    int callsLeft;

    private StressSubject(StressLedger ledger, FinalizeHook kind) {
        this.ledger = ledger;
        source = new Source(kind);
        ledger.owe(this);
    }

    void ended() {
        ledger.end(this);
    }

    @Override
    public String toString() {
        return "source " + source;
    }

    static StressSubject idle(StressLedger ledger) {
        IdleKind kind = new IdleKind();
        return kind.subject = new StressSubject(ledger, kind);
    }

    static StressSubject timeout(StressLedger ledger, long intervalNanos) {
        TimeoutKind kind = new TimeoutKind(intervalNanos);
        StressSubject subject = new StressSubject(ledger, kind);
        kind.subject = subject;
        subject.source.setReadyTimeNanos(kind.firstExpiry());
        return subject;
    }

    static StressSubject watch(StressLedger ledger, SelectableChannel channel) {
        PassiveKind kind = new PassiveKind();
        StressSubject subject = new StressSubject(ledger, kind);
        kind.subject = subject;
        subject.source.addWatch(channel, IOCondition.IN);
        return subject;
    }

    /** Never ready, but by its ready time. */
    static StressSubject passive(StressLedger ledger) {
        PassiveKind kind = new PassiveKind();
        return kind.subject = new StressSubject(ledger, kind);
    }

    private static final class IdleKind extends PassiveKind implements AlwaysReady {}

    private static final class TimeoutKind extends Timeout implements FinalizeHook {
        private @Nullable StressSubject subject;

        TimeoutKind(long intervalNanos) {
            super(intervalNanos, SystemClock.INSTANCE);
        }

        @Override
        public void finalizeSource(SourceHandle self) {
            subject.ended();
        }
    }

    private static class PassiveKind implements FinalizeHook {
        @Nullable
        StressSubject subject;

        @Override
        public final boolean dispatch(SourceHandle self, @Nullable Callback callback) throws Exception {
            return callback != null && callback.call();
        }

        @Override
        public final void finalizeSource(SourceHandle self) {
            subject.ended();
        }
    }
}

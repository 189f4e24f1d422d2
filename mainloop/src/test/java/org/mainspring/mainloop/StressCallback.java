package org.mainspring.mainloop;

import java.util.concurrent.atomic.AtomicInteger;
import org.mainspring.mainloop.source.DestroyNotify;
import org.mainspring.mainloop.source.SourceFunc;

/** One callback of one source: calls its action, and sees that its notify comes once and never during a call. */
final class StressCallback implements SourceFunc<StressCallback>, DestroyNotify<StressCallback> {
    private final StressLedger ledger;
    private final StressSubject subject;
    private final SourceFunc<StressSubject> action;
    private final AtomicInteger running = new AtomicInteger();
    private volatile boolean told;

    private StressCallback(StressLedger ledger, StressSubject subject, SourceFunc<StressSubject> action) {
        this.ledger = ledger;
        this.subject = subject;
        this.action = action;
    }

    static void setOn(StressSubject subject, StressLedger ledger, SourceFunc<StressSubject> action) {
        StressCallback callback = new StressCallback(ledger, subject, action);
        ledger.owe(callback);
        subject.source.setCallback(callback, callback, callback);
    }

    @Override
    public boolean call(StressCallback self) throws Exception {
        ledger.check(self == this, "called with another's data");
        ledger.check(!told, "called after its notify: " + this);
        ledger.check(!subject.goneForLoop, "called after destroy on the loop's thread: " + this);
        ledger.check(subject.source.context().isOwner(), "called by another thread than the owner");
        ledger.calls.incrementAndGet();
        running.incrementAndGet();
        try {
            return action.call(subject);
        } finally {
            running.decrementAndGet();
            ledger.check(!told, "told during the call: " + this);
        }
    }

    @Override
    public void destroy(StressCallback self) {
        ledger.check(running.get() == 0, "told while it runs: " + this);
        told = true;
        ledger.end(this);
    }

    @Override
    public String toString() {
        return "callback of " + subject;
    }
}

package org.mainspring.mainloop;

import java.util.ArrayDeque;
import java.util.Deque;
import org.mainspring.mainloop.testing.VirtualClock;
import org.mainspring.mainloop.time.Clock;

/**
 * A clock that goes on by itself, but the same way each time: by so much with each reading. What is to happen at a moment
 * happens in the first reading from then on.
 */
public final class TickingClock implements Clock {
    static final long TICK_NANOS = 100;

    private record Planned(long momentNanos, DrivenFixture.Action action) {}

    public final VirtualClock hands = new VirtualClock();
    private final Deque<Planned> plan = new ArrayDeque<>();
    int readings;

    /** Plans one thing more, later than those planned before. */
    void at(long momentNanos, DrivenFixture.Action action) {
        plan.add(new Planned(momentNanos, action));
    }

    @Override
    public long nanos() {
        readings++;
        hands.advanceNanos(TICK_NANOS);
        Planned next = plan.peek();
        if (next != null && next.momentNanos <= hands.nanos()) {
            plan.remove();
            try {
                next.action.run();
            } catch (Exception failure) {
                throw new AssertionError(failure);
            }
        }
        return hands.nanos();
    }

    @Override
    public boolean isRealTime() {
        return true;
    }
}

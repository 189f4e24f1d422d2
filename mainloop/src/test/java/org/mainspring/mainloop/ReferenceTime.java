package org.mainspring.mainloop;

/** The time of the {@link ReferenceLoop}'s context (S130 to S132): fixed by who asks first. */
final class ReferenceTime {
    private final ReferencePoll poll;
    private final ReferenceOrder order;
    private long nanos;
    private boolean fresh;

    ReferenceTime(ReferencePoll poll, ReferenceOrder order) {
        this.poll = poll;
        this.order = order;
    }

    void makeStale() {
        fresh = false;
    }

    long nanos() {
        if (!fresh) {
            fresh = true;
            nanos = poll.clockNanos;
        }
        return nanos;
    }

    /** One who does not own the context is told the clock's time unless there is one already. */
    long nanosForOthers() {
        return fresh ? nanos : poll.clockNanos;
    }

    /**
     * A walk comes to a priority, or on from a hook in it. As we deviate from S132, it reads the clock then, if anywhere in
     * that priority is one of whom only the clock can tell whether it is ready. GLib's reads it where it comes to that one.
     */
    void comeTo(int priority) {
        boolean timed = order.sources().stream()
                .anyMatch(
                        source -> source.priority == priority && source.isLive() && !source.ready && source.isTimer());
        if (timed) {
            nanos();
        }
    }
}

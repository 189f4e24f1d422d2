package org.mainspring.mainloop;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.ReferenceOrder.Place;

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
     * A walk of prepare comes to a priority, or on from a hook in it. As we deviate from S132, it reads the clock then, if
     * anywhere in that priority is one of whom only the clock can tell whether it is ready. GLib's reads it where it comes
     * to that one.
     */
    void comeTo(int priority) {
        comeTo(priority, Set.of());
    }

    /** A walk of check: whoever has seen something, up to the next that is asked, is known to be ready without the clock. */
    void comeTo(int priority, @Nullable Place next) {
        Set<ReferenceSource> lit = new HashSet<>();
        for (Place place = next; place != null && place.priority == priority; place = order.after(place)) {
            ReferenceSource source = place.source;
            if (source != null && source.isAsked()) {
                break;
            }
            if (source != null && source.hasRevents()) {
                lit.add(source);
            }
        }
        comeTo(priority, lit);
    }

    private void comeTo(int priority, Set<ReferenceSource> lit) {
        boolean timed = order.sources().stream()
                .filter(source -> source.priority == priority && !lit.contains(source))
                .anyMatch(source -> source.isLive() && !source.ready && source.hasDeadline() && !source.isAsked());
        if (timed) {
            nanos();
        }
    }
}

package org.mainspring.mainloop;

import java.util.ArrayList;
import java.util.LinkedList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.time.Nanos;

/** A source of the {@link ReferenceWorld}. */
final class ReferenceSource {
    /** One poll record. */
    static final class Watch {
        final ReferenceSource source;
        final int channel;
        IOCondition events;
        IOCondition seen = IOCondition.NONE; // by the poll, not yet shown
        IOCondition revents = IOCondition.NONE;
        final boolean raw; // makes nobody ready
        boolean owesNval; // seen, and to be seen again until it was shown
        boolean listed; // in the last query
        boolean saidNval; // by a poller that says it once

        Watch(ReferenceSource source, int channel, IOCondition events, boolean raw) {
            this.source = source;
            this.channel = channel;
            this.events = events;
            this.raw = raw;
        }

        boolean isTold() {
            return revents.contains(IOCondition.NVAL);
        }

        IOCondition mask() {
            return events.or(IOCondition.UNASKED);
        }
    }

    /** A callback, and who holds it: its source, and every dispatch that is running (S174). */
    static final class Callback {
        final ModelWorld.Callback what;
        int holders = 1;

        Callback(ModelWorld.Callback what) {
            this.what = what;
        }
    }

    final int number;
    final ModelWorld.Kind kind;
    final long intervalNanos;
    final List<Watch> watches = new ArrayList<>();

    /** The one added last comes first (S4). */
    final LinkedList<ReferenceSource> children = new LinkedList<>();

    boolean hadChildren; // or has some

    @Nullable
    ReferenceSource parent;

    @Nullable
    Callback callback;

    int id; // 0 until it is attached
    int priority;
    long readyTimeNanos = Nanos.NEVER;
    boolean canRecurse;
    boolean disposes;

    boolean linked; // the context holds it
    boolean queued; // the batch holds it
    int calls; // dispatches that hold it
    boolean destroyed;
    boolean finalized;

    boolean ready;
    int blocks;

    ReferenceSource(int number, ModelWorld.Kind kind, long intervalNanos) {
        this.number = number;
        this.kind = kind;
        this.intervalNanos = intervalNanos;
        priority = kind == ModelWorld.Kind.IDLE ? 200 : 0;
    }

    /** The first watch, or raw record; null if there is none. */
    @Nullable
    Watch first(boolean raw) {
        return watches.stream().filter(watch -> watch.raw == raw).findFirst().orElse(null);
    }

    boolean isLive() {
        return !destroyed && blocks == 0;
    }

    String seen() {
        StringBuilder seen = new StringBuilder("seen");
        watches.stream()
                .filter(watch -> !watch.raw)
                .forEach(watch -> seen.append(' ').append(watch.revents));
        watches.stream()
                .filter(watch -> watch.raw)
                .forEach(watch -> seen.append(" raw ").append(watch.revents));
        return seen.toString();
    }

    boolean hasRevents() {
        return watches.stream().anyMatch(watch -> !watch.raw && !watch.revents.isEmpty());
    }

    /** An always ready source has no use for a ready time. */
    boolean hasDeadline() {
        return readyTimeNanos != Nanos.NEVER && !kind.isAlwaysReady();
    }

    /** Whether a walk has to ask it at its place: it has a hook, or a family. */
    boolean isAsked() {
        return kind.prepares() || kind.checks() || hadChildren || (kind.isAlwaysReady() && parent != null);
    }

    /** S28. */
    void markReady() {
        for (ReferenceSource source = this; source != null; source = source.parent) {
            source.ready = true;
        }
    }

    /**
     * S72, S97: it and all below it, as often as it is blocked. Not what is below a child whose destroy notify is running:
     * that one is out of sight; in GLib it is not yet, but only a notify that iterates can tell.
     */
    void block(int more) {
        if (!destroyed) {
            blocks += more;
            children.forEach(child -> child.block(more));
        }
    }
}

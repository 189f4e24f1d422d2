package org.mainspring.mainloop;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.ReferenceSource.Watch;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.time.Nanos;

/**
 * How sources of the {@link ReferenceWorld} come, change and end: sections 2A, 2B, 2P and 2Q of the contract, with D9
 * for the ends.
 */
final class ReferenceLife {
    private final ModelWorld.Program program;
    private final ReferencePoll poll;
    final ReferenceOrder order = new ReferenceOrder();
    private final Map<Integer, ReferenceSource> numbered = new HashMap<>();
    private final Map<Integer, ReferenceSource> ids = new HashMap<>(); // S11: until the source has ended
    private final Deque<ReferenceSource> lonePolls = new ArrayDeque<>();
    private int nextId;

    ReferenceLife(ModelWorld.Program program, ReferencePoll poll, int firstId) {
        this.program = program;
        this.poll = poll;
        nextId = firstId;
    }

    // ---- coming

    void make(int number, ModelWorld.Kind kind, long intervalNanos) {
        ReferenceSource source = new ReferenceSource(number, kind, intervalNanos);
        rearm(source, poll.clockNanos); // S145
        numbered.put(number, source);
    }

    ReferenceSource numbered(int number) {
        return numbered.get(number);
    }

    void attach(ReferenceSource source) {
        enroll(source, null);
    }

    /** S4: a source, then each child before it, the one added last first. */
    private void enroll(ReferenceSource source, @Nullable ReferenceSource parent) {
        source.id = takeId();
        ids.put(source.id, source);
        source.linked = true;
        place(source, parent);
        if (source.blocks == 0) {
            source.watches.forEach(poll::add);
        }
        poll.signalled |= !source.watches.isEmpty();
        source.children.forEach(child -> enroll(child, source));
    }

    private void place(ReferenceSource source, @Nullable ReferenceSource parent) {
        if (parent == null) {
            order.append(source);
        } else {
            order.insertBefore(parent, source);
        }
    }

    /** S13. */
    private int takeId() {
        while (nextId == 0 || ids.containsKey(nextId)) {
            nextId++;
        }
        return nextId++;
    }

    void addChild(ReferenceSource source, ReferenceSource child) {
        source.children.addFirst(child);
        source.hadChildren = true;
        child.parent = source;
        setOnlyPriority(child, source.priority);
        child.block(source.blocks); // S99
        if (source.linked) {
            enroll(child, source);
        }
    }

    // ---- changing

    /** S6, S7, S9. */
    void setPriority(ReferenceSource source, int priority) {
        if (source.linked) {
            move(source, priority);
        } else {
            setOnlyPriority(source, priority);
        }
    }

    private void setOnlyPriority(ReferenceSource source, int priority) {
        source.priority = priority;
        source.children.forEach(child -> setOnlyPriority(child, priority));
    }

    private void move(ReferenceSource source, int priority) {
        if (source.destroyed) {
            return; // it stands nowhere any more: its destroy notify is running
        }
        order.remove(source);
        source.priority = priority;
        place(source, source.parent);
        if (source.blocks == 0) { // S10
            for (Watch watch : source.watches) {
                poll.renew(watch);
            }
        }
        poll.signalled |= !source.watches.isEmpty();
        source.children.forEach(child -> move(child, priority));
    }

    /** S139 to S141. */
    void setReadyTime(ReferenceSource source, long readyTimeNanos) {
        if (source.readyTimeNanos != readyTimeNanos) {
            source.readyTimeNanos = readyTimeNanos;
            poll.signalled |= source.linked && source.isLive();
        }
    }

    /** S146, S149: when a timeout is due that begins now. */
    void rearm(ReferenceSource source, long nowNanos) {
        if (source.kind == ModelWorld.Kind.TIMEOUT) {
            setReadyTime(source, Nanos.after(nowNanos, source.intervalNanos));
        } else if (source.kind == ModelWorld.Kind.SECONDS) {
            setReadyTime(source, alignedSeconds(Nanos.after(nowNanos, source.intervalNanos)));
        }
    }

    private static long alignedSeconds(long expiry) {
        if (expiry > Nanos.NEVER - 2 * Nanos.PER_SECOND || expiry < Long.MIN_VALUE + 2 * Nanos.PER_SECOND) {
            return expiry;
        }
        long e = expiry - ModelWorld.PERTURBATION_NANOS;
        long r = ((e % Nanos.PER_SECOND) + Nanos.PER_SECOND) % Nanos.PER_SECOND;
        return e - r + (r >= Nanos.PER_SECOND / 4 ? Nanos.PER_SECOND : 0) + ModelWorld.PERTURBATION_NANOS;
    }

    void addWatch(ReferenceSource source, Watch watch) {
        source.watches.add(watch);
        if (source.linked) {
            poll.signalled = true;
            if (source.blocks == 0) {
                poll.add(watch);
            }
        }
    }

    void removeWatch(ReferenceSource source, Watch watch) {
        source.watches.remove(watch);
        poll.remove(watch);
        poll.signalled |= source.linked;
    }

    /** S129: it stands among the sources, and nobody can find it. */
    void addLonePoll(int channel, IOCondition events, int priority) {
        ReferenceSource carrier = new ReferenceSource(-1, ModelWorld.Kind.PLAIN, 0);
        carrier.priority = priority;
        carrier.linked = true;
        order.append(carrier);
        lonePolls.add(carrier);
        addWatch(carrier, new Watch(carrier, channel, events, true));
    }

    void removeLonePoll() {
        if (!lonePolls.isEmpty()) {
            ReferenceSource carrier = lonePolls.remove();
            order.remove(carrier);
            carrier.watches.forEach(poll::remove);
            poll.signalled = true;
        }
    }

    void block(ReferenceSource source, int more) {
        source.block(more);
        follow(source);
    }

    /** Takes out of the poll what is blocked, puts back what is not. */
    private void follow(ReferenceSource source) {
        if (!source.destroyed) {
            source.watches.forEach(source.blocks > 0 ? poll::takeOut : poll::putBack);
            source.children.forEach(this::follow);
        }
    }

    // ---- callbacks

    void setCallback(ReferenceSource source, ModelWorld.@Nullable Callback what) {
        ReferenceSource.Callback before = source.callback;
        source.callback = what == null ? null : new ReferenceSource.Callback(what);
        release(before);
        if (source.finalized) { // too late even for the finalization to let it go
            releaseLast(source);
        }
    }

    void release(ReferenceSource.@Nullable Callback callback) {
        if (callback == null) {
            return;
        }
        callback.holders--;
        if (callback.what.indirect()) { // S183
            program.ended("unref", callback.what.number());
        } else if (callback.holders == 0 && callback.what.notifies()) {
            program.ended("notified", callback.what.number());
        }
    }

    private void releaseLast(ReferenceSource source) {
        ReferenceSource.Callback last = source.callback;
        source.callback = null;
        release(last);
    }

    // ---- ending

    /** S171; S172 with D9 for one that is not attached. */
    void destroy(ReferenceSource source) {
        if (source.destroyed) {
            return;
        }
        source.destroyed = true;
        boolean wakes = source.linked && !source.watches.isEmpty();
        if (source.linked) {
            order.remove(source);
            source.watches.forEach(poll::remove); // in GLib after the notify; only a notify that iterates can tell
            releaseLast(source);
            while (!source.children.isEmpty()) { // S166
                ReferenceSource child = source.children.removeFirst();
                child.parent = null;
                destroy(child);
            }
            source.linked = false;
        } else {
            source.children.forEach(child -> child.parent = null); // S169
            source.children.clear();
        }
        if (source.parent != null) { // S167
            source.parent.children.remove(source);
            source.parent = null;
        }
        finalizeIfOver(source);
        poll.signalled |= wakes; // GLib wakes before, which shows only in a finalize hook that iterates
    }

    void finalizeIfOver(ReferenceSource source) {
        if (source.destroyed && !source.linked && !source.queued && source.calls == 0 && !source.finalized) {
            source.finalized = true;
            ids.remove(source.id);
            if (source.disposes) {
                program.ended("disposed", source.number);
            }
            if (source.kind.isOwn()) {
                program.ended("finalized", source.number);
            }
            releaseLast(source); // S176
        }
    }

    /** S180. */
    void close() {
        List<ReferenceSource> sources = order.sources();
        sources.removeAll(lonePolls);
        Collections.reverse(sources);
        sources.forEach(source -> source.calls++); // kept until all are destroyed
        sources.forEach(this::destroy);
        for (ReferenceSource source : sources) {
            source.calls--;
            finalizeIfOver(source);
        }
    }

    // ---- being found

    @Nullable
    ReferenceSource byId(int id) {
        ReferenceSource source = ids.get(id);
        return source == null || source.destroyed ? null : source;
    }

    /** S18. */
    @Nullable
    ReferenceSource byData(int data, Predicate<ReferenceSource> fits) {
        for (ReferenceSource source : order.sources()) {
            if (!source.destroyed
                    && fits.test(source)
                    && source.callback != null
                    && dataOf(source.callback.what) == data) {
                return source;
            }
        }
        return null;
    }

    /** S184: an indirect one is asked. */
    private int dataOf(ModelWorld.Callback callback) {
        if (callback.indirect()) {
            program.log("get " + callback.number());
        }
        return callback.data();
    }

    /** All of them that have been made, in order of number. */
    List<ReferenceSource> all() {
        List<ReferenceSource> all = new ArrayList<>(numbered.values());
        all.sort(Comparator.comparingInt(source -> source.number));
        return all;
    }
}

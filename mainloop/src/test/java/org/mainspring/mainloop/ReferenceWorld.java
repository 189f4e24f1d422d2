package org.mainspring.mainloop;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.source.Diagnostic;
import org.mainspring.mainloop.time.Nanos;

/**
 * The loop as section 2T of the contract words it, by one list and scans over it, with D1-D7 and D9 repaired; and where
 * we mean to do less than GLib (no poll without cause, fewer wake-ups), doing less. One file, so that it can be read
 * beside 2T from top to bottom.
 */
final class ReferenceWorld implements ModelWorld {
    private static final class Watch {
        final int channel;
        IOCondition events;
        IOCondition seen = IOCondition.NONE; // by the poll, not yet shown
        IOCondition revents = IOCondition.NONE;

        Watch(int channel, IOCondition events) {
            this.channel = channel;
            this.events = events;
        }
    }

    private static final class Ref {
        final int number;
        final Kind kind;
        final long intervalNanos;
        final List<Watch> watches = new ArrayList<>();
        int id;
        int priority;
        long position;
        long readyTimeNanos = Nanos.NEVER;
        boolean ready;
        boolean destroyed;
        boolean canRecurse;
        boolean queued;
        boolean finalized;
        int blocks;
        int calls;

        Ref(int number, Kind kind, long intervalNanos) {
            this.number = number;
            this.kind = kind;
            this.intervalNanos = intervalNanos;
        }

        boolean hasRevents() {
            return watches.stream().anyMatch(watch -> !watch.revents.isEmpty());
        }

        boolean isLive() {
            return !destroyed && blocks == 0;
        }

        boolean isBehind(int otherPriority, long otherPosition) {
            return priority > otherPriority || (priority == otherPriority && position > otherPosition);
        }
    }

    private final Program program;
    private final List<Ref> sources = new ArrayList<>();
    private final IOCondition[] channels = {IOCondition.NONE, IOCondition.NONE, IOCondition.NONE};
    private final Deque<Runnable> pollActions = new ArrayDeque<>();
    private final Deque<Ref> batch = new ArrayDeque<>();
    private long positions;
    private long clockNanos;
    private long cachedNanos;
    private boolean cached;
    private boolean signalled;
    private boolean changed;
    private boolean inHook;
    private int depth;
    private long horizonNanos = Nanos.NEVER;
    private int best;
    private long timeoutNanos;

    private final boolean phaseByPhase;

    private ReferenceWorld(Program program, boolean phaseByPhase) {
        this.program = program;
        this.phaseByPhase = phaseByPhase;
    }

    static ReferenceWorld iterated(Program program) {
        return new ReferenceWorld(program, false);
    }

    static ReferenceWorld phaseByPhase(Program program) {
        return new ReferenceWorld(program, true);
    }

    // ---- one iteration

    @Override
    public boolean iterate(boolean mayBlock, long horizon) {
        horizonNanos = clockNanos + horizon;
        boolean found = look(mayBlock, phaseByPhase);
        if (found) {
            dispatch();
        }
        return found;
    }

    @Override
    public boolean pending() {
        boolean found = look(false, false);
        if (depth > 0 && !inHook) {
            discard();
        }
        return found;
    }

    private boolean look(boolean mayBlock, boolean pollsAlways) {
        if (inHook) {
            program.log("warned " + Diagnostic.ITERATION_IN_HOOK);
            return false;
        }
        prepare();
        query();
        poll(mayBlock ? timeoutNanos : 0, pollsAlways);
        return check(best);
    }

    private @Nullable Ref behind(int priority, long position) {
        Ref next = null;
        for (Ref ref : sources) {
            if (!ref.destroyed
                    && ref.isBehind(priority, position)
                    && (next == null || next.isBehind(ref.priority, ref.position))) {
                next = ref;
            }
        }
        return next;
    }

    private @Nullable Ref first() {
        return behind(Integer.MIN_VALUE, -1);
    }

    private void prepare() {
        cached = false;
        discard();
        best = Integer.MAX_VALUE;
        boolean found = false;
        timeoutNanos = Nanos.NEVER;
        for (Ref ref = first(); ref != null && !(found && ref.priority > best); ) {
            int priority = ref.priority;
            long position = ref.position;
            if (ref.isLive()) {
                long wait = Nanos.NEVER;
                boolean ready = false;
                if (!ref.ready) {
                    long answer = ref.kind == Kind.IDLE ? READY : ref.kind.prepares() ? hookPrepare(ref) : -1;
                    ready = answer == READY;
                    wait = answer < 0 ? Nanos.NEVER : answer;
                    if (!ready && ref.readyTimeNanos != Nanos.NEVER) {
                        ready = ref.readyTimeNanos <= now();
                    }
                }
                ref.ready |= ready;
                if (ref.ready) {
                    found = true;
                    best = ref.priority;
                    wait = 0;
                }
                timeoutNanos = Math.min(timeoutNanos, wait);
            }
            ref = behind(priority, position);
        }
        if (!found) {
            boundByAllDeadlines();
        }
    }

    /** Deadlines count as they stand after the walk; in GLib as each stood when the walk came by. */
    private void boundByAllDeadlines() {
        for (Ref ref : sources) {
            if (ref.isLive() && ref.readyTimeNanos != Nanos.NEVER) {
                timeoutNanos = Math.min(timeoutNanos, Math.max(0, ref.readyTimeNanos - now()));
            }
        }
    }

    private long hookPrepare(Ref ref) {
        beginHook(ref);
        long answer = program.prepared(ref.number);
        endHook(ref);
        return answer;
    }

    private long now() {
        if (!cached) {
            cached = true;
            cachedNanos = clockNanos;
        }
        return cachedNanos;
    }

    private void query() {
        changed = false;
        for (Ref ref : sources) {
            for (Watch watch : ref.watches) {
                watch.seen = IOCondition.NONE;
                watch.revents = IOCondition.NONE;
            }
        }
        if (timeoutNanos != 0) {
            cached = false;
        }
    }

    /** An iteration polls only to wait, or if somebody at the ready priority or better is watched. */
    private void poll(long timeout, boolean always) {
        boolean watched = always
                || sources.stream().anyMatch(ref -> ref.isLive() && !ref.watches.isEmpty() && ref.priority <= best);
        boolean sleeps = timeout > 0 && !signalled;
        if (!sleeps && !watched) {
            return;
        }
        program.log("poll " + (sleeps ? timeout : 0));
        Runnable action = pollActions.poll();
        if (action != null) {
            action.run();
        }
        boolean any = false;
        for (Ref ref : sources) {
            if (ref.isLive()) {
                for (Watch watch : ref.watches) {
                    watch.seen = channels[watch.channel];
                    any |= watch.seen.intersects(watch.events.or(IOCondition.UNASKED));
                }
            }
        }
        if (sleeps && !any && !signalled) {
            clockNanos = Math.max(clockNanos, Math.min(Nanos.after(clockNanos, timeout), horizonNanos));
        }
    }

    private boolean check(int priorityGiven) {
        if (priorityGiven >= 0) {
            signalled = false;
        }
        if (changed) {
            return false;
        }
        for (Ref ref : sources) {
            if (ref.isLive() && ref.priority <= priorityGiven) {
                for (Watch watch : ref.watches) {
                    watch.revents = watch.seen.and(watch.events.or(IOCondition.UNASKED));
                }
            }
        }
        int limit = priorityGiven;
        boolean found = false;
        for (Ref ref = first(); ref != null && !(found && ref.priority > limit); ) {
            int priority = ref.priority;
            long position = ref.position;
            if (ref.isLive()) {
                boolean counts = ref.ready;
                if (!ref.ready) {
                    boolean ready = ref.kind == Kind.IDLE || (ref.kind.checks() && hookCheck(ref));
                    ready = ready || (!ref.destroyed && ref.hasRevents());
                    ready = ready || (ref.readyTimeNanos != Nanos.NEVER && ref.readyTimeNanos <= now());
                    ref.ready |= ready;
                    counts = ready;
                }
                if (counts) {
                    found = true;
                    limit = ref.priority;
                    collect(ref);
                }
            }
            ref = behind(priority, position);
        }
        return found;
    }

    /** One that has destroyed itself in its hook counts (S62), and is over. */
    private void collect(Ref ref) {
        if (!ref.destroyed) {
            ref.queued = true;
            batch.add(ref);
        }
    }

    private boolean hookCheck(Ref ref) {
        beginHook(ref);
        boolean answer = program.checked(ref.number);
        endHook(ref);
        return answer;
    }

    /** Nobody ends while a hook of his runs. */
    private void beginHook(Ref ref) {
        inHook = true;
        ref.calls++;
    }

    private void endHook(Ref ref) {
        inHook = false;
        ref.calls--;
        finalizeIfOver(ref);
    }

    private void discard() {
        for (Ref ref = batch.poll(); ref != null; ref = batch.poll()) {
            ref.queued = false;
            finalizeIfOver(ref);
        }
    }

    private void dispatch() {
        for (Ref ref = batch.poll(); ref != null; ref = batch.poll()) {
            ref.queued = false;
            ref.ready = false;
            if (!ref.destroyed) {
                dispatch(ref);
            }
            finalizeIfOver(ref);
        }
    }

    private void dispatch(Ref ref) {
        boolean blocks = !ref.canRecurse;
        ref.blocks += blocks ? 1 : 0;
        ref.calls++;
        depth++;
        boolean keep = false;
        RuntimeException failure = null;
        try {
            keep = call(ref);
        } catch (IllegalStateException thrown) {
            failure = thrown;
        }
        depth--;
        ref.calls--;
        if (blocks) {
            ref.blocks--;
            ref.watches.forEach(watch -> watch.revents = IOCondition.NONE);
        }
        if (!keep) {
            destroy(ref.number);
        }
        finalizeIfOver(ref);
        if (failure != null) {
            program.log("failed " + failure.getMessage());
        }
    }

    private boolean call(Ref ref) {
        if (ref.kind.hasOwnDispatch()) {
            StringBuilder seen = new StringBuilder("seen");
            ref.watches.forEach(watch -> seen.append(' ').append(watch.revents));
            program.log(seen.toString());
        }
        boolean keep = program.dispatched(ref.number);
        if (keep && ref.kind == Kind.TIMEOUT) {
            setReadyTime(ref.number, now() + ref.intervalNanos);
        }
        return keep;
    }

    private void finalizeIfOver(Ref ref) {
        if (ref.destroyed && !ref.queued && ref.calls == 0 && !ref.finalized) {
            ref.finalized = true;
            if (ref.kind.hasOwnDispatch()) {
                program.log("finalized " + ref.number);
            }
        }
    }

    // ---- what the script does

    @Override
    public void attach(Kind kind, int priority, long intervalNanos) {
        Ref ref = new Ref(sources.size(), kind, intervalNanos);
        ref.priority = priority;
        ref.position = positions++;
        ref.id = sources.size() + 1;
        if (kind == Kind.TIMEOUT) {
            ref.readyTimeNanos = clockNanos + intervalNanos;
        }
        sources.add(ref);
    }

    @Override
    public void destroy(int source) {
        Ref ref = sources.get(source);
        if (!ref.destroyed) {
            ref.destroyed = true;
            ref.ready = false;
            if (!ref.watches.isEmpty()) {
                changed |= ref.blocks == 0;
            }
            finalizeIfOver(ref);
            signalled |= !ref.watches.isEmpty();
        }
    }

    @Override
    public void setPriority(int source, int priority) {
        Ref ref = sources.get(source);
        ref.priority = priority;
        ref.position = positions++;
        if (!ref.watches.isEmpty()) {
            changed |= ref.blocks == 0;
            signalled = true;
            ref.watches.forEach(watch -> watch.revents = IOCondition.NONE); // S10, S117
        }
    }

    @Override
    public void setReadyTime(int source, long readyTimeNanos) {
        Ref ref = sources.get(source);
        if (ref.readyTimeNanos != readyTimeNanos) {
            ref.readyTimeNanos = readyTimeNanos;
            signalled |= ref.isLive();
        }
    }

    @Override
    public void setCanRecurse(int source, boolean canRecurse) {
        sources.get(source).canRecurse = canRecurse;
    }

    @Override
    public void addWatch(int source, int channel, IOCondition events) {
        Ref ref = sources.get(source);
        ref.watches.add(new Watch(channel, events));
        changed |= ref.blocks == 0;
        signalled = true;
    }

    @Override
    public void modifyWatch(int source, IOCondition events) {
        Ref ref = sources.get(source);
        if (!ref.watches.isEmpty()) {
            ref.watches.get(0).events = events;
            signalled = true;
        }
    }

    @Override
    public void removeWatch(int source) {
        Ref ref = sources.get(source);
        if (!ref.watches.isEmpty()) {
            ref.watches.remove(0);
            changed |= ref.blocks == 0;
            signalled = true;
        }
    }

    @Override
    public void makeReady(int channel, IOCondition seen) {
        channels[channel] = seen;
    }

    @Override
    public void duringNextPoll(Runnable action) {
        pollActions.add(action);
    }

    @Override
    public void wakeup() {
        signalled = true;
    }

    @Override
    public void advance(long nanos) {
        clockNanos += nanos;
    }

    @Override
    public long nowNanos() {
        return clockNanos;
    }

    @Override
    public boolean isDestroyed(int source) {
        return sources.get(source).destroyed;
    }

    @Override
    public int id(int source) {
        return sources.get(source).id;
    }

    @Override
    public int findByData(int data) {
        for (Ref ref = first(); ref != null; ref = behind(ref.priority, ref.position)) {
            if (ref.number % 3 == data) {
                return ref.number;
            }
        }
        return -1;
    }

    @Override
    public String marked() {
        StringBuilder marked = new StringBuilder();
        for (Ref ref : sources) {
            if (ref.ready && !ref.destroyed && ref.kind != Kind.IDLE) {
                marked.append(' ').append(ref.number);
            }
        }
        return marked.toString();
    }
}

package org.mainspring.mainloop;

import static java.util.Objects.requireNonNull;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.queue.Member;
import org.mainspring.mainloop.queue.PriorityLevel;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.DisposeHook;
import org.mainspring.mainloop.source.SourceFuncs;
import org.mainspring.mainloop.source.SourceHandle;
import org.mainspring.mainloop.time.Nanos;

/**
 * A source as the engine sees it: what is wanted of it, which any thread may change, and what the engine has made of
 * it, which is confined to whoever holds the context.
 */
abstract class SourceNode extends Member implements SourceHandle {
    /* What the engine has made of it: bits of `state`. */
    static final int LINKED = 1; // it stands in its level
    static final int READY = 2; // it was found ready and not dispatched since
    static final int DUE = 4; // it stands in the due list of its level
    static final int LIT = 8; // it stands in the lit list of its level
    static final int PARKED = 16; // blocked, and taken out of heap and poller because a nested iteration looked
    static final int FINALIZED = 32; // its end has been told
    static final int STANDING = 64; // it stands in the standing list of its level
    static final int ASKED = 128; // it stands in the asked list of its level
    static final int TIMED = 256; // only the clock can tell whether it is ready: it counts as timed in its level

    /* What blocks it, and what holds it: parts of `held`, so that one addition begins a dispatch. */
    static final int CALL = 1; // a dispatch or a hook of it is running; see Dispatcher.MOST_NESTED
    static final int BLOCK = 1 << Character.SIZE; // a dispatch of it or of an ancestor blocks it
    static final int QUEUED = BLOCK >> 1; // it is in the batch

    private static final SourceNode[] NO_SOURCES = {};

    private static final VarHandle CALLBACK;
    private static final VarHandle DESTROYED;
    private static final VarHandle EXTRAS;
    private static final VarHandle LET_GO;
    private static final VarHandle PRIORITY;
    private static final VarHandle READY_TIME;
    private static final VarHandle TOLD;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            CALLBACK = lookup.findVarHandle(SourceNode.class, "callback", Callback.class);
            DESTROYED = lookup.findVarHandle(SourceNode.class, "destroyed", boolean.class);
            EXTRAS = lookup.findVarHandle(SourceNode.class, "extras", SourceExtras.class);
            LET_GO = lookup.findVarHandle(SourceNode.class, "letGo", boolean.class);
            PRIORITY = lookup.findVarHandle(SourceNode.class, "wantedPriority", int.class);
            READY_TIME = lookup.findVarHandle(SourceNode.class, "wantedReadyTimeNanos", long.class);
            TOLD = lookup.findVarHandle(SourceNode.class, "told", boolean.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    final SourceFuncs funcs;
    private final byte abilities; // what its kind is and has; see Abilities

    /* What is wanted of it: any thread. */
    private volatile boolean destroyed;

    /** Whoever destroyed it is done with it: its callback and its children are gone. Not before may it end. */
    private volatile boolean letGo;

    private volatile boolean told;

    volatile boolean canRecurse;

    volatile int wantedPriority;
    volatile long wantedReadyTimeNanos;
    private volatile @Nullable Callback callback;
    private volatile @Nullable SourceExtras<SourceNode> extras;

    /* What the engine has made of it: confined to whoever holds the context. */
    short state;

    private int held; // so many CALLs and BLOCKs, and QUEUED or not

    @Nullable
    PriorityLevel<SourceNode> level;

    SourceNode(SourceFuncs funcs) {
        this.funcs = funcs;
        READY_TIME.set(this, Nanos.NEVER); // plain: nobody else has it yet
        abilities = Abilities.of(funcs);
    }

    /** Whether its kind has a hook; a bit of {@link Abilities}. */
    final boolean can(int ability) {
        return (abilities & ability) != 0;
    }

    final boolean alwaysReady() {
        return (abilities & Abilities.ALWAYS_READY) != 0;
    }

    /**
     * The list of its level in which every iteration finds it: one for those that are always ready, one for those that
     * must be asked; 0 for none. Who has a family, or had one, is asked at its place: a child that is always ready counts for
     * its parent too, and whether a parent is due does not matter if a child has made it ready (S27, S28).
     */
    final int visitedAs() {
        if (hasHadChildren() || (abilities & (Abilities.PREPARES | Abilities.CHECKS)) != 0) {
            return ASKED;
        }
        return alwaysReady() ? (parent() == null ? STANDING : ASKED) : 0;
    }

    /** Whether somebody is to be told when it has ended. */
    final boolean endsAloud() {
        return (abilities & Abilities.FINALIZES) != 0 || disposeHook() != null;
    }

    /** What few sources have, made for this one if it had none of it. */
    final SourceExtras<SourceNode> extras() {
        SourceExtras<SourceNode> some = extras;
        if (some == null) {
            SourceExtras<SourceNode> fresh = new SourceExtras<>(funcs.initialName());
            some = EXTRAS.compareAndSet(this, null, fresh) ? fresh : requireNonNull(extras);
        }
        return some;
    }

    // ---- its family

    final @Nullable SourceNode parent() {
        Family<SourceNode> kin = kin();
        return kin == null ? null : kin.parent();
    }

    /** The children of this moment, the newest first. */
    final SourceNode[] children() {
        Family<SourceNode> kin = kin();
        return kin == null ? NO_SOURCES : kin.children();
    }

    private boolean hasHadChildren() {
        Family<SourceNode> kin = kin();
        return kin != null && kin.hasHadChildren();
    }

    /** Whether it has, or has had, anything that few sources have: a family, a poll record, a name, a hook of its own or of its kind. */
    final boolean hasExtras() {
        return extras != null;
    }

    private @Nullable Family<SourceNode> kin() {
        SourceExtras<SourceNode> some = extras;
        return some == null ? null : some.family();
    }

    final Family<SourceNode> family() {
        return extras().familyOrNew(NO_SOURCES);
    }

    /** Belongs to its parent no more. */
    final void leaveParent() {
        SourceNode parent = parent();
        if (parent != null) {
            parent.family().remove(this);
            family().leave();
        }
    }

    /** Sets the priority that is wanted of it and its descendants: a child has its parent's (S8). */
    final void wantPriority(int priority) {
        wantedPriority = priority;
        for (SourceNode child : children()) {
            child.wantPriority(priority);
        }
    }

    /** Whether it or one below it is polled. One whose destroy notify is running is so no more. */
    final boolean familyWatches() {
        if (isDestroyed()) {
            return false;
        }
        boolean any = watches() != null;
        for (SourceNode child : children()) {
            any |= child.familyWatches();
        }
        return any;
    }

    // ---- what it watches

    final boolean is(int bits) {
        return (state & bits) != 0;
    }

    final void mark(int bits) {
        state = (short) (state | bits);
    }

    final void flip(int bits) {
        state = (short) (state ^ bits);
    }

    final void unmark(int bits) {
        state = (short) (state & ~bits);
    }

    /** So many calls and blocks begin. */
    final void hold(int more) {
        held += more;
    }

    /** They are over. */
    final void release(int less) {
        held -= less;
    }

    /** Whether it must not end yet: it is queued, or something of it is running. */
    final boolean isHeld() {
        return (held & (BLOCK - 1)) != 0;
    }

    final boolean isCalled() {
        return (held & (QUEUED - 1)) != 0;
    }

    final boolean isQueued() {
        return (held & QUEUED) != 0;
    }

    /** It is in the batch from now on, or no more. */
    final void markQueued(boolean queued) {
        held = queued ? held | QUEUED : held & ~QUEUED;
    }

    final boolean isBlocked() {
        return (held & -BLOCK) != 0;
    }

    final int blocks() {
        return held >>> Character.SIZE;
    }

    /** Whether an iteration may look at it. */
    final boolean isLive() {
        return !isBlocked() && !destroyed;
    }

    /** Whether nothing but its ready time can make it ready. */
    final boolean waitsForTimeOnly() {
        return (abilities & ~(Abilities.FINALIZES | Abilities.ATTACHES)) == 0 && watches() == null;
    }

    /** Whether it only waits for its ready time, and has nothing that few sources have: no family, no poll record, no hook of its own. */
    final boolean isPlain() {
        return !hasExtras() && (abilities & ~Abilities.ATTACHES) == 0;
    }

    /** Whether it stands in its level and in the timer heap, and in no list. */
    final boolean isArmedOnly() {
        return state == (LINKED | TIMED);
    }

    /** Its poll records, or null for none. */
    final WatchRecord @Nullable [] watches() {
        SourceExtras<SourceNode> some = extras;
        return some == null ? null : some.watches;
    }

    /** Adds a poll record. Any thread. */
    final synchronized void keepWatch(WatchRecord watch) {
        WatchRecord[] before = watches();
        int count = before == null ? 0 : before.length;
        WatchRecord[] after = before == null ? new WatchRecord[1] : Arrays.copyOf(before, count + 1);
        after[count] = watch;
        extras().watches = after;
    }

    /** Forgets the poll records that were removed and that the poller has not got any more. */
    final synchronized void forgetRemovedWatches() {
        WatchRecord[] before = watches();
        if (before != null) {
            WatchRecord[] after = Arrays.stream(before)
                    .filter(watch -> watch.polled || !watch.removed)
                    .toArray(WatchRecord[]::new);
            extras().watches = after.length == 0 ? null : after;
        }
    }

    final PriorityLevel<SourceNode> levelOrThrow() {
        return requireNonNull(level);
    }

    /** Whether the last poll saw anything of what it watches. */
    final boolean hasSeenAny() {
        boolean any = false;
        WatchRecord[] records = watches();
        if (records != null) {
            for (WatchRecord record : records) {
                any |= record.lights() && record.polled && !record.revents().isEmpty();
            }
        }
        return any;
    }

    /** How many of its poll records the poller has. */
    final int polledWatches() {
        int polled = 0;
        WatchRecord[] records = watches();
        if (records != null) {
            for (WatchRecord record : records) {
                polled += record.polled ? 1 : 0;
            }
        }
        return polled;
    }

    final void wantPosition(long position) {
        extras().wantedPosition = position;
    }

    /** The place that was wanted last and not yet taken up; 0 if none. */
    final long takeWantedPosition() {
        SourceExtras<SourceNode> some = extras;
        return some == null ? 0 : some.takeWantedPosition();
    }

    /** Whether there is a deadline to keep. */
    final boolean hasDeadline() {
        return wantedReadyTimeNanos != Nanos.NEVER && !alwaysReady();
    }

    @Override
    public final boolean isDestroyed() {
        return destroyed;
    }

    /** True for the one who may do the rest of destroying it. */
    final boolean markDestroyed() {
        return DESTROYED.compareAndSet(this, false, true);
    }

    /** The one who has marked it destroyed has let go of all that was its own. */
    final void markLetGo() {
        letGo = true;
    }

    /** {@link #markLetGo} by the context's holder, who alone looks at it. */
    final void markLetGoHere() {
        LET_GO.setRelease(this, true);
    }

    final boolean isLetGo() {
        return letGo;
    }

    /** True for the one who may run its dispose and finalize hooks. */
    final boolean markTold() {
        return TOLD.compareAndSet(this, false, true);
    }

    /** Nobody is there to be told. By the context's holder, when the source has ended. */
    final void markNobodyTold() {
        TOLD.setRelease(this, true);
    }

    final boolean isTold() {
        return told;
    }

    /** Sets the dispose hook; false if there is one. */
    final boolean setDispose(DisposeHook hook) {
        return extras().setDispose(hook);
    }

    final @Nullable DisposeHook disposeHook() {
        SourceExtras<SourceNode> some = extras;
        return some == null ? null : some.disposeHook();
    }

    @Override
    public final int priority() {
        return wantedPriority;
    }

    @Override
    public final long readyTimeNanos() {
        return wantedReadyTimeNanos;
    }

    @Override
    public final @Nullable String name() {
        SourceExtras<SourceNode> some = extras;
        return some == null ? funcs.initialName() : some.name;
    }

    final void rename(@Nullable String newName) {
        extras().name = newName;
    }

    final @Nullable Callback callback() {
        return callback;
    }

    /** Gives a source that nobody else has seen yet its first ready time. */
    final void startAt(long readyTimeNanos) {
        READY_TIME.set(this, readyTimeNanos);
    }

    /** Gives a source that nobody else has seen yet its priority and its callback. */
    final void startWith(int priority, @Nullable Callback first) {
        PRIORITY.set(this, priority);
        CALLBACK.set(this, first);
    }

    /** Puts another callback in place; the one before is the caller's to retire. */
    final @Nullable Callback exchangeCallback(@Nullable Callback next) {
        return (Callback) CALLBACK.getAndSet(this, next);
    }

    @Override
    public String toString() {
        String name = name();
        String kind = name == null ? funcs.getClass().getSimpleName() : name;
        return kind + "#" + Integer.toUnsignedString(id()) + "@" + wantedPriority + (destroyed ? " destroyed" : "");
    }
}

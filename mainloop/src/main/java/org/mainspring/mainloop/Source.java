package org.mainspring.mainloop;

import static java.util.Objects.requireNonNull;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.source.AttachHook;
import org.mainspring.mainloop.source.DisposeHook;
import org.mainspring.mainloop.source.SourceFuncs;
import org.mainspring.mainloop.source.SourceHandle;

/**
 * Something a context waits for and calls back on: made, given a callback, attached to one context once, and at some
 * time destroyed.
 *
 * <p>Nothing keeps a source alive but its context and whoever holds a reference to it. It ends when it is destroyed
 * and neither waits to be dispatched nor is being dispatched; its destroy notify has run by then.
 *
 * @threads any, where a method does not say "owner"; callbacks and hooks run on the context's owner
 * @origin GLib GSource
 */
public final class Source extends ConfiguredSource implements AutoCloseable {
    /** What a callback returns to be called again. */
    public static final boolean CONTINUE = true;

    /** What a callback returns to have its source destroyed. */
    public static final boolean REMOVE = false;

    private static final VarHandle CLAIMED;

    static {
        try {
            CLAIMED = MethodHandles.lookup().findVarHandle(Source.class, "claimed", boolean.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    /* attach() first claims the source, then gives it id and position, and shows its context last: whoever sees the
     * context sees a source that the context can follow. One that destroys it before that ends it alone. */
    @SuppressWarnings("UnusedVariable") // read through CLAIMED
    private volatile boolean claimed;

    /**
     * A source of a kind of one's own; {@link Sources} makes those of the kinds that come with the library.
     *
     * @param funcs the kind: what the loop calls
     * @origin GLib g_source_new
     */
    public Source(SourceFuncs funcs) {
        super(requireNonNull(funcs, "funcs"));
    }

    /**
     * The source whose callback the calling thread is running; the innermost, if loops are nested.
     *
     * @return the source, or null outside of callbacks
     * @threads any; tells about the calling one
     * @origin GLib g_main_current_source
     */
    public static @Nullable Source current() {
        return (Source) ThreadState.current().source();
    }

    // ---- life

    /**
     * Gives the source to a context, behind all sources of equal priority; its children go with it. From then on it may be
     * dispatched, on the context's owner, even before this method returns.
     *
     * @param target the context, usually a {@link MainContext}
     * @return the source's id there, unsigned and not 0
     * @throws IllegalStateException if the source was attached before, is destroyed or has a parent, or the context is
     *     closed
     * @throws IllegalArgumentException if the context's poller cannot watch what the source wants watched
     * @origin GLib g_source_attach
     */
    public int attach(LoopContext target) {
        requireNonNull(target, "target");
        target.checkOpen();
        checkWatchable(target);
        if (isDestroyed()) {
            throw new IllegalStateException("source is destroyed: " + this);
        }
        if (parent() != null) {
            throw new IllegalStateException("source is attached with its parent: " + this);
        }
        claim();
        attachClaimed(target);
        return id();
    }

    private void claim() {
        if (!CLAIMED.compareAndSet(this, false, true)) {
            throw new IllegalStateException("source was attached before: " + this);
        }
    }

    /** Attaches what is claimed, and its descendants: each before its children, the newest child first (S4). */
    private void attachClaimed(LoopContext target) {
        if (children().length == 0) {
            attachAlone(target);
        } else {
            attachFamily(target);
        }
    }

    private void attachAlone(LoopContext target) {
        if (can(Abilities.ATTACHES)) {
            tellKinds(List.of(this), target);
        }
        enroll(target);
        target.attach(this);
        attachLateChildren(target);
    }

    /**
     * Attaches a source that was made just now and that nobody else has seen: what {@link #attach} does, without what it does
     * for the sake of others.
     */
    void attachNew(LoopContext target) {
        target.checkOpen();
        checkWatchable(target);
        CLAIMED.set(this, true);
        tellKind(target);
        enrollNew(target);
        target.attachNew(this);
    }

    private void attachFamily(LoopContext target) {
        List<Source> family = new ArrayList<>();
        addClaimed(family);
        tellKinds(family, target);
        for (Source member : family) {
            if (member == this || member.followsParent()) {
                member.enroll(target);
                target.attach(member);
            } else {
                member.claimed = false;
            }
        }
        for (Source member : family) {
            member.attachLateChildren(target);
        }
    }

    /** Whether a child is still to be attached: if its parent was destroyed before that was, it is nobody's (S169). */
    private boolean followsParent() {
        SourceNode parent = parent();
        return parent != null && parent.id() != 0 && !parent.isDestroyed() && !isDestroyed();
    }

    /** Children that came when their parent had not shown its context yet. */
    private void attachLateChildren(LoopContext target) {
        for (SourceNode child : children()) {
            ((Source) child).attachUnder(target);
        }
    }

    private void addClaimed(List<Source> family) {
        family.add(this);
        for (SourceNode node : children()) {
            Source child = (Source) node;
            if (!child.isDestroyed() && CLAIMED.compareAndSet(child, false, true)) {
                child.addClaimed(family);
            }
        }
    }

    /** Attaches a child, unless it is so already or was destroyed. */
    private void attachUnder(LoopContext target) {
        if (followsParent() && CLAIMED.compareAndSet(this, false, true)) {
            attachClaimed(target);
        }
    }

    private void tellKind(LoopContext target) {
        if (can(Abilities.ATTACHES)) {
            ((AttachHook) funcs).attaching(this, target.clock());
        }
    }

    /** If one of them has anything against it, none is attached. */
    private static void tellKinds(List<Source> family, LoopContext target) {
        boolean told = false;
        try {
            for (Source member : family) {
                member.tellKind(target);
            }
            told = true;
        } finally {
            if (!told) {
                family.forEach(member -> member.claimed = false);
            }
        }
    }

    /** Attaches a source that nobody can look up. */
    void attachHidden(LoopContext target) {
        claim();
        enrollHidden(target);
        target.attach(this);
    }

    /**
     * {@inheritDoc}
     *
     * <p>The callback's destroy notify runs before this method returns, unless the callback is running: then it runs
     * as soon as the callback has returned, on the thread that ran it. A callback that is running on another thread is
     * not waited for; none begins after this method has returned.
     */
    @Override
    public void destroy() {
        LoopContext attachedTo = attachedTo();
        if (attachedTo != null) {
            attachedTo.lifecycle.destroy(this);
        } else if (markDestroyed()) {
            endMarked();
        }
    }

    /** It was not attached when it was marked; somebody may be attaching it. */
    private void endMarked() {
        LoopContext attachedTo = attachedTo();
        if (attachedTo != null) {
            attachedTo.lifecycle.destroyMarked(this);
            return;
        }
        try {
            endUnattached();
        } finally {
            attachedTo = attachedTo();
            if (attachedTo != null) {
                attachedTo.lifecycle.lookAgain(this);
            }
        }
    }

    /** Its children live on, without a parent (S169). */
    private void endUnattached() {
        leaveParent();
        for (SourceNode child : children()) {
            child.leaveParent();
        }
        markLetGo();
        Endings.rethrow(Endings.UNATTACHED.tell(this));
    }

    /** Destroys the source, for try-with-resources. */
    @Override
    public void close() {
        destroy();
    }

    /**
     * The context that the source was attached to.
     *
     * @return the context, also after the source was destroyed; null before it is attached, and once the context is
     *     closed
     * @origin GLib g_source_get_context
     */
    public @Nullable LoopContext context() {
        LoopContext attachedTo = attachedTo();
        return attachedTo == null || attachedTo.isClosed() ? null : attachedTo;
    }

    /**
     * Sets what is told when the source has ended, once.
     *
     * @param hook called before the finalize hook of the source's kind
     * @throws IllegalStateException if there is one already
     * @origin GLib g_source_set_dispose_function
     */
    public void setDisposeHook(DisposeHook hook) {
        if (!setDispose(requireNonNull(hook, "hook"))) {
            throw new IllegalStateException("dispose hook was set before: " + this);
        }
    }

    // ---- its family

    @Override
    public void addChild(SourceHandle child) {
        requireNonNull(child, "child");
        if (!(child instanceof Source source)) {
            throw new IllegalArgumentException("child is no source of this library: " + child);
        }
        if (source == this || Positions.isAncestor(source, this)) {
            throw new IllegalArgumentException("child is an ancestor of " + this + ": " + child);
        }
        LoopContext attachedTo = attachedTo();
        if (attachedTo != null) {
            source.checkWatchable(attachedTo);
        }
        if (isDestroyed()) {
            throw new IllegalStateException("source is destroyed: " + this);
        }
        source.joinParent(this);
        family().add(source);
        source.wantPriority(priority());
        settleChild(source);
    }

    private void joinParent(Source parent) {
        if (isDestroyed()) {
            throw new IllegalStateException("child is destroyed: " + this);
        }
        if (!family().join(parent)) {
            throw new IllegalStateException("child has a parent: " + this);
        }
        if (claimed) {
            family().leave();
            throw new IllegalStateException("child was attached before: " + this);
        }
    }

    /** Attaches a new child if we are attached; if we are being attached or destroyed meanwhile, whoever comes last does it. */
    private void settleChild(Source child) {
        LoopContext attachedTo = attachedTo();
        if (attachedTo != null) {
            child.attachUnder(attachedTo);
            if (isDestroyed()) {
                child.destroy();
            }
        }
    }

    @Override
    public void removeChild(SourceHandle child) {
        requireNonNull(child, "child");
        if (!(child instanceof Source source) || source.parent() != this) {
            throw new IllegalArgumentException("no child of " + this + ": " + child);
        }
        source.destroy();
    }
}

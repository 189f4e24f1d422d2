package org.mainspring.mainloop;

import static java.util.Objects.requireNonNull;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollRecord;
import org.mainspring.mainloop.source.Diagnostic;
import org.mainspring.mainloop.source.SourceFuncs;

/** The part of a {@link Source} that knows its context, and what it watches there. */
abstract class WatchingSource extends SourceNode {
    private static final VarHandle CONTEXT;

    static {
        try {
            CONTEXT = MethodHandles.lookup().findVarHandle(WatchingSource.class, "context", LoopContext.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private volatile @Nullable LoopContext context;

    WatchingSource(SourceFuncs funcs) {
        super(funcs);
    }

    /** The context that the source was attached to, be it closed or not. */
    final @Nullable LoopContext attachedTo() {
        return context;
    }

    /** Gives id and place, and shows the context last: whoever sees the context sees a source that it can follow. */
    final void enroll(LoopContext target) {
        Registry registry = target.lifecycle.registry;
        synchronized (registry) {
            registry.enroll(this);
            context = target;
        }
    }

    /** As {@link #enroll}, for a source that nobody else has seen: who finds it by its id sees what was done under the lock. */
    final void enrollNew(LoopContext target) {
        Registry registry = target.lifecycle.registry;
        synchronized (registry) {
            registry.enroll(this);
            CONTEXT.setRelease(this, target);
        }
    }

    /** As {@link #enroll}, and nobody finds the source. */
    final void enrollHidden(LoopContext target) {
        Registry registry = target.lifecycle.registry;
        synchronized (registry) {
            registry.enrollHidden(this);
            context = target;
        }
    }

    /** Whether a context's poller can watch what the source and its descendants want watched. */
    final void checkWatchable(LoopContext target) {
        WatchRecord[] wanted = watches();
        if (wanted != null) {
            for (WatchRecord watch : wanted) {
                target.poller.validate(watch.target(), watch.events());
            }
        }
        for (SourceNode child : children()) {
            ((WatchingSource) child).checkWatchable(target);
        }
    }

    @Override
    public long timeNanos() {
        LoopContext attachedTo = attachedTo();
        if (attachedTo == null) {
            throw new IllegalStateException("source is not attached: " + this);
        }
        return attachedTo.time.nanos(attachedTo.isOwner());
    }

    // ---- watches

    @Override
    public PollRecord addWatch(Object target, IOCondition events) {
        requireNonNull(target, "target");
        requireNonNull(events, "events");
        WatchRecord watch = new WatchRecord(this, target, events);
        add(watch);
        return watch;
    }

    @Override
    public void addPoll(PollRecord record) {
        add(new WatchRecord(this, requireNonNull(record, "record")));
    }

    private void add(WatchRecord watch) {
        LoopContext attachedTo = attachedTo();
        if (attachedTo != null) {
            attachedTo.poller.validate(watch.target(), watch.events());
        }
        if (isDestroyed()) {
            throw new IllegalStateException("source is destroyed: " + this);
        }
        keepWatch(watch);
        watchesChanged();
    }

    @Override
    public void removePoll(PollRecord record) {
        requireNonNull(record, "record");
        if (isDestroyed()) {
            throw new IllegalStateException("source is destroyed: " + this);
        }
        WatchRecord[] records = watches();
        if (records != null) {
            for (WatchRecord watch : records) {
                if (watch.given == record && !watch.removed) {
                    watch.removed = true;
                    break;
                }
            }
        }
        watchesChanged();
    }

    @Override
    public void modifyWatch(PollRecord watch, IOCondition events) {
        requireNonNull(events, "events");
        WatchRecord own = own(watch);
        LoopContext attachedTo = attachedTo();
        if (attachedTo != null) {
            attachedTo.poller.validate(own.target(), events);
        }
        own.setEvents(events);
        watchesChanged();
    }

    @Override
    public void removeWatch(PollRecord watch) {
        own(watch).removed = true;
        watchesChanged();
    }

    @Override
    public IOCondition queryWatch(PollRecord watch) {
        return own(watch).revents();
    }

    private WatchRecord own(PollRecord watch) {
        requireNonNull(watch, "watch");
        if (watch instanceof WatchRecord record && record.source == this && !record.removed) {
            return record;
        }
        throw new IllegalArgumentException("no watch of this source: " + watch);
    }

    private void watchesChanged() {
        LoopContext attachedTo = attachedTo();
        if (attachedTo != null) {
            attachedTo.lifecycle.watchesChanged(this);
        }
    }

    @Override
    public void report(Diagnostic code, String message) {
        requireNonNull(code, "code");
        requireNonNull(message, "message");
        LoopContext attachedTo = attachedTo();
        if (attachedTo == null) {
            Reports.LOG_DIAGNOSTIC.report(code, message);
        } else {
            attachedTo.reports.warn(code, message);
        }
    }
}

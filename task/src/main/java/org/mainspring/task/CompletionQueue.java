package org.mainspring.task;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jctools.queues.varhandle.MpscUnboundedVarHandleArrayQueue;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.FinalizeHook;
import org.mainspring.mainloop.source.SourceHandle;

/**
 * The way of completions from any thread to one context, at one priority: first in, first out, each exactly once.
 *
 * @threads any; completions are delivered on the context's owner
 */
final class CompletionQueue implements FinalizeHook {
    /*
     * One source is there for all completions. It is armed, that is its ready time lies at the beginning of time, while
     * there is something to deliver; arming it from another thread wakes the loop.
     *
     * No completion is lost. A poster first offers, then sets `armed`, and sets the ready time if `armed` was not set.
     * The consumer, when it finds the queue empty, clears the ready time, then `armed`, then looks into the queue once
     * more. Both change `armed` by a read-modify-write, also where it would stay as it is: of two such on one variable
     * one comes first, and the other sees what was written before it. So either the consumer's comes after the
     * poster's, and its second look finds what was offered; or the poster's comes after the consumer's, it (or another
     * poster between them) reads "not armed", and sets a ready time that was cleared before. It is not enough to read
     * `armed` after the offer: JCTools publishes by a release store while it grows, and a later read may overtake that.
     *
     * The source stays armed while there is something left, so a loop that runs within a callback delivers the rest.
     * A dispatch delivers at most what was there when it began, so a flood leaves room for other sources.
     *
     * Who waits for a completion takes it as the owner, and leaves it here, spent. None of these stays at the head, so
     * the source is armed only while something is to be delivered. If nothing is, another takes the source's place: an
     * iteration may have found the one before ready, and sources stay so. A poster that still arms that one has read
     * `source` before it was replaced, so its offer is found by the look that ends disarm().
     *
     * A source whose dispatch throws is ended by its context, which tells its exception handler. Another takes its
     * place first. Posters that have still armed the one before are made good for by arming the new one in any case.
     *
     * Once the context is closed there is no consumer, and whoever comes sweeps. Sweepers take turns by `sweeping`.
     */
    private static final String NAME = "io-task-completions";
    private static final int CHUNK = 128;
    private static final long READY = Long.MIN_VALUE;

    private static final VarHandle ARMED;
    private static final VarHandle SOURCE;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            ARMED = lookup.findVarHandle(CompletionQueue.class, "armed", boolean.class);
            SOURCE = lookup.findVarHandle(CompletionQueue.class, "source", Source.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    final MainContext context;
    private final int priority;
    private final MpscUnboundedVarHandleArrayQueue<Completion> queue = new MpscUnboundedVarHandleArrayQueue<>(CHUNK);
    private final Object sweeping = new Object();
    private volatile Source source;

    @SuppressWarnings("UnusedVariable") // used through ARMED
    private volatile boolean armed;

    @SuppressWarnings("this-escape") // the source keeps its kind, and does nothing with it before it is attached
    CompletionQueue(MainContext context, int priority) {
        this.context = context;
        this.priority = priority;
        source = newSource();
    }

    private Source newSource() {
        Source created = new Source(this);
        created.setName(NAME);
        created.setPriority(priority);
        created.setCanRecurse(true);
        return created;
    }

    /** Attaches the first source. What was posted before is kept by it. */
    void open() {
        attach(source);
    }

    private void attach(Source created) {
        try {
            created.attach(context);
        } catch (IllegalStateException refused) {
            if (!context.isClosed()) {
                throw refused;
            }
            sweep();
        }
    }

    /** Hands a completion over. If the context is closed, discards it at once. */
    void post(Completion completion) {
        queue.offer(completion);
        arm();
        if (context.isClosed()) {
            sweep();
        }
    }

    private void arm() {
        if (!(boolean) ARMED.getAndSet(this, true)) {
            source.setReadyTimeNanos(READY);
        }
    }

    /** Not only the source that is being dispatched: a nested loop may have put another in its place. */
    private void disarm() {
        source.clearReadyTime();
        ARMED.getAndSet(this, false);
        if (!queue.isEmpty()) {
            arm();
        }
    }

    @Override
    public boolean dispatch(SourceHandle self, @Nullable Callback callback) throws Exception {
        assert context.isOwner();
        long end = queue.currentProducerIndex();
        try {
            do {
                Completion next = queue.poll();
                if (forgetSpent()) {
                    disarm();
                }
                if (next != null && !next.isSpent()) {
                    next.deliver();
                }
            } while (queue.currentConsumerIndex() < end);
        } catch (Throwable thrown) {
            replace(self);
            throw thrown;
        }
        return Source.CONTINUE;
    }

    /** Takes what is spent from the head. True if nothing is left. */
    private boolean forgetSpent() {
        Completion head = queue.peek();
        while (head != null && head.isSpent()) {
            queue.poll();
            head = queue.peek();
        }
        return head == null;
    }

    /** One completion is spent. If no other is left, nothing is pending, even if the source was found ready before. */
    void takenBack() {
        assert context.isOwner();
        if (!forgetSpent()) {
            return;
        }
        Source before = source;
        Source next = newSource();
        if (SOURCE.compareAndSet(this, before, next)) {
            attach(next);
            before.destroy();
            disarm();
        }
    }

    private void replace(SourceHandle before) {
        Source next = newSource();
        if (SOURCE.compareAndSet(this, before, next)) {
            ARMED.getAndSet(this, true);
            next.setReadyTimeNanos(READY);
            attach(next);
        }
    }

    /** The source has ended: with its context, or by somebody who has destroyed it. */
    @Override
    public void finalizeSource(SourceHandle self) {
        if (context.isClosed()) {
            sweep();
        } else {
            replace(self);
        }
    }

    private void sweep() {
        Throwable failure = null;
        for (Completion late = takeLate(); late != null; late = takeLate()) {
            try {
                if (!late.isSpent()) {
                    late.discard();
                }
            } catch (Throwable thrown) {
                failure = Failures.join(failure, thrown);
            }
        }
        Failures.rethrowUnchecked(failure);
    }

    private @Nullable Completion takeLate() {
        synchronized (sweeping) {
            return queue.poll();
        }
    }
}

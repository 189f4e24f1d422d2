package org.mainspring.mainloop.concurrent;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.MainLoop;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.poll.park.Interruption;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.CheckHook;
import org.mainspring.mainloop.source.PollTimeout;
import org.mainspring.mainloop.source.PrepareHook;
import org.mainspring.mainloop.source.SourceHandle;
import org.mainspring.mainloop.time.Nanos;

/**
 * How the owner of a context waits for something that the context itself may have to do: by iterating it.
 *
 * <p>The kind of a source that is more urgent than any other, and ends the nested loop when it need not wait any longer.
 * Who makes the condition true on another thread must wake the context.
 *
 * @threads owner
 */
final class OwnerWait implements PrepareHook, CheckHook {
    private final MainLoop loop;
    private final BooleanSupplier done;
    private final boolean interruptible;
    private boolean over;

    private OwnerWait(MainContext context, BooleanSupplier done, boolean interruptible) {
        loop = new MainLoop(context);
        this.done = done;
        this.interruptible = interruptible;
    }

    /** Iterates until a condition holds, whatever interrupts; an interruption is kept for the caller. */
    static void until(MainContext context, BooleanSupplier done) {
        while (!done.getAsBoolean()) {
            new OwnerWait(context, done, false).iterate(context, Nanos.NEVER);
        }
    }

    /**
     * Iterates until a condition holds.
     *
     * @param timeoutNanos how long at the most, by the context's clock; {@link Nanos#NEVER} for without end
     * @return false if the time was up first
     * @throws InterruptedException if the thread was interrupted first
     */
    static boolean until(MainContext context, BooleanSupplier done, long timeoutNanos) throws InterruptedException {
        long deadlineNanos = Nanos.after(context.clock().nanos(), Math.max(timeoutNanos, 0));
        while (!done.getAsBoolean()) {
            if (Thread.interrupted()) {
                Interruption.isThere(); // not any more: the next is another
                throw new InterruptedException();
            }
            if (deadlineNanos != Nanos.NEVER && context.clock().nanos() >= deadlineNanos) {
                return false;
            }
            new OwnerWait(context, done, true).iterate(context, deadlineNanos);
        }
        return true;
    }

    private void iterate(MainContext context, long deadlineNanos) {
        try (Source source = new Source(this)) {
            source.setName("owner-wait");
            source.setPriority(Integer.MIN_VALUE);
            source.setReadyTimeNanos(deadlineNanos);
            source.attach(context);
            loop.run();
        }
        if (!over) {
            throw new IllegalStateException("waited for by a prepare or check hook of the context that has to do it");
        }
    }

    @Override
    public boolean prepare(SourceHandle self, PollTimeout timeout) {
        return isOver();
    }

    @Override
    public boolean check(SourceHandle self) {
        return isOver();
    }

    /** If prepare finds no interruption here, then one that comes before the context sleeps ends that sleep. */
    private boolean isOver() {
        return done.getAsBoolean() || (interruptible && Interruption.isThere());
    }

    @Override
    public boolean dispatch(SourceHandle self, @Nullable Callback callback) {
        over = true;
        loop.quit();
        return Source.REMOVE;
    }
}

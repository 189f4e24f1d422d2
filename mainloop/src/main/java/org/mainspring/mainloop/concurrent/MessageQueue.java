package org.mainspring.mainloop.concurrent;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Consumer;
import org.jctools.queues.varhandle.MpscUnboundedVarHandleArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * The queue of a mailbox: whoever reads a variable after his {@link #offer}, and reads what was there before another thread
 * changed it, has offered before that thread looks into the queue, if it looks after the change. Both must be volatile.
 *
 * <p>It grows by chunks, each twice as long as the one before, up to a limit, and goes round in the last. So it allocates
 * nothing as long as no more messages wait than that holds, which is one less than its length.
 *
 * @param <M> the type of the messages
 * @threads any; takes messages out: one at a time
 */
class MessageQueue<M> extends MpscUnboundedVarHandleArrayQueue<M> {
    /*
     * JCTools takes a place by compare-and-set of the index, which is all that the promise needs where the other thread looks
     * by isEmpty(), peek() or poll(), which compare indices. (The relaxed ones will not do: they look at the element only.)
     * But one that has linked a new chunk writes the index by a release store, which a later read may overtake; and until
     * that store the queue looks empty. So who has done that, and nobody else, needs a fence.
     *
     * It is told by `grower`. If another grows the queue before the first has looked at `grower`, then that one's fence may
     * be left out: the other has moved the index after the first, by compare-and-set, and then written `grower`, where the
     * first has seen it.
     */
    static final int FIRST_CHUNK = 256;
    static final int MOST_CHUNK = 1 << 16; // 65 536, says Mailbox
    private static final VarHandle GROWER;

    static {
        try {
            GROWER = MethodHandles.lookup().findVarHandle(MessageQueue.class, "grower", Thread.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    /** The last who has linked a chunk, and has not looked here since. */
    private volatile @Nullable Thread grower;

    private final Object sweeping = new Object();

    MessageQueue() {
        this(FIRST_CHUNK);
    }

    /** With a first chunk of another length: a power of two, and 2 at least. */
    MessageQueue(int firstChunk) {
        super(firstChunk);
    }

    @Override
    public boolean offer(M message) {
        super.offer(message);
        if (grower != null) {
            fenceIfGrown();
        }
        return true;
    }

    private void fenceIfGrown() {
        GROWER.compareAndSet(this, Thread.currentThread(), null);
    }

    /** Called by the one who is about to link a chunk, while no other can. An array is longer than its chunk by one. */
    @Override
    protected int getNextBufferSize(M[] before) {
        grower = Thread.currentThread();
        int chunk = before.length - 1;
        return Math.min(2 * chunk, MOST_CHUNK) + 1;
    }

    // ---- when nobody is there who takes messages out

    /**
     * Takes all out, and tells of each, whoever throws. Several may do so at once.
     *
     * @throws RuntimeException what was thrown first, if it was one, with the rest as suppressed
     * @throws Error what was thrown first, if it was one, with the rest as suppressed
     */
    void sweep(Consumer<? super M> told) {
        Throwable failure = null;
        for (M late = takeLate(); late != null; late = takeLate()) {
            try {
                told.accept(late);
            } catch (RuntimeException | Error thrown) {
                failure = join(failure, thrown);
            }
        }
        if (failure instanceof Error error) {
            throw error;
        } else if (failure != null) {
            throw (RuntimeException) failure;
        }
    }

    private @Nullable M takeLate() {
        synchronized (sweeping) {
            return poll();
        }
    }

    private static Throwable join(@Nullable Throwable first, Throwable later) {
        if (first == null || first == later) {
            return later;
        }
        first.addSuppressed(later);
        return first;
    }
}

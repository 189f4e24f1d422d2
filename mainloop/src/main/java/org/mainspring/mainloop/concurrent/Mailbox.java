package org.mainspring.mainloop.concurrent;

import static java.util.Objects.requireNonNull;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.CheckHook;
import org.mainspring.mainloop.source.FinalizeHook;
import org.mainspring.mainloop.source.IOPoll;
import org.mainspring.mainloop.source.PollTimeout;
import org.mainspring.mainloop.source.PrepareHook;
import org.mainspring.mainloop.source.SourceHandle;

/**
 * The way of messages from any thread to the owner of a context: first in, first out, each exactly once. What a thread
 * did before it posted, the receiver sees.
 *
 * <p>One source is there for all messages, from the first one on, at its place among the sources of its priority. Its
 * batch is frozen as that of an iteration is: it is what was there when the source was found ready, or the first of that if a
 * limit is set. A receiver may iterate the context; that iteration delivers the rest.
 *
 * <p>What a receiver throws, goes where it would go if an idle had thrown it, and comes from that source, which ends. Another
 * takes its place, behind its equals, and delivers what is left; so too if somebody destroys the source.
 *
 * <p>Posting to a loop that is awake makes no system call. It allocates nothing once so many messages have waited twice, if
 * they are fewer than 65 536. A burst of posts to a loop that sleeps wakes it once.
 *
 * @param <M> the type of the messages
 * @threads any; messages are received on the context's owner
 */
public final class Mailbox<M> {
    /**
     * What becomes of messages.
     *
     * @param <M> the type of the messages
     * @threads owner, where a method does not say otherwise
     */
    @FunctionalInterface
    public interface Receiver<M> {
        /**
         * A message has arrived.
         *
         * @param message the message
         * @throws Exception whatever it likes
         */
        void receive(M message) throws Exception;

        /**
         * The context is closed: the message will never arrive.
         *
         * @param message the message
         * @threads the one that closes the context, or that posted too late
         */
        default void discard(M message) {}

        /**
         * Whether nobody wants the message any more; it is then dropped, neither received nor discarded. So it is if this
         * throws, which is told as if {@link #receive} had thrown it.
         *
         * @param message the message
         * @return true if it is of no use, and from then on always
         * @threads owner; any once the context is closed
         */
        default boolean isStale(M message) {
            return false;
        }
    }

    /*
     * A poster offers, and wakes the loop if `idle` says that it may sleep; he clears `idle` before he does so. The owner looks in
     * the prepare hook: if nothing is there, it sets `idle` and looks again. If something is there, the hook says "ready", clears
     * `idle`, and notes how far the queue has come: the end of the batch. If not, the check hook looks once more, and does the same.
     *
     * No wake-up is lost. The poster offers, then reads `idle`; the owner writes `idle`, then looks into the queue; so, by the
     * promise of the queue, one of the two sees the other. If the poster reads "idle", he wakes the context, which ends this
     * sleep or the next. If he reads "not idle", either the owner has yet to set it, and will find the message when it looks again;
     * or another poster has cleared it since. That one wakes the context after he has cleared it, and whoever is woken consumes the
     * signal and does not sleep again before the prepare hook has set `idle` and looked: after the message was offered, or the
     * poster would have read "idle". Where the hook finds "idle" it need not look twice: as long as the context is open nobody
     * but the owner sets it while a source is there to be asked (or one whose wake-up has failed), so nobody has cleared it since. So a burst to a loop that sleeps is a write, a wake-up and many reads; and a flood to a loop
     * that is awake touches the queue alone. That "not idle" comes late to a poster does no harm, so the owner writes it
     * without a fence.
     *
     * A context that spins before it sleeps asks poll() meanwhile, and promises to ask once more between pollEnd() and the
     * sleep. So from pollBegin() on `idle` stays false though nothing is there, and posters touch the queue alone. The looks of
     * the spin are at the element, which costs the poster nothing while there is none; one at the index, as all the others are,
     * would take that from him. A message that such a look overlooks, as its post is not over or one before it is not, the last
     * look finds: pollEnd() writes `idle`, then that one looks at the index, as above.
     *
     * The first post attaches the source before it clears `idle`, so who relies on it finds it attached. While somebody has
     * destroyed the source and the next is not there, nobody looks; but the end of the one wakes the loop too, unless it is the
     * owner who has destroyed it. If he does so in a hook, the next source may come in front of the walk, and the loop go to
     * sleep without asking it in prepare. So `idle` must say by then what is true of a source that has not looked: whoever
     * puts a source in place sets it, before he attaches the source. That is as late as may be, as nobody asks the source
     * earlier, and the hook may rely on it that nobody else has set `idle` since it was asked.
     *
     * A poster who reads "not idle" before that has offered before it. If the source that has gone had cleared `idle` because
     * it had found something, the iteration does not sleep. If it had because poll() is asked, the next source is asked
     * in its place: once at the least, before the sleep and after `idle` was set, and that look is at the index. If another
     * poster has cleared it, he wakes the context, after he has cleared it.
     *
     * A source that was found ready stays so until it is dispatched, with or without messages. If the last one has gone
     * stale meanwhile, another source takes its place, as nothing shall be pending then.
     *
     * Once the context is closed there is no owner, and whoever comes sweeps. The end of the source sets `idle`, and then
     * sweeps; so does a source that comes too late. A poster whom that does not see reads "idle", then "closed", which was written
     * before, and sweeps. If he clears `idle` after that end, he sets it again before he sweeps: so he sees all who have found it
     * cleared.
     */
    private static final VarHandle CURRENT;
    private static final VarHandle IDLE;

    static {
        try {
            MethodHandles.Lookup lookup = MethodHandles.lookup();
            CURRENT = lookup.findVarHandle(Mailbox.class, "current", Mailbox.Delivery.class);
            IDLE = lookup.findVarHandle(Mailbox.class, "idle", boolean.class);
        } catch (ReflectiveOperationException impossible) {
            throw new ExceptionInInitializerError(impossible);
        }
    }

    private final MainContext context;
    private final int priority;
    private final String name;
    private final Receiver<? super M> receiver;
    private final MessageQueue<M> queue;
    private final int most;
    private final Flood flood = new Flood();
    private volatile @Nullable Delivery current;

    /** Who receives. Racy: nobody finds himself there but whoever has written it. */
    private @Nullable Thread receiving;

    /** Whether the loop may sleep, and nobody wakes it yet: it has found nothing when it looked last; or there is none. */
    private volatile boolean idle = true;

    /**
     * A mailbox, which is empty.
     *
     * @param context receives the messages
     * @param priority the priority at which it does so
     * @param name the name of the source, for people
     * @param receiver told of each message
     */
    public Mailbox(MainContext context, int priority, String name, Receiver<? super M> receiver) {
        this(context, priority, name, receiver, Integer.MAX_VALUE);
    }

    /**
     * A mailbox, which is empty, and of which one iteration delivers so many messages at most: who is more urgent, or has a
     * channel that is ready, need not wait for more.
     *
     * @param context receives the messages
     * @param priority the priority at which it does so
     * @param name the name of the source, for people
     * @param receiver told of each message
     * @param most how many one iteration delivers at most; 1 or more
     * @throws IllegalArgumentException if that is less than 1
     */
    public Mailbox(MainContext context, int priority, String name, Receiver<? super M> receiver, int most) {
        this(context, priority, name, receiver, new MessageQueue<>(), most);
    }

    /** With a queue of the caller's: one that lets a test step in after a look. */
    Mailbox(
            MainContext context,
            int priority,
            String name,
            Receiver<? super M> receiver,
            MessageQueue<M> queue,
            int most) {
        this.context = requireNonNull(context, "context");
        this.priority = priority;
        this.name = requireNonNull(name, "name");
        this.receiver = requireNonNull(receiver, "receiver");
        if (most < 1) {
            throw new IllegalArgumentException("most < 1: " + most);
        }
        this.queue = queue;
        this.most = most;
    }

    /**
     * The context that receives the messages.
     *
     * @return always the same
     */
    public MainContext context() {
        return context;
    }

    /**
     * The priority at which the messages are received.
     *
     * @return a smaller number is more urgent
     */
    public int priority() {
        return priority;
    }

    /**
     * Hands a message over, to be received in an iteration to come, never within this call. If the context is closed,
     * discards it at once.
     *
     * @param message the message
     */
    public void post(M message) {
        queue.offer(requireNonNull(message, "message"));
        if (idle) {
            wake();
        } else if (receiving == Thread.currentThread()) {
            flood.forget();
        }
    }

    /**
     * Longer than 35 bytes, which keeps HotSpot from copying a call of it that is seldom made into the poster's loop: there
     * its own calls would make the compiler keep all that the poster has on the stack, a third to a half of the time of a post
     * in a flood.
     */
    private void wake() {
        if (current == null) {
            replace(null);
        }
        idle = false;
        try {
            context.wakeup();
        } catch (Throwable noStackLeft) {
            idle = true; // else who posts after this would rely on him
            throw noStackLeft;
        }
        if (context.isClosed()) {
            idle = true;
            sweep();
        }
    }

    /**
     * Messages have gone stale since they were posted. If no other is left, then nothing of this mailbox is pending in the
     * context any more, even if an iteration has found something already.
     *
     * @throws IllegalStateException if another thread owns the context, or none
     * @threads owner
     */
    public void forgetStale() {
        if (!context.isOwner()) {
            throw new IllegalStateException("context is not owned by " + Thread.currentThread());
        }
        Delivery before = current;
        if (before != null && before.found && head() == null) {
            replace(before);
            before.source.destroy();
        }
    }

    /** The next message that is still wanted, which stays; null if there is none. */
    private @Nullable M head() {
        M head = queue.peek();
        while (head != null && isStaleAtHead(head)) {
            queue.poll();
            head = queue.peek();
        }
        return head;
    }

    /** If it throws, the message has gone: the source that is next would ask in the same walk, and so would the one after it. */
    private boolean isStaleAtHead(M head) {
        try {
            return receiver.isStale(head);
        } catch (Throwable thrown) {
            queue.poll();
            throw thrown;
        }
    }

    private void replace(@Nullable Delivery before) {
        Delivery next = new Delivery();
        if (CURRENT.compareAndSet(this, before, next)) {
            idle = true; // the source before may have ended where it left that to a look which nobody takes now
            next.attach();
        }
    }

    private void sweep() {
        queue.sweep(late -> {
            if (!receiver.isStale(late)) {
                receiver.discard(late);
            }
        });
    }

    @Override
    public String toString() {
        return "Mailbox[" + name + ", priority " + priority + "]";
    }

    /** The source, and its kind. */
    private final class Delivery implements PrepareHook, CheckHook, IOPoll, FinalizeHook {
        final Source source = new Source(this);

        /** Found ready, and not dispatched since. Confined to the owner, and so are the next ones. */
        boolean found;

        /** Whether {@link #poll} is asked before the context sleeps. */
        private boolean polled;

        /** How many messages will have left the queue, since it was made, when the batch has been delivered. */
        private long end;

        void attach() {
            source.setName(name);
            source.setPriority(priority);
            source.setCanRecurse(true);
            try {
                source.attach(context);
            } catch (IllegalStateException refused) {
                if (!context.isClosed()) {
                    throw refused;
                }
                idle = true; // nobody else may do so: this source has never been one of the context's
                sweep();
            }
        }

        @Override
        public boolean prepare(SourceHandle self, PollTimeout timeout) {
            if (head() != null) {
                if (flood.isWorthARest()) {
                    Flood.rest();
                }
                return found();
            }
            flood.forget();
            if (polled || idle) {
                return false;
            }
            idle = true;
            return head() != null && found();
        }

        @Override
        public void pollBegin(SourceHandle self) {
            polled = true;
            if (idle) {
                IDLE.setRelease(Mailbox.this, false);
            }
        }

        @Override
        public boolean poll(SourceHandle self) {
            return !(polled && queue.relaxedPeek() == null) && head() != null && found();
        }

        @Override
        public void pollEnd(SourceHandle self) {
            polled = false;
            if (!found) { // else it is dispatched, and looks again, before the context sleeps
                idle = true;
            }
        }

        @Override
        public boolean check(SourceHandle self) {
            return head() != null && found();
        }

        private boolean found() {
            if (idle) {
                IDLE.setRelease(Mailbox.this, false);
            }
            found = true;
            end = Math.min(queue.currentProducerIndex(), queue.currentConsumerIndex() + most);
            return true;
        }

        @Override
        public boolean dispatch(SourceHandle self, @Nullable Callback callback) throws Exception {
            assert context.isOwner();
            found = false;
            long until = end; // a nested iteration may set another
            if (receiving != Thread.currentThread()) {
                receiving = Thread.currentThread();
            }
            flood.begin(until - queue.currentConsumerIndex());
            try {
                while (queue.currentConsumerIndex() < until) {
                    M next = queue.poll();
                    if (!receiver.isStale(next)) {
                        receiver.receive(next);
                    }
                }
                return Source.CONTINUE;
            } catch (Throwable thrown) {
                replace(this);
                throw thrown;
            }
        }

        /** Its end came with its context, or by somebody who has destroyed it, or it was replaced before. */
        @Override
        public void finalizeSource(SourceHandle self) {
            if (context.isClosed()) {
                idle = true;
                sweep();
            } else {
                replace(this);
            }
        }
    }
}

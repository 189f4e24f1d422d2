package org.mainspring.task;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.concurrent.Mailbox;

/**
 * The way of completions to one context: a mailbox for each priority. The context itself keeps this, so neither keeps the
 * other from being collected.
 *
 * @threads any; completions are delivered on the context's owner
 */
final class Completions implements Mailbox.Receiver<Completion> {
    private static final String NAME = "io-task-completions";

    private final MainContext context;
    private final ConcurrentMap<Integer, Mailbox<Completion>> mailboxes = new ConcurrentHashMap<>();

    /** The one that was asked for last: whose priority is the same again boxes no number. */
    private volatile @Nullable Mailbox<Completion> latest;

    private Completions(MainContext context) {
        this.context = context;
    }

    static Mailbox<Completion> of(MainContext context, int priority) {
        return context.attachment(Completions.class, Completions::new).mailbox(priority);
    }

    private Mailbox<Completion> mailbox(int priority) {
        Mailbox<Completion> before = latest;
        if (before != null && before.priority() == priority) {
            return before;
        }
        Mailbox<Completion> there = mailboxes.computeIfAbsent(priority, p -> new Mailbox<>(context, p, NAME, this));
        latest = there;
        return there;
    }

    @Override
    public void receive(Completion completion) throws Exception {
        completion.deliver();
    }

    @Override
    public void discard(Completion completion) {
        completion.discard();
    }

    @Override
    public boolean isStale(Completion completion) {
        return completion.isSpent();
    }
}

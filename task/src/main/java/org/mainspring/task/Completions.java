package org.mainspring.task;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
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

    private Completions(MainContext context) {
        this.context = context;
    }

    static Mailbox<Completion> of(MainContext context, int priority) {
        return context.attachment(Completions.class, Completions::new).mailbox(priority);
    }

    private Mailbox<Completion> mailbox(int priority) {
        Mailbox<Completion> there = mailboxes.get(priority);
        return there != null ? there : mailboxes.computeIfAbsent(priority, p -> new Mailbox<>(context, p, NAME, this));
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

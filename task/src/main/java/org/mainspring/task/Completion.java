package org.mainspring.task;

import org.mainspring.mainloop.concurrent.Mailbox;

/** What a mailbox of {@link Completions} carries. One of the two is called, once, unless it is spent before. */
interface Completion {
    /**
     * It has arrived on the context.
     *
     * @throws Exception what the user's code threw
     * @threads owner
     */
    void deliver() throws Exception;

    /**
     * The context is closed: it will never arrive.
     *
     * @threads as {@link Mailbox.Receiver#discard}
     */
    void discard();

    /**
     * Whether it has arrived another way, and the mailbox may forget it.
     *
     * @threads as {@link Mailbox.Receiver#isStale}
     */
    boolean isSpent();
}

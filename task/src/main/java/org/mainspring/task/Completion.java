package org.mainspring.task;

/** What a completion queue carries. One of the two is called, once, unless it is spent before. */
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
     * @threads the one that closes the context, or that came too late
     */
    void discard();

    /**
     * Whether it has arrived another way, and the queue may forget it.
     *
     * @threads owner; any once the context is closed
     */
    boolean isSpent();
}

package org.mainspring.task;

/** What a completion queue carries. One of the two is called, once. */
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
}

package org.mainspring.task;

/**
 * What ends a wait that an operation is in, such as closing a socket.
 *
 * @threads the one that cancels the task; or the one that sets the hook, if the task was cancelled before
 */
@FunctionalInterface
public interface CancelHook {
    /**
     * Called once at most.
     *
     * @throws Exception whatever it likes
     */
    void cancelled() throws Exception;
}

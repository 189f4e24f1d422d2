package org.mainspring.mainloop.source;

import org.jspecify.annotations.Nullable;

/**
 * The callback of a child watch, handed the object it was set with.
 *
 * <p>Whatever it throws ends its source, which ends anyhow; see the context's exception handler.
 *
 * @param <T> the type of that object
 * @threads owner
 * @origin GLib GChildWatchFunc
 */
@FunctionalInterface
public interface ChildFunc<T extends @Nullable Object> {
    /**
     * Called once, when the process has ended.
     *
     * @param process the process
     * @param exitValue what it ended with, as {@link Process#exitValue} says; -1 if Java does not tell
     * @param data the object that the callback was set with
     * @throws Exception whatever it likes
     */
    void ended(ProcessHandle process, int exitValue, T data) throws Exception;
}

package org.mainspring.mainloop.source;

import org.jspecify.annotations.Nullable;

/**
 * The callback of a child watch that needs no object handed to it.
 *
 * <p>Whatever it throws ends its source, which ends anyhow; see the context's exception handler.
 *
 * @threads owner
 * @origin GLib GChildWatchFunc, with what it needs captured instead of passed
 */
@FunctionalInterface
public interface ChildCallback extends ChildFunc<@Nullable Object> {
    /**
     * Called once, when the process has ended.
     *
     * @param process the process
     * @param exitValue what it ended with, as {@link Process#exitValue} says; -1 if Java does not tell
     * @throws Exception whatever it likes
     */
    void ended(ProcessHandle process, int exitValue) throws Exception;

    @Override
    default void ended(ProcessHandle process, int exitValue, @Nullable Object data) throws Exception {
        ended(process, exitValue);
    }
}

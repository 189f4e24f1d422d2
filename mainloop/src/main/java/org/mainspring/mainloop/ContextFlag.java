package org.mainspring.mainloop;

/**
 * What can be asked of a context when it is made.
 *
 * @threads any
 * @origin GLib GMainContextFlags
 */
public enum ContextFlag {
    /**
     * Attaching a source wakes the context even if nobody owns it, or the caller does: for contexts that are polled
     * by a loop that does not acquire them.
     */
    OWNERLESS_POLLING
}

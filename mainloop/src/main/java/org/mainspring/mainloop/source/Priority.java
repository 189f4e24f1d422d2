package org.mainspring.mainloop.source;

/**
 * Priorities with a name. Any {@code int} is a priority; a smaller one is more urgent, and nothing runs while
 * something more urgent is ready.
 *
 * @threads any
 * @origin GLib G_PRIORITY_HIGH and its siblings
 */
public final class Priority {
    /** For what must come before everything ordinary. */
    public static final int HIGH = -100;

    /** For timeouts and channels; the priority of a source that was given none. */
    public static final int DEFAULT = 0;

    /** For idle work that others wait for. */
    public static final int HIGH_IDLE = 100;

    /** For idle work. */
    public static final int DEFAULT_IDLE = 200;

    /** For what may wait for ever. */
    public static final int LOW = 300;

    private Priority() {}
}

package org.mainspring.mainloop.differential;

import java.util.Locale;

/** What an action of a scenario does. docs/differential.md says what each means, and what stands behind it. */
enum Verb {
    CREATE,
    ATTACH,
    DESTROY,
    PRIORITY,
    READY,
    UNREADY,
    RECURSE,
    CALLBACK,
    WATCH,
    MODIFY,
    UNWATCH,
    WRITE,
    DRAIN,
    HANGUP,
    SET,
    ITERATE,
    PENDING,
    DRIVE,
    RUN,
    QUIT,
    WAKEUP,
    ADVANCE,
    TIME,
    FIND,
    SEARCH,
    INVOKE,
    ADOPT,
    DISOWN,
    ACQUIRE,
    RELEASE,
    CLOSE;

    /** Whether another thread may do it. */
    boolean isForAnyThread() {
        return switch (this) {
            case ITERATE, PENDING, DRIVE, RUN, ADVANCE, TIME, INVOKE, ACQUIRE, RELEASE, CLOSE -> false;
            default -> true;
        };
    }

    /** Whether it is about the world outside of the context, so that it can be done when the context is closed. */
    boolean isOutside() {
        return switch (this) {
            case WRITE, DRAIN, HANGUP, SET, ADVANCE -> true;
            default -> false;
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

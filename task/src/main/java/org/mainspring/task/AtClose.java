package org.mainspring.task;

import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.FinalizeHook;
import org.mainspring.mainloop.source.Priority;
import org.mainspring.mainloop.source.SourceHandle;

/**
 * What is to be done when a context is closed, unless it is called off before: a source that is never ready, and is asked
 * nothing.
 *
 * @threads any; it is done on the thread that closes the context
 */
final class AtClose implements FinalizeHook {
    private static final String NAME = "io-task-at-close";

    private volatile @Nullable Runnable action;
    private final Source source = new Source(this);

    private AtClose(Runnable action) {
        this.action = action;
    }

    /** Throws IllegalStateException if the context is closed already; then it is not done. */
    static AtClose of(MainContext context, Runnable action) {
        AtClose made = new AtClose(action);
        made.source.setName(NAME);
        made.source.setPriority(Priority.DEFAULT_IDLE);
        made.source.attach(context);
        return made;
    }

    /** It need not be done any more. If the context is being closed at the same time, it may be done all the same. */
    void callOff() {
        action = null;
        source.destroy();
    }

    @Override
    public boolean dispatch(SourceHandle self, @Nullable Callback callback) {
        return Source.CONTINUE; // never: nothing makes it ready
    }

    @Override
    public void finalizeSource(SourceHandle self) {
        Runnable due = action; // racy read: see callOff
        action = null;
        if (due != null) {
            due.run();
        }
    }
}

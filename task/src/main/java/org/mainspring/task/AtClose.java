package org.mainspring.task;

import java.util.concurrent.atomic.AtomicReference;
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

    private final AtomicReference<@Nullable Runnable> action;
    private final Source source = new Source(this);

    private AtClose(Runnable action) {
        this.action = new AtomicReference<>(action);
    }

    /** Throws IllegalStateException if the context is closed already; then it is not done. */
    static AtClose of(MainContext context, Runnable action) {
        AtClose made = new AtClose(action);
        made.source.setName(NAME);
        made.source.setPriority(Priority.DEFAULT_IDLE);
        made.source.attach(context);
        return made;
    }

    /** True if it is never done now; false if it was done, or is being done. */
    boolean callOff() {
        boolean calledOff = action.getAndSet(null) != null;
        source.destroy();
        return calledOff;
    }

    @Override
    public boolean dispatch(SourceHandle self, @Nullable Callback callback) {
        return Source.CONTINUE; // never: nothing makes it ready
    }

    @Override
    public void finalizeSource(SourceHandle self) {
        Runnable due = action.getAndSet(null);
        if (due != null) {
            due.run();
        }
    }
}

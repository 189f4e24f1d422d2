package org.mainspring.mainloop.kind;

import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.FinalizeHook;
import org.mainspring.mainloop.source.SourceHandle;

/**
 * A wait for a {@link Cancellable}: ready once for each time that it is cancelled, and once at the start if it is
 * cancelled by then.
 *
 * <p>A reset takes nothing back: who was made ready stays so.
 *
 * @threads owner; it is cancelled by any
 * @origin GLib g_cancellable_source_new
 */
public final class CancellableWatch implements FinalizeHook {
    /** The name that these sources are born with. */
    public static final String NAME = "GCancellable";

    private final @Nullable Cancellable cancellable;
    private Cancellable.@Nullable Connection connection;

    /**
     * A kind for one source, which {@link #watchFrom} makes ready for use.
     *
     * @param cancellable what is waited for; null for a source that is never ready
     */
    public CancellableWatch(@Nullable Cancellable cancellable) {
        this.cancellable = cancellable;
    }

    /**
     * Lets cancelling make the source ready, from now until it is finalized.
     *
     * @param self the source
     */
    public void watchFrom(SourceHandle self) {
        if (cancellable != null) {
            connection = cancellable.connect(() -> self.setReadyTimeNanos(Long.MIN_VALUE));
        }
    }

    @Override
    public String initialName() {
        return NAME;
    }

    @Override
    public boolean dispatch(SourceHandle self, @Nullable Callback callback) throws Exception {
        self.clearReadyTime();
        if (callback == null) {
            throw new IllegalStateException("cancellable source dispatched without callback: call setCallback()");
        }
        return callback.call();
    }

    @Override
    public void finalizeSource(SourceHandle self) {
        if (connection != null) {
            connection.close();
        }
    }
}

package org.mainspring.mainloop;

import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.SourceHandle;

/**
 * A function and its data. Nobody waits for the end of it, so it may be called and let go without a word.
 */
class CallbackRecord implements Callback {
    private final Object function;
    private final @Nullable Object data;

    CallbackRecord(Object function, @Nullable Object data) {
        this.function = function;
        this.data = data;
    }

    @Override
    public final Object function() {
        return function;
    }

    @Override
    public final @Nullable Object data() {
        return data;
    }

    /** Before a call. False if the callback was retired: it must not be called any more. */
    boolean claim() {
        return true;
    }

    /** The callback that was claimed, as the source's kind gets it. May run code of the user. */
    Callback begin(SourceHandle source) {
        return this;
    }

    /** After a call that was claimed. True if the one who calls this must run {@link #notifyDestroyed}. */
    boolean release() {
        return false;
    }

    /** No new call may begin. True if the one who calls this must run {@link #notifyDestroyed}. */
    boolean retire() {
        return false;
    }

    /** Tells whoever gave the data that it is no longer needed. */
    void notifyDestroyed() {}
}

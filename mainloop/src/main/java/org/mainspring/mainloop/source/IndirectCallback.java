package org.mainspring.mainloop.source;

/**
 * A callback that is looked up at each dispatch, in an object that counts who uses it.
 *
 * <p>The source uses it once from the moment it is set, and once more during each dispatch: {@link #ref} and {@link #get}
 * are called before, {@link #unref} after. The last unref comes when the callback is replaced, or its source destroyed.
 *
 * @threads owner for ref and get, but for look-ups by data, which any thread may make; unref as a destroy notify
 * @origin GLib GSourceCallbackFuncs
 */
public interface IndirectCallback {
    /** Somebody uses the object from now on. */
    default void ref() {}

    /** Somebody uses the object no more. */
    void unref();

    /**
     * What is to be called.
     *
     * <p>What it throws ends the source if a dispatch has asked. If a look-up by data has, it comes out of the look-up, and
     * the source stays.
     *
     * @param self the source
     * @return the function, of the type that the source's kind takes, and its data
     */
    Callback get(SourceHandle self);
}

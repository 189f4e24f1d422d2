package org.mainspring.mainloop.glib;

import static java.util.Objects.requireNonNull;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.source.Callback;

/**
 * What makes an object a callback: C's struct of three functions. New code implements
 * {@link org.mainspring.mainloop.source.IndirectCallback}.
 *
 * @param <T> the type of the object
 * @param ref told that somebody uses the object from now on
 * @param unref told that somebody uses it no more
 * @param get says what is to be called
 * @threads as for {@link org.mainspring.mainloop.source.IndirectCallback}
 * @origin GLib GSourceCallbackFuncs
 */
public record GSourceCallbackFuncs<T>(Consumer<? super T> ref, Consumer<? super T> unref, Get<? super T> get) {
    /**
     * Says what is to be called.
     *
     * @param <T> the type of the object
     * @threads owner
     * @origin GLib GSourceCallbackFuncs.get
     */
    @FunctionalInterface
    public interface Get<T> {
        /**
         * What is to be called now.
         *
         * @param cb_data the object
         * @param source the source
         * @return the function and its data
         */
        Callback get(T cb_data, Source source);
    }

    /**
     * A function and its data, for {@link Get} to return.
     *
     * @param function of the type that the source's kind takes
     * @param data handed to it
     * @threads any
     * @origin GLib the two out arguments of GSourceCallbackFuncs.get
     */
    public record Call(Object function, @Nullable Object data) implements Callback {
        /**
         * A function and its data.
         *
         * @param function of the type that the source's kind takes
         * @param data handed to it
         */
        public Call {
            requireNonNull(function, "function");
        }
    }

    /**
     * The struct.
     *
     * @param ref told that somebody uses the object from now on
     * @param unref told that somebody uses it no more
     * @param get says what is to be called
     */
    public GSourceCallbackFuncs {
        requireNonNull(ref, "ref");
        requireNonNull(unref, "unref");
        requireNonNull(get, "get");
    }
}

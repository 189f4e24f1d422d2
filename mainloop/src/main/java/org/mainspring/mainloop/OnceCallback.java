package org.mainspring.mainloop;

import static java.util.Objects.requireNonNull;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.source.SourceCallback;
import org.mainspring.mainloop.source.SourceFunc;

/**
 * A callback made of a function that says nothing about being called again: it is not.
 *
 * @threads any
 * @origin GLib GSourceOnceFunc
 */
final class OnceCallback {
    private OnceCallback() {}

    static SourceCallback of(Runnable function) {
        requireNonNull(function, "function");
        return () -> {
            function.run();
            return Source.REMOVE;
        };
    }

    static <T extends @Nullable Object> SourceFunc<T> of(Consumer<? super T> function) {
        requireNonNull(function, "function");
        return data -> {
            function.accept(data);
            return Source.REMOVE;
        };
    }
}

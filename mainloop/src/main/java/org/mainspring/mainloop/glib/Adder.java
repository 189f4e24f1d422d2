package org.mainspring.mainloop.glib;

import static java.util.Objects.requireNonNull;
import static org.mainspring.mainloop.glib.Critical.noFunction;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.source.DestroyNotify;

/** What C's {@code ..._add} functions have in common: a source that is made, attached and left to itself in one call. */
final class Adder {
    private Adder() {}

    /**
     * Makes a source, unless there is no function for it; gives it the function; attaches it to the context of the
     * process.
     *
     * @param source makes it; null if that was refused, and told
     * @return its id, unsigned; 0 if anything was refused, and then it is destroyed
     */
    static int add(
            Supplier<? extends @Nullable Source> source,
            int priority,
            @Nullable Object callback,
            @Nullable Object data,
            @Nullable DestroyNotify<?> notify,
            String function) {
        if (noFunction(callback, null, function)) {
            return 0;
        }
        Source added = source.get();
        if (added == null) {
            return 0;
        }
        added.setPriority(priority);
        added.setFunction(requireNonNull(callback), data, notify);
        int id = GSources.attach(added, MainContext.getDefault(), function);
        if (id == 0) {
            added.destroy();
        }
        return id;
    }
}

package org.mainspring.mainloop;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * What ported code does with a variable that holds the id of a source, or another number that is 0 for none.
 *
 * @threads any
 */
public final class Handles {
    private Handles() {}

    /**
     * Sets a variable to 0; if it held a number, that is then given back.
     *
     * @param handle the variable
     * @param clear takes what it held, such as {@code context::remove}
     * @origin GLib g_clear_handle_id
     */
    public static void clear(AtomicInteger handle, IntConsumer clear) {
        requireNonNull(handle, "handle");
        requireNonNull(clear, "clear");
        int held = handle.getAndSet(0);
        if (held != 0) {
            clear.accept(held);
        }
    }

    /**
     * Sets a variable to 0, and hands out what it held.
     *
     * @param handle the variable
     * @return what it held, 0 for none
     * @origin GLib g_steal_handle_id
     */
    public static int steal(AtomicInteger handle) {
        requireNonNull(handle, "handle");
        return handle.getAndSet(0);
    }
}

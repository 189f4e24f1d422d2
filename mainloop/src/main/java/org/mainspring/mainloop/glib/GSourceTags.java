package org.mainspring.mainloop.glib;

import static org.mainspring.mainloop.glib.Critical.isNull;
import static org.mainspring.mainloop.glib.Critical.isZero;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.Handles;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.kind.Idle;
import org.mainspring.mainloop.source.Diagnostic;

/**
 * GLib's functions that know a source by its id or its data: in the context of the process, and in no other.
 *
 * @threads any
 */
public abstract class GSourceTags extends GSourceChildren {
    GSourceTags() {}

    /**
     * Destroys the source with an id in the context of the process. One of another context is not found, or, worse,
     * another source is.
     *
     * @param tag the id, unsigned
     * @return whether there was one
     */
    public static boolean g_source_remove(int tag) {
        MainContext context = MainContext.getDefault();
        Source source = isZero(tag, context, "g_source_remove") ? null : context.findById(tag);
        if (source != null) {
            source.destroy();
        } else if (tag != 0) {
            Critical.report(
                    context,
                    Diagnostic.UNKNOWN_ID,
                    "g_source_remove",
                    "source id " + Integer.toUnsignedString(tag) + " was not found when attempting to remove it");
        }
        return source != null;
    }

    /**
     * Destroys the first source whose callback was set with an object.
     *
     * @param user_data the object itself
     * @return whether there was one
     */
    public static boolean g_source_remove_by_user_data(@Nullable Object user_data) {
        return MainContext.getDefault().removeByData(user_data);
    }

    /**
     * Destroys the first source of a kind whose callback was set with an object.
     *
     * @param funcs the kind
     * @param user_data the object itself
     * @return whether there was one
     */
    public static boolean g_source_remove_by_funcs_user_data(GVtable funcs, @Nullable Object user_data) {
        if (isNull(funcs, "g_source_remove_by_funcs_user_data", "funcs")) {
            return false;
        }
        Source source = MainContext.getDefault().findFirst(funcs::isOf, user_data);
        if (source != null) {
            source.destroy();
        }
        return source != null;
    }

    /**
     * Destroys the first idle whose callback was set with an object.
     *
     * @param data the object itself
     * @return whether there was one
     */
    public static boolean g_idle_remove_by_data(@Nullable Object data) {
        return MainContext.getDefault().removeByKindAndData(Idle.class, data);
    }

    /**
     * Names the source with an id, if there is one.
     *
     * @param tag the id, unsigned
     * @param name the name, or null for none
     */
    public static void g_source_set_name_by_id(int tag, @Nullable String name) {
        MainContext context = MainContext.getDefault();
        if (!isZero(tag, context, "g_source_set_name_by_id")) {
            context.setSourceName(tag, name);
        }
    }

    /**
     * Sets a variable to 0; if it held an id, that is then given back.
     *
     * @param tag_ptr the variable
     * @param clear_func takes what it held, such as {@code GLib::g_source_remove}
     */
    public static void g_clear_handle_id(AtomicInteger tag_ptr, IntConsumer clear_func) {
        if (!isNull(tag_ptr, "g_clear_handle_id", "tag_ptr")
                && !isNull(clear_func, "g_clear_handle_id", "clear_func")) {
            Handles.clear(tag_ptr, clear_func);
        }
    }

    /**
     * Sets a variable to 0, and hands out what it held.
     *
     * @param handle_pointer the variable
     * @return what it held, 0 for none
     */
    public static int g_steal_handle_id(AtomicInteger handle_pointer) {
        return isNull(handle_pointer, "g_steal_handle_id", "handle_pointer") ? 0 : Handles.steal(handle_pointer);
    }
}

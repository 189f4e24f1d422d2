package org.mainspring.mainloop.glib;

import static org.mainspring.mainloop.glib.Critical.isNotAttached;
import static org.mainspring.mainloop.glib.Critical.isNull;
import static org.mainspring.mainloop.glib.Critical.noSource;
import static org.mainspring.mainloop.glib.Critical.orDefault;

import java.nio.channels.IllegalBlockingModeException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.source.Diagnostic;

/**
 * GLib's functions of {@code GSource}: its life and its attributes.
 *
 * @threads any
 */
public abstract class GSources extends GMainLoops {
    GSources() {}

    // ---- life

    /**
     * A source of a kind of one's own.
     *
     * @param <S> the type of the source's own fields
     * @param source_funcs the kind
     * @param self the source's own fields: what C appends to GSource, and gives the size of here
     * @return the source; null if an argument is
     */
    public static <S> @Nullable Source g_source_new(GSourceFuncs<S> source_funcs, S self) {
        return isNull(source_funcs, "g_source_new", "source_funcs") || isNull(self, "g_source_new", "self")
                ? null
                : new Source(source_funcs.kindOf(self));
    }

    /**
     * Nothing: no references are counted.
     *
     * @param source the source
     * @return the same source
     */
    public static Source g_source_ref(Source source) {
        return source;
    }

    /**
     * Nothing: no references are counted. Where C drops the last one of a source that was never attached, write
     * {@link #g_source_destroy}.
     *
     * @param source the source
     */
    public static void g_source_unref(Source source) {}

    /**
     * Gives the source to a context.
     *
     * @param source the source
     * @param context the context; null for that of the process
     * @return the source's id there, unsigned; 0 if that was refused
     */
    public static int g_source_attach(Source source, @Nullable MainContext context) {
        return noSource(source, "g_source_attach") ? 0 : attach(source, orDefault(context), "g_source_attach");
    }

    static int attach(Source source, MainContext context, String function) {
        try {
            return source.attach(context);
        } catch (IllegalArgumentException | IllegalBlockingModeException refused) {
            Critical.report(context, Diagnostic.WATCH_REFUSED, function, String.valueOf(refused.getMessage()));
        } catch (IllegalStateException refused) {
            if (context.isClosed()) {
                throw refused; // undefined in C
            }
            Diagnostic code = source.isDestroyed()
                    ? Diagnostic.SOURCE_DESTROYED
                    : source.id() == 0 ? Diagnostic.CHILD_REFUSED : Diagnostic.ATTACHED_TWICE;
            Critical.report(context, code, function, String.valueOf(refused.getMessage()));
        }
        return 0;
    }

    /**
     * Ends the source for ever.
     *
     * @param source the source
     */
    public static void g_source_destroy(Source source) {
        if (!noSource(source, "g_source_destroy")) {
            source.destroy();
        }
    }

    /**
     * Whether the source was destroyed.
     *
     * @param source the source
     * @return true if so; of null as well, since what is not there cannot run
     */
    public static boolean g_source_is_destroyed(Source source) {
        return noSource(source, "g_source_is_destroyed") || source.isDestroyed();
    }

    /**
     * Sets what is told just before the source is finalized. Once only.
     *
     * @param source the source
     * @param dispose told once
     */
    public static void g_source_set_dispose_function(Source source, Consumer<? super Source> dispose) {
        if (noSource(source, "g_source_set_dispose_function")
                || isNull(dispose, "g_source_set_dispose_function", "dispose")) {
            return;
        }
        try {
            source.setDisposeHook(self -> dispose.accept((Source) self));
        } catch (IllegalStateException refused) {
            Critical.report(source, Diagnostic.DISPOSE_HOOK_SET, "g_source_set_dispose_function", "it was set before");
        }
    }

    /**
     * The id in the context that the source was attached to.
     *
     * @param source the source
     * @return the id, unsigned, also after the source was destroyed; 0 if it has no context
     */
    public static int g_source_get_id(Source source) {
        return noSource(source, "g_source_get_id") || isNotAttached(source, "g_source_get_id") ? 0 : source.id();
    }

    /**
     * The context that the source was attached to.
     *
     * @param source the source
     * @return the context; null before
     */
    public static @Nullable MainContext g_source_get_context(Source source) {
        return contextOf(source, "g_source_get_context");
    }

    /**
     * The context that the source was attached to.
     *
     * @param source the source
     * @return the context; null before
     */
    public static @Nullable MainContext g_source_dup_context(Source source) {
        return contextOf(source, "g_source_dup_context");
    }

    private static @Nullable MainContext contextOf(Source source, String function) {
        if (noSource(source, function) || (source.isDestroyed() && isNotAttached(source, function))) {
            return null;
        }
        return MainContext.of(source);
    }

    // ---- attributes

    /**
     * Sets the priority, and moves the source behind all others of that priority.
     *
     * @param source the source
     * @param priority a smaller number is more urgent
     */
    public static void g_source_set_priority(Source source, int priority) {
        if (noSource(source, "g_source_set_priority")) {
            return;
        }
        try {
            source.setPriority(priority);
        } catch (IllegalStateException refused) {
            Critical.report(
                    source, Diagnostic.CHILD_REFUSED, "g_source_set_priority", String.valueOf(refused.getMessage()));
        }
    }

    /**
     * The priority.
     *
     * @param source the source
     * @return a smaller number is more urgent
     */
    public static int g_source_get_priority(Source source) {
        return noSource(source, "g_source_get_priority") ? 0 : source.priority();
    }

    /**
     * Lets the source be dispatched from within its own callback, or forbids it.
     *
     * @param source the source
     * @param can_recurse whether to allow it
     */
    public static void g_source_set_can_recurse(Source source, boolean can_recurse) {
        if (!noSource(source, "g_source_set_can_recurse")) {
            source.setCanRecurse(can_recurse);
        }
    }

    /**
     * Whether the source may be dispatched from within its own callback.
     *
     * @param source the source
     * @return false unless it was allowed
     */
    public static boolean g_source_get_can_recurse(Source source) {
        return !noSource(source, "g_source_get_can_recurse") && source.canRecurse();
    }

    /**
     * Sets the name for people.
     *
     * @param source the source
     * @param name the name, or null for none
     */
    public static void g_source_set_name(Source source, @Nullable String name) {
        if (!noSource(source, "g_source_set_name")) {
            source.setName(name);
        }
    }

    /**
     * Sets the name for people.
     *
     * @param source the source
     * @param name the name, or null for none
     */
    public static void g_source_set_static_name(Source source, @Nullable String name) {
        if (!noSource(source, "g_source_set_static_name")) {
            source.setName(name);
        }
    }

    /**
     * The name for people.
     *
     * @param source the source
     * @return the name, or null
     */
    public static @Nullable String g_source_get_name(Source source) {
        return noSource(source, "g_source_get_name") ? null : source.name();
    }
}

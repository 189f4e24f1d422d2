package org.mainspring.mainloop;

import static java.util.Objects.requireNonNull;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.poll.PollerProvider;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.Diagnostic;
import org.mainspring.mainloop.source.SourceFuncs;
import org.mainspring.mainloop.time.Clock;

/**
 * The part of a {@link MainContext} that finds sources: by id, by data, or all of them.
 *
 * @threads any
 */
abstract class FindingContext extends SpinningContext {
    FindingContext(Clock clock, PollerProvider pollerProvider, int firstId, Set<ContextFlag> flags) {
        super(clock, pollerProvider, firstId, flags);
    }

    /**
     * The source with an id.
     *
     * @param id the id, unsigned
     * @return the source; null if nobody has the id, or it is destroyed
     * @throws IllegalArgumentException if {@code id == 0}
     * @origin GLib g_main_context_find_source_by_id
     */
    public @Nullable Source findById(int id) {
        checkId(id);
        return (Source) lifecycle.registry.findById(id);
    }

    /**
     * The first source in dispatch order whose callback was set with an object.
     *
     * @param data the object itself, or null to find a callback that was set without one
     * @return the source, or null
     * @origin GLib g_main_context_find_source_by_user_data
     */
    public @Nullable Source findByData(@Nullable Object data) {
        return find(source -> true, source -> true, data);
    }

    /**
     * The first source in dispatch order of a kind whose callback was set with an object.
     *
     * @param kind the class of the kind, or one above it
     * @param data the object itself, or null to find a callback that was set without one
     * @return the source, or null
     * @origin GLib g_main_context_find_source_by_funcs_user_data
     */
    public @Nullable Source findByKindAndData(Class<? extends SourceFuncs> kind, @Nullable Object data) {
        requireNonNull(kind, "kind");
        return find(source -> kind.isInstance(source.funcs), source -> true, data);
    }

    /**
     * The first source in dispatch order whose kind a test accepts, and whose callback was set with an object.
     *
     * @param isKind the test; the caller runs it, with no lock held, once for each source that has the object
     * @param data the object itself, or null to find a callback that was set without one
     * @return the source, or null
     * @origin GLib g_main_context_find_source_by_funcs_user_data
     */
    public @Nullable Source findFirst(Predicate<? super SourceFuncs> isKind, @Nullable Object data) {
        requireNonNull(isKind, "isKind");
        return find(source -> true, source -> isKind.test(source.funcs), data);
    }

    /**
     * What an indirect callback calls it says itself, and is asked when no lock is held; so is {@code fits}, which is the
     * caller's, while {@code mayFit} is ours.
     */
    private @Nullable Source find(Predicate<SourceNode> mayFit, Predicate<SourceNode> fits, @Nullable Object data) {
        Set<SourceNode> asked = new HashSet<>();
        SourceNode found;
        do {
            found = lifecycle.registry.findFirst(
                    source -> mayFit.test(source) && !asked.contains(source) && mayHaveData(source, data));
        } while (found != null && asked.add(found) && !(fits.test(found) && hasData(found, data)));
        return (Source) found;
    }

    private static boolean mayHaveData(SourceNode source, @Nullable Object data) {
        Callback callback = source.callback();
        return callback instanceof IndirectRecord || (callback != null && callback.data() == data);
    }

    private static boolean hasData(SourceNode source, @Nullable Object data) {
        Callback callback = source.callback();
        return callback instanceof IndirectRecord indirect
                ? indirect.get(source).data() == data
                : callback != null && callback.data() == data;
    }

    /**
     * Destroys the source with an id. If there is none, warns, since the id may come to belong to another.
     *
     * @param id the id, unsigned
     * @return whether there was one
     * @throws IllegalArgumentException if {@code id == 0}
     * @origin GLib g_source_remove
     */
    public boolean remove(int id) {
        Source source = findById(id);
        if (source == null) {
            reports.warn(
                    Diagnostic.UNKNOWN_ID,
                    "source id " + Integer.toUnsignedString(id) + " was not found when attempting to remove it");
        }
        return destroyIfFound(source);
    }

    /**
     * Sets the name of the source with an id. If there is none, nothing happens.
     *
     * @param id the id, unsigned
     * @param name the name, or null for none
     * @throws IllegalArgumentException if {@code id == 0}
     * @origin GLib g_source_set_name_by_id
     */
    public void setSourceName(int id, @Nullable String name) {
        Source source = findById(id);
        if (source != null) {
            source.setName(name);
        }
    }

    /**
     * Destroys the source that {@link #findByData findByData} finds.
     *
     * @param data the object itself
     * @return whether there was one
     * @origin GLib g_source_remove_by_user_data
     */
    public boolean removeByData(@Nullable Object data) {
        return destroyIfFound(findByData(data));
    }

    /**
     * Destroys the source that {@link #findByKindAndData findByKindAndData} finds.
     *
     * @param kind the class of the kind, or one above it
     * @param data the object itself
     * @return whether there was one
     * @origin GLib g_source_remove_by_funcs_user_data; g_idle_remove_by_data with the kind of idles
     */
    public boolean removeByKindAndData(Class<? extends SourceFuncs> kind, @Nullable Object data) {
        return destroyIfFound(findByKindAndData(kind, data));
    }

    private static boolean destroyIfFound(@Nullable Source source) {
        if (source != null) {
            source.destroy();
        }
        return source != null;
    }

    private static void checkId(int id) {
        if (id == 0) {
            throw new IllegalArgumentException("id is 0");
        }
    }

    /**
     * What is attached: one line a source, in dispatch order, with its id, priority, name, kind, ready time and flags, and
     * one for each poll record. For people; its form may change.
     *
     * <p>While another thread owns the context this is a glance: flags may be a moment old.
     *
     * @return lines
     */
    public final String dump() {
        return Dump.of(lifecycle.registry, lifecycle.ownership, clock().nanos());
    }
}

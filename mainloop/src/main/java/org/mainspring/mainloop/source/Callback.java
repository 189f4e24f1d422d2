package org.mainspring.mainloop.source;

import org.jspecify.annotations.Nullable;

/**
 * What a source's callback looks like to its kind: a function, and the object to hand to it.
 *
 * @threads owner
 * @origin GLib GSourceFunc and user_data, as GSourceFuncs.dispatch gets them
 */
public interface Callback {
    /**
     * The function; of the type that the kind said it takes.
     *
     * @return the function
     * @see SourceFuncs#callbackType()
     */
    Object function();

    /**
     * The object to hand to the function.
     *
     * @return the object, or null
     */
    @Nullable
    Object data();

    /**
     * Calls the function, which must be a {@link SourceFunc}.
     *
     * @return what it returned
     * @throws Exception what it threw
     */
    @SuppressWarnings({"unchecked", "NullAway"}) // whoever set the callback has tied function and data
    default boolean call() throws Exception {
        return ((SourceFunc<@Nullable Object>) function()).call(data());
    }
}

package org.mainspring.mainloop.glib;

import org.mainspring.mainloop.source.SourceFuncs;

/**
 * What sources of one kind have in common, as a key to look for them by: {@code g_timeout_funcs} and its like, or a
 * {@link GSourceFuncs} of one's own.
 *
 * @threads any
 * @origin GLib GSourceFuncs, compared by address
 */
public abstract class GVtable {
    GVtable() {}

    /** Whether a source of this kind was made with this table. */
    abstract boolean isOf(SourceFuncs kind);

    /** The table of a kind that comes with the library. */
    static GVtable of(Class<? extends SourceFuncs> type) {
        return new GVtable() {
            @Override
            boolean isOf(SourceFuncs kind) {
                return type.isInstance(kind);
            }

            @Override
            public String toString() {
                return type.getSimpleName();
            }
        };
    }
}

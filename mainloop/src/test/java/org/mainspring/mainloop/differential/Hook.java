package org.mainspring.mainloop.differential;

import java.util.Locale;

/** When a plan of a scenario is carried out. */
enum Hook {
    DISPATCH,
    PREPARE,
    CHECK,
    NOTIFY,
    DISPOSE,
    FINALIZE,
    POLL;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

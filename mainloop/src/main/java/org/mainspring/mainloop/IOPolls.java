package org.mainspring.mainloop;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.source.IOPoll;

/**
 * What looks for sources while their context spins: one thing for a source, until it is destroyed.
 *
 * @threads any
 */
final class IOPolls {
    /*
     * A source is marked destroyed, and then its destroyer looks whether it is here; who sets something writes it, and
     * then looks whether its source is destroyed. Both orders are volatile, so one of the two takes it out.
     */
    static final Asked[] NOBODY = {};

    /** Who looks, and for whom. */
    static final class Asked {
        final SourceNode source;
        final IOPoll poll;

        /** Whether it was told that it is asked, and not that this is over. Confined to the owner. */
        boolean begun;

        Asked(SourceNode source, IOPoll poll) {
            this.source = source;
            this.poll = poll;
        }
    }

    private volatile Asked[] asked = NOBODY; // never changed, only replaced, in this object's monitor

    /** Those to be asked, in the order in which they came; not to be changed. The same array as before if nothing has changed. */
    Asked[] all() {
        return asked;
    }

    /** Sets what looks for a source, or nothing. */
    void set(SourceNode source, @Nullable IOPoll poll) {
        replace(source, poll);
        if (source.isDestroyed()) {
            letGo(source);
        }
    }

    /** Nothing looks for a source any more, if anything did: it is marked destroyed. */
    void letGo(SourceNode source) {
        if (asked.length > 0) {
            replace(source, null);
        }
    }

    private synchronized void replace(SourceNode source, @Nullable IOPoll poll) {
        List<Asked> kept = new ArrayList<>();
        for (Asked each : asked) {
            if (each.source != source) {
                kept.add(each);
            }
        }
        if (poll != null) {
            kept.add(new Asked(source, poll));
        }
        asked = kept.toArray(NOBODY);
    }
}

package org.mainspring.mainloop;

import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollRecord;
import org.mainspring.mainloop.source.SourceHandle;

/** A poll record that belongs to a source. What is wanted of it any thread may say; the rest is the holder's. */
final class WatchRecord extends PollRecord {
    static final int NOWHERE = -1;

    final SourceHandle source;

    /** Whether the poller has it. Confined to whoever holds the context. */
    boolean polled;

    /** Whether it has to be told NVAL still, which a poller says once. Confined to whoever holds the context. */
    boolean owedNval;

    /** Among whom it is owed, if it is. Confined to whoever holds the context. */
    int owedPriority;

    /** Whether it had to be told when the poller lost it: it has to when it comes back. Confined to whoever holds the context. */
    boolean unpaid;

    /** Whether the poller has refused it when it came last, and that was reported. Confined to whoever holds the context. */
    boolean refused;

    /** Where it stands among those that were given to their sources. Confined to whoever holds the context. */
    int givenPlace;

    /** Where it stands among those whose revents are not empty. Confined to whoever holds the context. */
    int shownPlace = NOWHERE;

    /** Whether the last list for one who polls himself has it. Confined to whoever holds the context. */
    boolean listed;

    /** The mask that the poller knows. Confined to whoever holds the context. */
    IOCondition polledEvents = IOCondition.NONE;

    /** Whether its source has let it go. */
    volatile boolean removed;

    /** A record that somebody gave to the source: told what was seen, and the source is not made ready by it. */
    final @Nullable PollRecord given;

    /** A watch of the source's own, which makes it ready. */
    WatchRecord(SourceHandle source, Object target, IOCondition events) {
        super(target, events);
        this.source = source;
        given = null;
    }

    /** Stands for a record that was given to the source. */
    WatchRecord(SourceHandle source, PollRecord given) {
        super(given.target(), given.events());
        this.source = source;
        this.given = given;
        given.setRevents(IOCondition.NONE);
    }

    /** Whether it makes its source ready. */
    boolean lights() {
        return given == null;
    }

    /** Takes over the mask of the record that was given, which its owner may change whenever he likes. */
    void followGiven() {
        if (given != null && given.events() != events()) {
            setEvents(given.events());
        }
    }

    /** Takes what was seen, through the mask, and tells the record that was given. */
    void see(IOCondition seen) {
        setRevents(seen);
        if (given != null) {
            given.setRevents(seen);
        }
    }
}

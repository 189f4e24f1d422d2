package org.mainspring.mainloop;

import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollRecord;
import org.mainspring.mainloop.source.SourceHandle;

/** A poll record that belongs to a source. What is wanted of it any thread may say; the rest is the holder's. */
final class WatchRecord extends PollRecord {
    final SourceHandle source;

    /** Whether the poller has it. Confined to whoever holds the context. */
    boolean polled;

    /** Why the poller refused it, until that was reported. Confined to whoever holds the context. */
    @Nullable
    RuntimeException refusal;

    /** Whether it has to be told NVAL still, which a poller says once. Confined to whoever holds the context. */
    boolean owedNval;

    /** The mask that the poller knows. Confined to whoever holds the context. */
    IOCondition polledEvents = IOCondition.NONE;

    /** Whether its source has let it go. */
    volatile boolean removed;

    WatchRecord(SourceHandle source, Object target, IOCondition events) {
        super(target, events);
        this.source = source;
    }
}

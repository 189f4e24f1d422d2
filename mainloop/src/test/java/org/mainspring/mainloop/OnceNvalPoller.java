package org.mainspring.mainloop;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollRecord;
import org.mainspring.mainloop.poll.Poller;

/**
 * A poller that says NVAL once of each record, which is quiet from then, even if it is removed and comes back, as the one that
 * selects; it leaves the work to another.
 */
final class OnceNvalPoller extends ForwardingPoller {
    private final Set<PollRecord> told = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<PollRecord> quiet = Collections.newSetFromMap(new IdentityHashMap<>());

    OnceNvalPoller(Poller poller) {
        super(poller);
    }

    /** Those of whom it has said so, and who are here still. */
    Set<PollRecord> quiet() {
        return quiet;
    }

    @Override
    public void add(PollRecord record) {
        if (told.contains(record)) {
            quiet.add(record);
        } else {
            super.add(record);
        }
    }

    @Override
    public void modify(PollRecord record) {
        if (!quiet.contains(record)) {
            super.modify(record);
        }
    }

    @Override
    public void remove(PollRecord record) {
        if (!quiet.remove(record)) {
            super.remove(record);
        }
    }

    @Override
    public void poll(long timeoutNanos, ReadyRecords ready) {
        List<PollRecord> closed = new ArrayList<>();
        super.poll(timeoutNanos, (record, seen) -> {
            if (seen.contains(IOCondition.NVAL)) {
                closed.add(record);
            }
            ready.ready(record, seen);
        });
        for (PollRecord record : closed) {
            super.remove(record);
            told.add(record);
            quiet.add(record);
        }
    }
}

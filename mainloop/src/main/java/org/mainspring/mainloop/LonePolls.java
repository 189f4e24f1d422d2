package org.mainspring.mainloop;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.poll.PollRecord;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.SourceFuncs;
import org.mainspring.mainloop.source.SourceHandle;

/** The poll records of a context that belong to no source: each has one that nobody sees and that is never ready. */
final class LonePolls {
    private record Carrier(PollRecord record) implements SourceFuncs {
        @Override
        public boolean dispatch(SourceHandle self, @Nullable Callback callback) {
            throw new AssertionError("dispatched: " + record);
        }
    }

    /** Of each record its carriers, the oldest first. Guarded by itself. */
    final Map<PollRecord, Deque<Source>> carriers = new HashMap<>();

    void add(LoopContext context, PollRecord record, int priority) {
        context.poller.validate(record.target(), record.events());
        Source carrier = new Source(new Carrier(record));
        carrier.setPriority(priority);
        carrier.addPoll(record);
        synchronized (carriers) {
            carriers.computeIfAbsent(record, first -> new ArrayDeque<>(1)).add(carrier);
        }
        carrier.attachHidden(context);
    }

    /** Removes the first carrier of a record; it is destroyed when no lock is held. */
    void remove(PollRecord record) {
        Source carrier = take(record);
        if (carrier != null) {
            carrier.destroy();
        }
    }

    private @Nullable Source take(PollRecord record) {
        synchronized (carriers) {
            Deque<Source> all = carriers.get(record);
            Source oldest = all == null ? null : all.poll();
            if (all != null && all.isEmpty()) {
                carriers.remove(record);
            }
            return oldest;
        }
    }
}

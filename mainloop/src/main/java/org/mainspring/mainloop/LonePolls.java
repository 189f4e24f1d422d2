package org.mainspring.mainloop;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
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

    private final List<Source> carriers = new ArrayList<>(); // guarded by itself

    void add(LoopContext context, PollRecord record, int priority) {
        context.poller.validate(record.target(), record.events());
        Source carrier = new Source(new Carrier(record));
        carrier.setPriority(priority);
        carrier.addPoll(record);
        synchronized (carriers) {
            carriers.add(carrier);
        }
        carrier.attachHidden(context);
    }

    /** Removes the first that carries a record; it is destroyed when no lock is held. */
    void remove(PollRecord record) {
        Source carrier = take(record);
        if (carrier != null) {
            carrier.destroy();
        }
    }

    private @Nullable Source take(PollRecord record) {
        synchronized (carriers) {
            for (Iterator<Source> each = carriers.iterator(); each.hasNext(); ) {
                Source carrier = each.next();
                if (((Carrier) carrier.funcs).record == record) {
                    each.remove();
                    return carrier;
                }
            }
        }
        return null;
    }
}

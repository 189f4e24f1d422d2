package org.mainspring.bench.memory;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.mainspring.bench.peer.Numbered;
import org.mainspring.bench.peer.Peers;
import org.mainspring.bench.peer.TimerPeer;
import org.mainspring.bench.result.Workloads;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.Sources;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.SourceFuncs;
import org.mainspring.mainloop.source.SourceHandle;

/**
 * How many bytes does the heap keep for each of 100 000 armed timers, with the structure that holds them and whatever the
 * loop keeps of the callback, but without what is the user's: the task itself, and the variable that it is called off by?
 * And for each idle, and each source of one's own?
 *
 * <p>It is the same with every peer, and in C. GLib allocates a record for function and data, which counts; the function and
 * what the data points to do not. Ours is a reference in the source, as long as there are no data and no notify; a task of
 * Netty's or the JDK's is one in the task.
 */
final class KeptRows {
    private static final int COUNT = 100_000;
    private static final long HOUR_NANOS = 3_600_000_000_000L;
    private static final long STEP_NANOS = 1_000_000;

    /** A source that nobody makes ready. */
    private static final class Quiet implements SourceFuncs {
        @Override
        public boolean dispatch(SourceHandle self, @Nullable Callback callback) {
            throw new IllegalStateException("dispatched");
        }
    }

    private final Lines lines;
    private final List<TimerPeer> open = new ArrayList<>();

    KeptRows(Lines lines) {
        this.lines = lines;
    }

    void print() {
        for (String peer : Peers.timers()) {
            if (!Peers.isAvailable(peer)) {
                lines.absent("memory of " + peer, Peers.whyAbsent(peer));
            } else if (!peer.equals(Peers.MAINSPRING_READY_TIME)) { // its sources are attached, armed or not
                long ofUser = Heap.kept(() -> ofUser(peer));
                long all = Heap.kept(() -> armed(peer));
                row("timeout", peer, all - ofUser);
            }
        }
        closeAll();
        row("idle", Peers.MAINSPRING, Heap.kept(() -> attached(KeptRows::idle)));
        row("quiet", Peers.MAINSPRING, Heap.kept(() -> attached(() -> new Source(new Quiet()))));
    }

    private void row(String kind, String peer, long bytes) {
        String params = "kind=" + kind + ";attached=" + COUNT;
        if (bytes < 0) { // what an earlier peer has left behind was let go of meanwhile
            lines.absent(Workloads.MEMORY + " " + params + " " + peer, "the heap became smaller while it was measured");
        } else {
            lines.count(params, peer, "bytes", (double) bytes / COUNT);
        }
    }

    private Object armed(String peer) {
        TimerPeer timers = Peers.openTimers(peer, COUNT, KeptRows::fired);
        for (int i = 0; i < COUNT; i++) {
            timers.arm(i, HOUR_NANOS + i * STEP_NANOS);
        }
        open.add(timers);
        return timers;
    }

    /** The same as the peer has of it: one task and one variable for each timer; with Agrona's wheel a number. */
    private static Object ofUser(String peer) {
        return peer.equals(Peers.AGRONA_WHEEL)
                ? new long[COUNT]
                : List.of(new Object[COUNT], Numbered.tasks(COUNT, KeptRows::fired));
    }

    private static void fired(int timer) {
        throw new IllegalStateException("fired: " + timer);
    }

    private void closeAll() {
        open.forEach(TimerPeer::close);
        open.clear();
    }

    private static Source idle() {
        Source idle = Sources.idle();
        idle.setCallback(() -> Source.CONTINUE);
        return idle;
    }

    private static MainContext attached(Supplier<Source> sources) {
        MainContext context = new MainContext();
        context.tryAcquire();
        for (int i = 0; i < COUNT; i++) {
            sources.get().attach(context);
        }
        context.release();
        return context;
    }
}

package org.mainspring.mainloop.kind;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A wish that something be given up: shared by whoever may wish it and whoever would have to give up.
 *
 * <p>Those who work in steps ask {@link #isCancelled} between them. Those who wait in a loop wait for a source of
 * {@code Sources.cancellable} as well. All others have a function called, by {@link #connect}.
 *
 * @threads any
 * @origin GLib GCancellable
 */
public final class Cancellable {
    private final Set<Connection> connections = new LinkedHashSet<>(); // guarded by itself
    private volatile boolean cancelled; // written under the monitor of `connections`

    /** One that is not cancelled. */
    public Cancellable() {}

    /**
     * Whether it is cancelled.
     *
     * @return true from {@link #cancel} on, until {@link #reset}
     * @origin GLib g_cancellable_is_cancelled
     */
    public boolean isCancelled() {
        return cancelled;
    }

    /**
     * Cancels, and calls each connected function, in the order of {@link #connect}. If it is cancelled already, nothing
     * happens.
     *
     * <p>One function that throws keeps no other from being called; what the first of them threw is thrown in the end.
     *
     * @origin GLib g_cancellable_cancel
     */
    public void cancel() {
        Connection[] toCall;
        synchronized (connections) {
            if (cancelled) {
                return;
            }
            cancelled = true;
            toCall = connections.toArray(Connection[]::new);
        }
        Throwable failure = null;
        for (Connection connection : toCall) {
            try {
                connection.call();
            } catch (RuntimeException | Error thrown) {
                failure = first(failure, thrown);
            }
        }
        if (failure instanceof Error error) {
            throw error;
        } else if (failure != null) {
            throw (RuntimeException) failure;
        }
    }

    private static Throwable first(@Nullable Throwable failure, Throwable next) {
        if (failure == null) {
            return next;
        }
        if (failure != next) {
            failure.addSuppressed(next);
        }
        return failure;
    }

    /**
     * Makes it as it was before it was cancelled. For one whose users have all given up: who has not asked by now will
     * not learn that it was cancelled. Sources that are ready for it stay ready.
     *
     * @origin GLib g_cancellable_reset
     */
    public void reset() {
        synchronized (connections) {
            cancelled = false;
        }
    }

    /**
     * Has a function called each time it is cancelled, on the thread that cancels; and now, on this thread, if it is
     * cancelled. Each time it is called exactly once, with no lock held.
     *
     * @param function called; it should be short, and may not rely on any thread
     * @return what ends the connection
     * @origin GLib g_cancellable_connect
     */
    public Connection connect(Runnable function) {
        Connection connection = new Connection(requireNonNull(function, "function"));
        boolean now;
        synchronized (connections) {
            connections.add(connection);
            now = cancelled; // whoever cancels after this finds the connection
        }
        if (now) {
            connection.call();
        }
        return connection;
    }

    /**
     * A function that is called when a {@link Cancellable} is cancelled.
     *
     * @threads any
     */
    public final class Connection implements AutoCloseable {
        private volatile @Nullable Runnable function;

        private Connection(Runnable function) {
            this.function = function;
        }

        private void call() {
            Runnable toCall = function;
            if (toCall != null) {
                toCall.run();
            }
        }

        /**
         * Ends the connection: no call begins any more. One that is running on another thread is not waited for.
         * Idempotent.
         *
         * @origin GLib g_cancellable_disconnect; that waits
         */
        @Override
        public void close() {
            function = null;
            synchronized (connections) {
                connections.remove(this);
            }
        }
    }
}

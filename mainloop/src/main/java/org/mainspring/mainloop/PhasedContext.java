package org.mainspring.mainloop;

import static java.util.Objects.requireNonNull;

import java.util.Set;
import org.mainspring.mainloop.poll.PollSet;
import org.mainspring.mainloop.poll.PollerProvider;
import org.mainspring.mainloop.time.Clock;

/**
 * The part of a {@link MainContext} for loops that are driven from outside: the phases of an iteration, one by one, by who has
 * acquired the context.
 *
 * @threads owner
 */
abstract class PhasedContext extends LoopContext {
    PhasedContext(Clock clock, PollerProvider pollerProvider, int firstId, Set<ContextFlag> flags) {
        super(clock, pollerProvider, firstId, flags);
    }

    /**
     * Phase 1: asks who is ready. What was collected and not dispatched is dropped, and stays ready.
     *
     * @return whether a source is ready already
     * @throws IllegalStateException if the context is closed, or the caller is not its owner
     * @threads owner
     * @origin GLib g_main_context_prepare
     */
    public final boolean prepare() {
        checkOwner();
        dispatcher.parkBlocked();
        return iteration.prepare();
    }

    /**
     * The priority of what {@link #prepare} found ready.
     *
     * @return the priority; {@link Integer#MAX_VALUE} if it found nothing
     * @threads owner
     * @origin GLib g_main_context_prepare, its second argument
     */
    public final int readyPriority() {
        checkOwner();
        return iteration.maxPriority();
    }

    /**
     * Phase 2: lists what is to be polled, and for how long.
     *
     * @param maxPriority channels watched with a less urgent priority are left out
     * @param set takes the list
     * @throws IllegalStateException if the context is closed, or the caller is not its owner
     * @threads owner
     * @origin GLib g_main_context_query
     */
    public final void query(int maxPriority, PollSet set) {
        requireNonNull(set, "set");
        checkOwner();
        iteration.query(maxPriority, set);
    }

    /**
     * Phase 3, if it is left to the context: polls what {@link #query} listed for as long as the list says, and fills
     * in what was seen. It ends early, with nothing, if a watched channel is ready that is less urgent than what was queried.
     *
     * @param set the list
     * @throws IllegalStateException if the context is closed, or the caller is not its owner
     * @throws java.io.UncheckedIOException if the poller fails
     * @threads owner
     * @origin GLib the poll function of a context
     */
    public final void poll(PollSet set) {
        requireNonNull(set, "set");
        checkOwner();
        polling.poll(set);
    }

    /**
     * Phase 4: collects the sources that are ready, of the best priority that has any. If a watch came or went since
     * the query, collects nothing.
     *
     * @param maxPriority as given to {@link #query}
     * @param set the list, with what was seen filled in
     * @return whether something was collected
     * @throws IllegalStateException if the context is closed, or the caller is not its owner
     * @threads owner
     * @origin GLib g_main_context_check
     */
    public final boolean check(int maxPriority, PollSet set) {
        requireNonNull(set, "set");
        checkOwner();
        set.deliver(watches);
        dispatcher.blocked.keep();
        return iteration.check(maxPriority, set.isWakeupSeen());
    }

    /**
     * Phase 5: runs what {@link #check} has collected.
     *
     * @throws IllegalStateException if the context is closed, or the caller is not its owner
     * @threads owner
     * @origin GLib g_main_context_dispatch
     */
    public final void dispatch() {
        checkOwner();
        dispatch(null);
    }
}

package org.mainspring.mainloop;

import static java.util.Objects.requireNonNull;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.poll.PollerProvider;
import org.mainspring.mainloop.source.IOPoll;
import org.mainspring.mainloop.time.Clock;

/**
 * The part of a {@link MainContext} that says whether it spins before it sleeps, and what it looks at meanwhile.
 *
 * @threads any
 */
abstract class SpinningContext extends PhasedContext {
    SpinningContext(Clock clock, PollerProvider pollerProvider, int firstId, Set<ContextFlag> flags) {
        super(clock, pollerProvider, firstId, flags);
    }

    /**
     * Says how long the context may spin before it sleeps: it looks for news, instead of having itself woken. That takes
     * processor time, and saves those who wake it, and itself, a system call. At the start a context does not spin.
     *
     * <p>How long it really spins follows from how long its waits are: at first not at all; after a wait that is shorter
     * than the limit 4 microseconds, then more after each that was longer than it has spun; after a wait beyond the
     * limit less, or not at all. Each call of this method begins with 0 again. What ends a sleep ends a spin, at the same
     * moment; callbacks cannot tell the two apart.
     *
     * <p>Only a context whose clock {@linkplain Clock#isRealTime goes on by itself} spins, and only while its own poller
     * polls, not a poll function. While channels are watched they are looked at about once in a microsecond.
     *
     * <p>A spin takes its processor from everybody else, and the budget does not see that: it goes by the length of the waits
     * alone, as QEMU's does. So it serves a thread that has a processor to itself. On one that it shares with who is to give
     * it news, it spins in his way, and the news comes later than to a loop that sleeps; and where as many threads
     * spin as there are processors, each other thread that runs holds one of them up for a slice of some milliseconds.
     *
     * @param pollMaxNanos the limit of one spin, in nanoseconds; 0 not to spin. The threads of QEMU that do I/O have
     *     32 768
     * @param pollGrow by what a spin that was too short is multiplied; 0 for 2
     * @param pollShrink by what a spin is divided after a wait beyond the limit; 0 if then there shall be none
     * @throws IllegalArgumentException if one of them is negative
     * @origin QEMU aio_context_set_poll_params; poll-max-ns, poll-grow, poll-shrink of an iothread
     */
    public void setPollParameters(long pollMaxNanos, long pollGrow, long pollShrink) {
        checkNotNegative("pollMaxNanos", pollMaxNanos);
        checkNotNegative("pollGrow", pollGrow);
        checkNotNegative("pollShrink", pollShrink);
        spinning.setParameters(pollMaxNanos == 0 ? null : new PollBudget(pollMaxNanos, pollGrow, pollShrink));
    }

    /**
     * How long the context may spin before it sleeps.
     *
     * @return nanoseconds, as given to {@link #setPollParameters}; 0 at the start
     * @origin QEMU poll-max-ns
     */
    public long pollMaxNanos() {
        PollBudget budget = spinning.parameters();
        return budget == null ? 0 : budget.maxNanos;
    }

    /**
     * How long the context would spin if it waited now.
     *
     * @return nanoseconds, from 0 to {@link #pollMaxNanos}; it may change at any moment
     * @origin QEMU AioContext.poll_ns
     */
    public long pollNanos() {
        PollBudget budget = spinning.parameters();
        return budget == null ? 0 : budget.nanos();
    }

    /**
     * Sets what looks for a source whether it is ready, while the context spins, until the source is destroyed: instead of
     * its kind, if that looks.
     *
     * @param source a source that is attached to this context
     * @param poll looks; null for nothing
     * @throws IllegalArgumentException if the source is not attached to this context
     * @throws IllegalStateException if the source is destroyed
     * @origin QEMU aio_set_fd_handler, its io_poll
     */
    public void setIOPoll(Source source, @Nullable IOPoll poll) {
        requireNonNull(source, "source");
        if (source.attachedTo() != this) {
            throw new IllegalArgumentException("not attached to this context: " + source);
        }
        if (source.isDestroyed()) {
            throw new IllegalStateException("source is destroyed: " + source);
        }
        lifecycle.ioPolls.set(source, poll);
    }

    private static void checkNotNegative(String name, long value) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " < 0: " + value);
        }
    }
}

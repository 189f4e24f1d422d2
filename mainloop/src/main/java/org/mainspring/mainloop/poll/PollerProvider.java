package org.mainspring.mainloop.poll;

import org.mainspring.mainloop.time.Clock;

/**
 * Makes the poller of a context. A context has one poller all its life.
 *
 * @threads any
 */
@FunctionalInterface
public interface PollerProvider {
    /**
     * A new poller, for one context.
     *
     * @param clock the context's clock, which the poller's waiting follows
     * @return the poller
     */
    Poller open(Clock clock);
}

/**
 * What a context sleeps in while it watches no channel: a parked thread.
 *
 * <p>Imports poll and time. A poller belongs to its context's owner; validate and wakeup are for any thread.
 */
@NullMarked
package org.mainspring.mainloop.poll.park;

import org.jspecify.annotations.NullMarked;

/**
 * What a context sleeps in while it watches channels: a {@link java.nio.channels.Selector}.
 *
 * <p>Imports poll.park, poll and time. A poller belongs to its context's owner; validate and wakeup are for any thread.
 */
@NullMarked
package org.mainspring.mainloop.poll.nio;

import org.jspecify.annotations.NullMarked;

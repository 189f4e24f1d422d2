/**
 * The poller for channels, over a selector.
 *
 * <p>Imports: {@code poll}, {@code poll.park}, {@code time}.
 *
 * <p>Threads: owner; waking the poller is for any thread.
 */
@NullMarked
package org.mainspring.mainloop.poll.nio;

import org.jspecify.annotations.NullMarked;

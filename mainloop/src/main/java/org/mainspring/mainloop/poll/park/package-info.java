/**
 * The poller for contexts without channels: it parks the thread.
 *
 * <p>Imports: {@code poll}, {@code time}.
 *
 * <p>Threads: owner; waking the poller is for any thread.
 */
@NullMarked
package org.mainspring.mainloop.poll.park;

import org.jspecify.annotations.NullMarked;

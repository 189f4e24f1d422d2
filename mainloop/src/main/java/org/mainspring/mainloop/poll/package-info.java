/**
 * Readiness, which enters by Poller: conditions, poll records and the interface of what a context sleeps in.
 *
 * <p>Imports time.
 *
 * <p>A poller belongs to its context's owner; validate and wakeup are for any thread.
 */
@NullMarked
package org.mainspring.mainloop.poll;

import org.jspecify.annotations.NullMarked;

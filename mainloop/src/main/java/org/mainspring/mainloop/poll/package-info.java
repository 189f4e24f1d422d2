/**
 * Readiness: conditions, what can be watched, the poll record, and the service interface of pollers.
 *
 * <p>Imports: {@code time}.
 *
 * <p>Threads: owner; waking a poller is for any thread.
 */
@NullMarked
package org.mainspring.mainloop.poll;

import org.jspecify.annotations.NullMarked;

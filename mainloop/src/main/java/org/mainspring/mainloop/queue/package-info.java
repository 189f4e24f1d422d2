/**
 * Containers that know nothing of sources: timer heap, priority levels and their order, id table, inbox.
 *
 * <p>Imports nothing of this library.
 *
 * <p>Confined to whoever holds the context; only the inbox may be posted to by any thread.
 */
@NullMarked
package org.mainspring.mainloop.queue;

import org.jspecify.annotations.NullMarked;

/**
 * Containers that know nothing of sources: timer heap, priority levels, id table, inbox.
 *
 * <p>Imports: nothing.
 *
 * <p>Threads: confined to the context that owns them; only the inbox takes calls from any thread.
 */
@NullMarked
package org.mainspring.mainloop.queue;

import org.jspecify.annotations.NullMarked;

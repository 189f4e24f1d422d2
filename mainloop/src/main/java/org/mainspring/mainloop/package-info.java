/**
 * What applications import: the context, the loop that runs it, the source, and the factory of sources.
 *
 * <p>Imports: all rooms below: kind, source, poll, queue, time.
 *
 * <p>Threads: each public method says "any" or "owner" and asserts it.
 */
@NullMarked
package org.mainspring.mainloop;

import org.jspecify.annotations.NullMarked;

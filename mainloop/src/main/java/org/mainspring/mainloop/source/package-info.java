/**
 * The contract between a kind of source and the loop: hooks, callback types, priorities.
 *
 * <p>Imports: {@code poll}, {@code time}.
 *
 * <p>Threads: hooks run on the owner; values are for any thread.
 */
@NullMarked
package org.mainspring.mainloop.source;

import org.jspecify.annotations.NullMarked;

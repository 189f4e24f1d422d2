/**
 * The contract between a kind of source and the loop: hooks, what a hook may ask, callbacks, priorities.
 *
 * <p>Imports poll and time.
 *
 * <p>Hooks and callbacks run on the context's owner.
 */
@NullMarked
package org.mainspring.mainloop.source;

import org.jspecify.annotations.NullMarked;

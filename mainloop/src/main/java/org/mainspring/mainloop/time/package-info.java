/**
 * Time: a monotonic clock in nanoseconds, the only caller of the system clock, and saturating arithmetic.
 *
 * <p>Imports: nothing.
 *
 * <p>Threads: any.
 */
@NullMarked
package org.mainspring.mainloop.time;

import org.jspecify.annotations.NullMarked;

/**
 * Time, which enters by Clock: monotonic nanoseconds, and arithmetic that never wraps.
 *
 * <p>Imports nothing of this library.
 *
 * <p>Any thread may call everything here.
 */
@NullMarked
package org.mainspring.mainloop.time;

import org.jspecify.annotations.NullMarked;

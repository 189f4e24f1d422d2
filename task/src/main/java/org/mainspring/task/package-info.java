/**
 * An operation that ends once, with a result or an error, and reports it on a main context; and what sits beside it.
 *
 * <p>Imports: the exported rooms of {@code org.mainspring.mainloop}.
 *
 * <p>Threads: each public method says "any" or "owner" and asserts it.
 */
@NullMarked
package org.mainspring.task;

import org.jspecify.annotations.NullMarked;

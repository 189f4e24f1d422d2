/**
 * The kinds of source that come with the library, one file each, without a power that a user's kind lacks.
 *
 * <p>Imports: {@code source}, {@code poll}, {@code time}.
 *
 * <p>Threads: hooks run on the owner.
 */
@NullMarked
package org.mainspring.mainloop.kind;

import org.jspecify.annotations.NullMarked;

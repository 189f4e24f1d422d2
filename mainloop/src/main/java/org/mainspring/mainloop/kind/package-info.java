/**
 * The kinds of source that come with the library, one file each, with no power that a user's kind lacks.
 *
 * <p>Imports source, poll and time.
 *
 * <p>A kind runs on the owner of the context that its source is attached to.
 */
@NullMarked
package org.mainspring.mainloop.kind;

import org.jspecify.annotations.NullMarked;

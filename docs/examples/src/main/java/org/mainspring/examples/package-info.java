/**
 * The examples of the guide, as they compile and run; {@link org.mainspring.examples.Demo} tells them as a story.
 *
 * <p>Imports: what any user of the library may import.
 *
 * <p>Threads: one main loop, on the thread that runs the demo; workers and clients have theirs, and post to it.
 */
@NullMarked
package org.mainspring.examples;

import org.jspecify.annotations.NullMarked;

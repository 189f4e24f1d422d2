/**
 * What tests of loops need: a virtual clock, a scripted poller, a driver that steps a loop.
 *
 * <p>Imports: the root and all rooms below it.
 *
 * <p>Threads: confined to the thread of the test, unless a class says otherwise.
 */
@NullMarked
package org.mainspring.mainloop.testing;

import org.jspecify.annotations.NullMarked;

/**
 * The loops and timers that the library is measured beside, each as its own users would write it when they care for
 * speed; and the library itself as one of them. They are opened by name, with {@code Peers}.
 *
 * <p>Imports: the library, and the peers. No benchmark.
 *
 * <p>A {@code LoopPeer} has a thread of its own; a {@code TimerPeer} belongs to the thread that opened it.
 */
@NullMarked
package org.mainspring.bench.peer;

import org.jspecify.annotations.NullMarked;

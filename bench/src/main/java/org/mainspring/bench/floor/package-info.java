/**
 * The floor: what this machine can do at all, without any loop, and which floor stands under which figure.
 *
 * <p>Imports the rooms {@code c}, {@code channel} (for its socket files), {@code jvm}, {@code machine}, {@code peer} and
 * {@code result} of the benchmarks.
 *
 * <p>Confined to the thread of a main, but for the other side of each pair.
 */
@NullMarked
package org.mainspring.bench.floor;

import org.jspecify.annotations.NullMarked;

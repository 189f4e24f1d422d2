/**
 * What Linux says of our threads, and where it lets them run. For the counts and for the floor.
 *
 * <p>Imports the rooms {@code c} and {@code peer} of the benchmarks.
 *
 * <p>Each type says its own.
 */
@NullMarked
package org.mainspring.bench.machine;

import org.jspecify.annotations.NullMarked;

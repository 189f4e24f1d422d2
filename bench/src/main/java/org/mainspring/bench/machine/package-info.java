/**
 * What Linux says of our threads, where it lets them run, and how one waits for another there. For counts, floor and latencies.
 *
 * <p>Imports the rooms {@code c} and {@code peer} of the benchmarks.
 *
 * <p>Each type says its own.
 */
@NullMarked
package org.mainspring.bench.machine;

import org.jspecify.annotations.NullMarked;

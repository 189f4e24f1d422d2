/**
 * What was measured: times, distributions, counts, and what could not be; as records, and as lines of a program's output.
 *
 * <p>Imports nothing of the benchmarks.
 *
 * <p>Confined.
 */
@NullMarked
package org.mainspring.bench.result;

import org.jspecify.annotations.NullMarked;

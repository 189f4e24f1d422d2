/**
 * How late things are: an open-loop runner that counts from the intended start, and what it runs.
 *
 * <p>Imports the rooms {@code circuit}, {@code channel}, {@code task}, {@code machine}, {@code peer}, {@code jvm} and {@code result}
 * of the benchmarks.
 *
 * <p>The main thread is the poster and pins itself; what runs elsewhere says so.
 */
@NullMarked
package org.mainspring.bench.latency;

import org.jspecify.annotations.NullMarked;

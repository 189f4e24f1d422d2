/**
 * Ways out from a loop and home to it: by another loop, by a channel, by a worker; and who runs laps on them.
 *
 * <p>Imports the rooms {@code channel}, {@code task} and {@code peer} of the benchmarks.
 *
 * <p>Each type says its own.
 */
@NullMarked
package org.mainspring.bench.circuit;

import org.jspecify.annotations.NullMarked;

/**
 * A program that tells how many bytes armed timers and attached sources keep, and how many each operation allocates; and how
 * often a post wakes the loop.
 *
 * <p>Imports the rooms {@code machine}, {@code task}, {@code peer} and {@code result} of the benchmarks, and the library.
 *
 * <p>Confined to the thread of the program.
 */
@NullMarked
package org.mainspring.bench.memory;

import org.jspecify.annotations.NullMarked;

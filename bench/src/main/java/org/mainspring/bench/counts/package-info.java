/**
 * Which system calls an operation makes, as strace counts them, of ours, of the peers and of GLib; and what a loop takes of a
 * processor that has nothing to do.
 *
 * <p>Imports the rooms {@code c}, {@code channel}, {@code jvm}, {@code machine}, {@code peer} and {@code result} of the benchmarks.
 *
 * <p>Confined to the thread of a main. {@code TracedMain} runs in a JVM of its own, under strace.
 */
@NullMarked
package org.mainspring.bench.counts;

import org.jspecify.annotations.NullMarked;

/**
 * The programs in C: they are built where a compiler is, and run. What is missing is reported as absent.
 *
 * <p>Imports the room {@code result} of the benchmarks. Their sources, in {@code src/main/c}, are resources here.
 *
 * <p>Confined to the thread of a main.
 */
@NullMarked
package org.mainspring.bench.c;

import org.jspecify.annotations.NullMarked;

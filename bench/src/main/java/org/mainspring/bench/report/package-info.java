/**
 * Figures made into something to read: ratios, aims, floors; as a table in the terminal, a page, a section of the docs.
 *
 * <p>Imports the rooms {@code floor} and {@code result} of the benchmarks.
 *
 * <p>Confined.
 */
@NullMarked
package org.mainspring.bench.report;

import org.jspecify.annotations.NullMarked;

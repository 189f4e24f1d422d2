/**
 * What the JVM itself does beside what is measured.
 *
 * <p>Imports no room of the benchmarks.
 *
 * <p>Each type says its own.
 */
@NullMarked
package org.mainspring.bench.jvm;

import org.jspecify.annotations.NullMarked;

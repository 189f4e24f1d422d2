/**
 * The run of {@code mvn -Pbench}: chooses what is measured, measures it within a time, and leaves a report.
 *
 * <p>Imports {@code result}, {@code report} and {@code peer}; the programs of the other rooms it starts as processes.
 *
 * <p>Confined to the main thread.
 */
@NullMarked
package org.mainspring.bench.run;

import org.jspecify.annotations.NullMarked;

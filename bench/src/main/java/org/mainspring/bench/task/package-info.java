/**
 * Tasks that go to a worker and come home to the loop they began on, ours and the peers', behind one interface.
 *
 * <p>Imports the room {@code peer} of the benchmarks, the library, and the peers' libraries.
 *
 * <p>Each type says its own.
 */
@NullMarked
package org.mainspring.bench.task;

import org.jspecify.annotations.NullMarked;

/**
 * Loops that watch channels, ours and Netty's, behind one interface; and the file by which a socket is found.
 *
 * <p>Imports the room {@code peer} of the benchmarks, the library, and the peers' libraries.
 *
 * <p>Each type says its own.
 */
@NullMarked
package org.mainspring.bench.channel;

import org.jspecify.annotations.NullMarked;

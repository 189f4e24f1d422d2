package org.mainspring.bench.channel;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Queue;

/** How channels end. */
final class Closing {
    private Closing() {}

    /** Closes what is in a queue, and empties it. */
    static void all(Queue<? extends Closeable> channels) {
        for (Closeable each = channels.poll(); each != null; each = channels.poll()) {
            try {
                each.close();
            } catch (IOException unlikely) {
                throw new UncheckedIOException(unlikely);
            }
        }
    }
}

package org.mainspring.bench.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Pipe;

/** A pipe through which nothing comes: something for a loop to look at. */
final class QuietPipe implements AutoCloseable {
    private final Pipe pipe;

    QuietPipe() {
        try {
            pipe = Pipe.open();
            pipe.source().configureBlocking(false);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Pipe.SourceChannel readEnd() {
        return pipe.source();
    }

    @Override
    public void close() {
        try {
            pipe.source().close();
            pipe.sink().close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}

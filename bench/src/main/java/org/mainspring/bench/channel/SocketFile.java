package org.mainspring.bench.channel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The name of a socket in the file system. Once those who need it are connected, it may go.
 *
 * @param path does not exist yet, in a directory of its own
 */
public record SocketFile(Path path) implements AutoCloseable {
    /**
     * Makes the directory.
     *
     * @return to be closed
     * @throws IOException if it cannot
     */
    public static SocketFile create() throws IOException {
        return new SocketFile(Files.createTempDirectory("mainspring").resolve("socket"));
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(path);
        Files.deleteIfExists(path.getParent());
    }
}

package org.mainspring.bench.c;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The sources in C, which lie beside our classes: in a directory or in the jar. */
final class CSources {
    private static final String FOLDER = "/c";

    private CSources() {}

    /** Copies them all into a directory, which is made. */
    static void copyTo(Path directory) {
        try {
            Files.createDirectories(directory);
            URI known = known();
            if (known.getScheme().equals("jar")) {
                try (FileSystem jar = FileSystems.newFileSystem(known, Map.of())) {
                    copy(jar.getPath(FOLDER), directory);
                }
            } else {
                copy(Path.of(known).getParent(), directory);
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /** One file that is there: in a jar one may not ask for a folder. */
    private static URI known() {
        try {
            return CSources.class.getResource(FOLDER + "/names.h").toURI();
        } catch (URISyntaxException strange) {
            throw new IllegalStateException(strange);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        List<Path> files;
        try (Stream<Path> inFolder = Files.list(from)) {
            files = inFolder.toList();
        }
        for (Path file : files) {
            Path copied = to.resolve(file.getFileName().toString());
            Files.copy(file, copied, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}

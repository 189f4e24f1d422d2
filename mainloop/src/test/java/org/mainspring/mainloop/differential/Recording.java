package org.mainspring.mainloop.differential;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A scenario in the repository, with the trace that the real GLib made of it.
 *
 * @param name of its file, without the ending
 */
record Recording(String name, List<String> scenario, List<String> trace) {
    private static final Path FOLDER = Path.of("src", "test", "resources", "differential");
    private static final String ENDING = ".txt";

    /** Stands between scenario and trace. */
    private static final String BETWEEN = "trace";

    /** All of them, by name. */
    static List<Recording> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted()
                    .map(Recording::read)
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Recording read(Path file) {
        try {
            List<String> lines = Files.readAllLines(file, UTF_8);
            int between = lines.indexOf(BETWEEN);
            int end = between < 0 ? lines.size() : between;
            String name = file.getFileName().toString();
            return new Recording(
                    name.substring(0, name.length() - ENDING.length()),
                    List.copyOf(lines.subList(0, end)),
                    List.copyOf(lines.subList(Math.min(end + 1, lines.size()), lines.size())));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The same scenario with another trace. */
    Recording with(List<String> newTrace) {
        return new Recording(name, scenario, newTrace);
    }

    void write() {
        List<String> lines = new ArrayList<>(scenario);
        lines.add(BETWEEN);
        lines.addAll(trace);
        try {
            Files.write(FOLDER.resolve(name + ENDING), lines, UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}

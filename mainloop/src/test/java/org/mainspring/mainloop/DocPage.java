package org.mainspring.mainloop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of the documentation that consists of tables whose rows are named by the numbers of the contract.
 *
 * @param rows those of all tables, the heads among them
 * @param misshapen those that have not as many cells as the head of their table
 */
record DocPage(List<Row> rows, List<Row> misshapen) {
    private static final Pattern NUMBER = Pattern.compile("([SXD])(\\d+)(b?)");
    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|Contract)(?:\\.\\w+)*)`");

    /** One row of a table: its cells, the first of which says what it is about. */
    record Row(List<String> cells) {
        String name() {
            return cells.get(0);
        }

        String last() {
            return cells.get(cells.size() - 1);
        }

        /** The numbers of the first cell; a dash between two stands for all from one to the other. */
        Set<String> numbers() {
            Set<String> numbers = new LinkedHashSet<>();
            Matcher matcher = NUMBER.matcher(name());
            int from = 0;
            while (matcher.find()) {
                int number = Integer.parseInt(matcher.group(2));
                boolean isRange = name().substring(Math.min(from, matcher.start()), matcher.start())
                        .matches(" *[–-] *");
                for (int i = isRange ? last(numbers) + 1 : number; i <= number; i++) {
                    numbers.add(matcher.group(1) + i + (i == number ? matcher.group(3) : ""));
                }
                from = matcher.end();
            }
            return numbers;
        }

        private static int last(Set<String> numbers) {
            String last = numbers.stream().reduce("S0", (one, other) -> other);
            return Integer.parseInt(last.replaceAll("\\D", ""));
        }

        /** The tests that the row names. */
        List<String> tests() {
            return TEST.matcher(String.join(" ", cells))
                    .results()
                    .map(result -> result.group(1))
                    .toList();
        }
    }

    static DocPage read(String name) {
        try {
            return of(Files.readString(Path.of("..", "docs", name)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static DocPage of(String text) {
        List<Row> rows = new ArrayList<>();
        List<Row> misshapen = new ArrayList<>();
        int width = 0;
        for (String line : text.split("\n")) {
            if (!line.startsWith("|")) {
                width = 0;
            } else if (!line.startsWith("|---")) {
                Row row = row(line);
                width = width == 0 ? row.cells().size() : width;
                rows.add(row);
                if (row.cells().size() != width) {
                    misshapen.add(row);
                }
            }
        }
        return new DocPage(rows, misshapen);
    }

    private static Row row(String line) {
        return new Row(
                Arrays.stream(line.substring(1).split("\\|")).map(String::strip).toList());
    }

    /** The rows of the numbers, without those of other tables and the heads. */
    List<Row> numbered() {
        return rows.stream().filter(row -> !row.numbers().isEmpty()).toList();
    }

    /** The rows whose first cell is the name of a test of GLib's. */
    List<Row> ofGLibsTests() {
        return rows.stream().filter(row -> row.name().startsWith("/")).toList();
    }
}

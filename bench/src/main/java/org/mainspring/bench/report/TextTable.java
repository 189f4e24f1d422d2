package org.mainspring.bench.report;

import java.util.ArrayList;
import java.util.List;

/** Rows of text in columns: the first columns to the left, the others, which are numbers, to the right. */
final class TextTable {
    private final int left;
    private final List<List<String>> rows = new ArrayList<>();

    /** With a row of names, of whose columns so many go to the left. */
    TextTable(int left, String... names) {
        this.left = left;
        rows.add(List.of(names));
    }

    /** Adds a row, of as many fields as there are names. */
    void add(List<String> row) {
        if (row.size() != rows.get(0).size()) {
            throw new IllegalArgumentException("fields != " + rows.get(0).size() + ": " + row);
        }
        rows.add(row);
    }

    /** The lines, each ended. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            text.append(line(rows.get(i))).append('\n');
            if (i == 0) {
                text.append("-".repeat(width())).append('\n');
            }
        }
        return text.toString();
    }

    private String line(List<String> row) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            String gap = " ".repeat(width(column) - row.get(column).length());
            line.append(column == 0 ? "" : "  ");
            line.append(column < left ? row.get(column) + gap : gap + row.get(column));
        }
        return line.toString().stripTrailing();
    }

    private int width() {
        int width = -2;
        for (int column = 0; column < rows.get(0).size(); column++) {
            width += width(column) + 2;
        }
        return width;
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}

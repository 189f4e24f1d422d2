package org.mainspring.bench.report;

import java.util.List;

/** A table as Markdown has it. */
final class MarkdownTable {
    private final StringBuilder text = new StringBuilder();

    /** With a row of names, of whose columns so many go to the left. */
    MarkdownTable(int left, String... names) {
        add(List.of(names));
        text.append("|")
                .append("---|".repeat(left))
                .append("---:|".repeat(names.length - left))
                .append('\n');
    }

    /** Adds a row. */
    void add(List<String> row) {
        row.forEach(cell -> text.append("| ").append(cell.replace("|", "\\|")).append(cell.isEmpty() ? "" : " "));
        text.append("|\n");
    }

    /** The lines, each ended. */
    String text() {
        return text.toString();
    }
}

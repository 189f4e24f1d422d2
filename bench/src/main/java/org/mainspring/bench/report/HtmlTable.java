package org.mainspring.bench.report;

import java.util.List;

/**
 * A table of a page, which scrolls in a box of its own if it is wider than the page. Each cell knows the name of its column: where
 * there is no room for columns, the page shows a row as a paragraph, with the names before the values.
 */
final class HtmlTable {
    private final StringBuilder rows = new StringBuilder();
    private final List<String> names;
    private final int left;

    /** With a row of names, of whose columns so many go to the left. */
    HtmlTable(int left, String... names) {
        this.left = left;
        this.names = List.of(names);
        row("thead", "th", "", this.names);
        rows.append("<tbody>");
    }

    /** Adds a row of text; its class paints it. */
    void add(String cssClass, List<String> row) {
        row("", "td", cssClass, row);
    }

    /** The box with the table. */
    String markup() {
        return "<div class=\"box\" tabindex=\"0\"><table>" + rows + "</tbody></table></div>\n";
    }

    private void row(String around, String cell, String cssClass, List<String> row) {
        StringBuilder cells = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            cells.append("<").append(cell);
            attribute(cells, "class", column < left ? "" : "number");
            attribute(cells, "data-name", cell.equals("td") ? names.get(column) : "");
            cells.append(">")
                    .append(Markup.text(row.get(column)))
                    .append("</")
                    .append(cell)
                    .append(">");
        }
        String line = Markup.element("tr", cssClass, cells.toString());
        rows.append(around.isEmpty() ? line : Markup.element(around, "", line)).append('\n');
    }

    private static void attribute(StringBuilder cells, String name, String value) {
        if (!value.isEmpty()) {
            cells.append(' ')
                    .append(name)
                    .append("=\"")
                    .append(Markup.text(value))
                    .append('"');
        }
    }
}

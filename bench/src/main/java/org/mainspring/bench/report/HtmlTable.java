package org.mainspring.bench.report;

import java.util.List;

/** A table of a page, which scrolls in a box of its own if it is wider than the page. */
final class HtmlTable {
    private final StringBuilder rows = new StringBuilder();
    private final int left;

    /** With a row of names, of whose columns so many go to the left. */
    HtmlTable(int left, String... names) {
        this.left = left;
        row("thead", "th", "", List.of(names));
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
            cells.append(Markup.element(cell, column < left ? "" : "number", Markup.text(row.get(column))));
        }
        String line = Markup.element("tr", cssClass, cells.toString());
        rows.append(around.isEmpty() ? line : Markup.element(around, "", line)).append('\n');
    }
}

package org.mainspring.bench.report;

import java.util.Locale;

/**
 * A picture and what it is called.
 *
 * @param name of a file, without its ending
 * @param svg the picture, without colours of its own
 */
record Plot(String name, String svg) {
    /** Named by what it shows, in letters that any file may have. */
    static Plot named(String title, String svg) {
        String name =
                title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return new Plot(name, svg);
    }

    /** The picture as a file: with the style that a page would have given it. */
    String file(String style) {
        int inside = svg.indexOf('>') + 1;
        return svg.substring(0, inside) + "<style>" + style + "</style>" + svg.substring(inside) + "\n";
    }
}

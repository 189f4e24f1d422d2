package org.mainspring.bench.report;

import java.util.List;

/** The headlines as a part of a page: for each workload a bar of what we are faster at, of what is even, and of what not. */
final class HeadlineBars {
    private HeadlineBars() {}

    /** The rows; nothing if there are none. */
    static String of(List<Headline> headlines) {
        StringBuilder rows = new StringBuilder();
        headlines.forEach(headline -> rows.append(row(headline)));
        return rows.length() == 0 ? "" : "<div class=\"short\">" + rows + "</div>\n";
    }

    private static String row(Headline headline) {
        return "<div class=\"row\">" + Markup.element("b", headline.workload())
                + "<div class=\"bar\">"
                + part("better", headline.faster(), "faster")
                + part("even", headline.even(), "even")
                + part("worse", headline.slower(), "slower")
                + "</div>"
                + Markup.element(
                        "small",
                        "",
                        Markup.text("at best " + Headline.inWords(headline.best()))
                                + "<br/>"
                                + Markup.text("at worst " + Headline.inWords(headline.worst())))
                + "</div>\n";
    }

    private static String part(String cssClass, long count, String word) {
        return count == 0
                ? ""
                : "<span class=\"" + cssClass + "\" style=\"flex-grow:" + count + "\">" + count + " " + word
                        + "</span>";
    }
}

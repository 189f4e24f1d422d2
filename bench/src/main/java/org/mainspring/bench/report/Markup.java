package org.mainspring.bench.report;

/** Elements of a page, written so that an XML parser reads them too. */
final class Markup {
    private Markup() {}

    /** Text as it stands between tags and in attributes. */
    static String text(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** An element around content that is markup already. */
    static String element(String name, String cssClass, String content) {
        return "<" + name + (cssClass.isEmpty() ? "" : " class=\"" + cssClass + "\"") + ">" + content + "</" + name
                + ">";
    }

    /** An element around text. */
    static String element(String name, String text) {
        return element(name, "", text(text));
    }
}

package org.mainspring.bench.report;

import java.util.Locale;

/** A picture of lines, boxes and words, whose colours are the style's: classes, not values. */
final class Svg {
    /** About what a letter of the small text takes. */
    static final double LETTER = 6.4;

    private final StringBuilder shapes = new StringBuilder();

    /** A straight line. */
    void line(String cssClass, double x1, double y1, double x2, double y2) {
        shapes.append(format(
                "<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>", cssClass, x1, y1, x2, y2));
    }

    /** A box, with what is told of it to who points at it. */
    void box(String cssClass, double x, double y, double width, double height, String told) {
        shapes.append(format(
                "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"2\">%s</rect>",
                cssClass, x, y, Math.max(width, 1), height, title(told)));
    }

    /** A point, with what is told of it to who points at it. */
    void point(String cssClass, double x, double y, String told) {
        shapes.append(format(
                "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"2.6\">%s</circle>", cssClass, x, y, title(told)));
    }

    /** A line through points, as {@code x,y x,y}. */
    void path(String cssClass, String points, String told) {
        shapes.append("<polyline class=\"")
                .append(cssClass)
                .append("\" points=\"")
                .append(points)
                .append("\">");
        shapes.append(title(told)).append("</polyline>");
    }

    /** Words: {@code start}, {@code middle} or {@code end} of them is at x. */
    void words(String cssClass, double x, double y, String anchor, String words) {
        shapes.append(format("<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">", cssClass, x, y, anchor));
        shapes.append(Markup.text(words)).append("</text>");
    }

    /** The whole picture, for a page that has the style; it becomes as wide as there is room. */
    String picture(double width, double height, String said) {
        return format(
                        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %.0f %.0f\" role=\"img\">",
                        width, height)
                + title(said) + shapes + "</svg>";
    }

    /** Two numbers, as a path has them. */
    static String point(double x, double y) {
        return format("%.1f,%.1f ", x, y);
    }

    private static String title(String told) {
        return told.isEmpty() ? "" : "<title>" + Markup.text(told) + "</title>";
    }

    private static String format(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}

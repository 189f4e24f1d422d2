package org.mainspring.bench.report;

import java.util.List;
import java.util.function.DoubleFunction;

/** Lines over two axes, with the names of the lines below. */
final class LinePlot {
    private static final double WIDTH = 380;
    private static final double LEFT = 58;
    private static final double RIGHT = WIDTH - 14;
    private static final double TOP = 44;
    private static final double BOTTOM = 228;
    private static final double ROW = 18;
    private static final double SWATCH = 22;

    private final String heading;
    private final String subheading;
    private final String below;
    private final Axis across;
    private final Axis up;
    private final DoubleFunction<String> acrossText;
    private final Svg svg = new Svg();
    private double legendX = LEFT;
    private double legendY = BOTTOM + 52;

    /** With a heading in two lines, and what the axes are. */
    LinePlot(String heading, String subheading, String below, Axis across, Axis up, DoubleFunction<String> acrossText) {
        this.heading = heading;
        this.subheading = subheading;
        this.below = below;
        this.across = across;
        this.up = up;
        this.acrossText = acrossText;
    }

    /** Draws. */
    String draw(List<Series> all) {
        svg.words("heading", 0, 14, "start", heading);
        svg.words("muted", 0, 30, "start", subheading);
        grid();
        all.forEach(this::line);
        all.forEach(this::legend);
        return svg.picture(WIDTH, legendY + 10, heading + " " + subheading);
    }

    private void grid() {
        for (Tick tick : up.ticks()) {
            double y = y(tick.position());
            svg.line("grid", LEFT, y, RIGHT, y);
            svg.words("muted", LEFT - 6, y + 4, "end", tick.label());
        }
        double free = 0;
        for (Tick tick : across.ticks()) {
            double x = x(tick.position());
            double half = tick.label().length() * Svg.LETTER / 2;
            svg.line("grid", x, TOP, x, BOTTOM);
            if (x - half >= free) {
                svg.words("muted", Math.min(x, WIDTH - half), BOTTOM + 16, "middle", tick.label());
                free = x + half + 4;
            }
        }
        svg.words("muted", (LEFT + RIGHT) / 2, BOTTOM + 33, "middle", below);
    }

    private void line(Series series) {
        StringBuilder points = new StringBuilder();
        for (Series.Point point : series.points()) {
            points.append(Svg.point(x(across.position(point.x())), y(up.position(point.y()))));
        }
        String colour = Palette.of(series.peer());
        svg.path("line " + colour, points.toString().strip(), series.peer());
        if (series.marked()) {
            for (Series.Point point : series.points()) {
                svg.point(
                        "dot " + colour, x(across.position(point.x())), y(up.position(point.y())), told(series, point));
            }
        }
    }

    private String told(Series series, Series.Point point) {
        return series.peer() + " at " + acrossText.apply(point.x()) + ": " + Numbers.time(point.y());
    }

    private void legend(Series series) {
        double width = SWATCH + series.peer().length() * Svg.LETTER + 12;
        if (legendX + width > WIDTH && legendX > LEFT) {
            legendX = LEFT;
            legendY += ROW;
        }
        svg.line("line " + Palette.of(series.peer()), legendX, legendY - 4, legendX + 16, legendY - 4);
        svg.words("label", legendX + SWATCH, legendY, "start", series.peer());
        legendX += width;
    }

    private static double x(double position) {
        return LEFT + position * (RIGHT - LEFT);
    }

    private static double y(double position) {
        return BOTTOM - position * (BOTTOM - TOP);
    }
}

package org.mainspring.bench.report;

import java.util.List;

/** Bars from left to right below each other, in groups, all beginning at one value. */
final class BarPlot {
    private static final double WIDTH = 380;
    private static final double LEFT = 158;
    private static final double RIGHT = WIDTH - 64;
    private static final double TOP = 28;
    private static final double ROW = 19;
    private static final double BAR = 12;

    private final String heading;
    private final Axis axis;
    private final double origin;
    private final Svg svg = new Svg();
    private double y = TOP;

    /** With a heading, the axis of the lengths, and the value at which every bar begins. */
    BarPlot(String heading, Axis axis, double origin) {
        this.heading = heading;
        this.axis = axis;
        this.origin = origin;
    }

    /** Draws. */
    String draw(List<Bar> bars) {
        svg.words("heading", 0, 14, "start", heading);
        double bottom = TOP + height(bars);
        for (Tick tick : axis.ticks()) {
            svg.line("grid", x(tick.position()), TOP, x(tick.position()), bottom);
        }
        svg.line("origin", x(axis.position(origin)), TOP, x(axis.position(origin)), bottom);
        rows(bars); // over the line, which would run through the names of groups
        labels(bottom + 15);
        return svg.picture(WIDTH, bottom + 22, heading);
    }

    private static double height(List<Bar> bars) {
        long groups = bars.stream()
                .map(Bar::group)
                .distinct()
                .filter(group -> !group.isEmpty())
                .count();
        return (bars.size() + groups) * ROW;
    }

    private void rows(List<Bar> bars) {
        String group = "";
        for (Bar bar : bars) {
            if (!bar.group().equals(group)) {
                group = bar.group();
                svg.words("group", 0, y + 14, "start", group);
                y += ROW;
            }
            row(bar);
            y += ROW;
        }
    }

    private void row(Bar bar) {
        double from = x(axis.position(origin));
        double to = x(axis.position(bar.value()));
        svg.words("label", LEFT - 8, y + 13, "end", bar.label());
        svg.box(bar.cssClass(), Math.min(from, to), y + 3, Math.abs(to - from), BAR, bar.told());
        svg.words("value", WIDTH - 2, y + 13, "end", bar.shown());
    }

    private void labels(double below) {
        double free = 0;
        for (Tick tick : axis.ticks()) {
            double half = tick.label().length() * Svg.LETTER / 2;
            double x = x(tick.position());
            if (x - half >= free) {
                svg.words("muted", x, below, "middle", tick.label());
                free = x + half + 4;
            }
        }
    }

    private static double x(double position) {
        return LEFT + position * (RIGHT - LEFT);
    }
}

package org.mainspring.bench.floor;

import java.io.PrintStream;
import org.HdrHistogram.Histogram;
import org.mainspring.bench.result.Absent;
import org.mainspring.bench.result.FigureLines;
import org.mainspring.bench.result.Result;

/** Prints the floor, a line for each figure. */
final class Lines {
    private static final String[] PERCENTILES = {"50", "90", "99", "99.9"};

    private final PrintStream out;

    Lines(PrintStream out) {
        this.out = out;
    }

    /** A figure. */
    void print(String params, double nanos) {
        out.println(FigureLines.print(Result.ofFloor(params, nanos)));
    }

    /** A line for each percentile that is shown. */
    void print(String params, Histogram nanos) {
        for (String percentile : PERCENTILES) {
            print(params + ";p=" + percentile, (double) nanos.getValueAtPercentile(Double.parseDouble(percentile)));
        }
    }

    /** What is not measured here. */
    void absent(String what, String why) {
        out.println(FigureLines.print(new Absent(what, why)));
    }
}

package org.mainspring.bench.memory;

import java.io.PrintStream;
import org.mainspring.bench.result.Absent;
import org.mainspring.bench.result.Count;
import org.mainspring.bench.result.FigureLines;
import org.mainspring.bench.result.Workloads;

/** Where the figures go. */
final class Lines {
    private final PrintStream out;

    Lines(PrintStream out) {
        this.out = out;
    }

    /** Of the workload that this program is for. */
    void count(String params, String peer, String what, double each) {
        count(Workloads.MEMORY, params, peer, what, each);
    }

    void count(String workload, String params, String peer, String what, double each) {
        out.println(FigureLines.print(new Count(workload, params, peer, what, each)));
    }

    void absent(String what, String why) {
        out.println(FigureLines.print(new Absent(what, why)));
    }
}

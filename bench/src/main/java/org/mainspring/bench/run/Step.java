package org.mainspring.bench.run;

import org.mainspring.bench.result.Absent;
import org.mainspring.bench.result.Figures;

/** One thing that is measured, alone on the machine. */
interface Step {
    /** What it is, as the progress line says it. */
    String name();

    /** About how long it takes, in seconds; it is not begun with less time left. */
    double expectedSeconds();

    /** Measures, and adds what it measured, or {@link Absent} and why. Takes no longer than the limit. */
    void run(Figures figures, double limitSeconds);
}

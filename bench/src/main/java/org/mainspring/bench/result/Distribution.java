package org.mainspring.bench.result;

import java.util.Objects;
import org.HdrHistogram.Histogram;

/**
 * How the times of many operations are spread.
 *
 * @param workload which of the workloads, as {@code W5 wake latency}
 * @param params {@code key=value}, more of them apart by a blank or {@code ;}, or nothing
 * @param peer who did it, as {@code mainspring} or {@code netty-nio}
 * @param nanos the times in nanoseconds; not copied, so nobody may record into it any more
 */
public record Distribution(String workload, String params, String peer, Histogram nanos) {
    /**
     * Checks the fields.
     *
     * @throws IllegalArgumentException if one has a comma, a {@code |} or a line break
     */
    public Distribution {
        Fields.name("workload", workload);
        Fields.text("params", params);
        Fields.name("peer", peer);
        Objects.requireNonNull(nanos, "nanos");
    }
}

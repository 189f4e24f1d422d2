package org.mainspring.bench.latency;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** How many files this process may have open. */
final class OpenFiles {
    /** For the program itself and what else a trial opens. */
    private static final long OTHERS = 500;

    private OpenFiles() {}

    /** Why so many channels cannot be open beside all else; empty if they can. */
    static String whyNot(int channels) {
        return whyNot(channels, limit());
    }

    static String whyNot(int channels, long limit) {
        return channels + OTHERS > limit
                ? channels + " channels are more than the limit of open files allows, which is " + limit
                : "";
    }

    private static long limit() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
                ? unix.getMaxFileDescriptorCount()
                : Long.MAX_VALUE;
    }
}

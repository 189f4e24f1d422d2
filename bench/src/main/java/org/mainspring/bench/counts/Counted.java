package org.mainspring.bench.counts;

import java.util.List;

/**
 * Which figures a scenario gives.
 *
 * @param scenario its name, as in the marks
 * @param workload as everywhere
 * @param params as everywhere
 * @param ofPosterToo whether the posting thread belongs to the operation
 */
record Counted(String scenario, String workload, String params, boolean ofPosterToo) {
    static final Counted WAKE = new Counted("wake", "W5 wake", "placement=unpinned", true);
    static final Counted WAKE_CHANNEL = new Counted("wake-channel", "W5 wake", "placement=unpinned;channel=yes", true);
    static final Counted IDLE = new Counted("idle", "W1 idle dispatch", "idles=1", false);
    static final Counted ONCE = new Counted("once", "W1 idle dispatch", "idles=once", false);
    static final Counted FLOOD = new Counted("flood", "W4 post", "posters=1", true);
    static final Counted ECHO = new Counted("echo", "W7 echo", "bytes=1", false);

    /** All of them. */
    static List<Counted> all() {
        return List.of(WAKE, WAKE_CHANNEL, IDLE, ONCE, FLOOD, ECHO);
    }
}

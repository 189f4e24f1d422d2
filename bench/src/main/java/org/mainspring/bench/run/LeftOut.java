package org.mainspring.bench.run;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.mainspring.bench.result.Absent;

/** What no run measures, or a quick one does not, and why: it is listed with what could not be measured. */
final class LeftOut {
    private static final List<Absent> ALWAYS = List.of(
            new Absent(
                    "W2 timeouts op=rearm agrona-wheel and netty-wheel",
                    "they fire by ticks, and not as fast as they can"),
            new Absent(
                    "W5 wake gap=... (closed load) mainspring-spin",
                    "it is proven to sleep only once it has stopped spinning"),
            new Absent(
                    "W7 echo over a pipe",
                    "not written: what carries messages is a socket of the Unix domain, in C a pair of them"),
            new Absent(
                    "W7 and W8 by poll or epoll without a Selector (FFM) mainspring",
                    "there is nothing to measure: ours watches channels by the JDK's Selector alone"),
            new Absent(
                    "W1 to W9 in the noise of a garbage collector",
                    "not written: no step has so small a young generation; JMH's cases can be run so by hand"
                            + " with -jvmArgsAppend \"-XX:+UseSerialGC -Xmn8m\""),
            new Absent(
                    "many sources priorities=50000 glib",
                    "it takes GLib half a minute; the program glib_bench alone has it, with --millis=1000 and more"),
            new Absent(
                    "java-gi, ActiveJ, libuv and the Disruptor as peers",
                    "not written: the benchmarks do not drive them"));

    private static final List<Absent> QUICK = List.of(
            new Absent(
                    "W1 to W9 and many sources: all other sizes, placements, loads and forks",
                    "this was a quick run; --full has them"),
            new Absent(
                    "W3 dispatch against attached op=self-post glib",
                    "a quick run of the program in C leaves it out; --full has it"),
            new Absent(
                    "W9 task placement=unpinned;outstanding=1;pool=default",
                    "a quick run measures the pool with its threads pinned only, to stay within its time; --full has it, and"
                            + " with it the aim beside qemu-thread-each"));

    private static final List<Absent> FULL = List.of(new Absent(
            "JMH's cases of W5 to W9, sorted delays, some sizes between others",
            "they say nothing new; java -jar bench/target/benchmarks.jar has them"));

    private LeftOut() {}

    /** What that is in a run of what has such a name. */
    static List<Absent> of(boolean full, Pattern only) {
        return Stream.concat(ALWAYS.stream(), (full ? FULL : QUICK).stream())
                .filter(absent -> only.matcher(absent.what()).find())
                .toList();
    }
}

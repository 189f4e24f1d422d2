package org.mainspring.bench.peer;

import java.util.List;

/**
 * The flags that a JVM needs to run JMH and the peers without warnings: both use {@code sun.misc.Unsafe}, and Netty loads
 * a native library. Nothing of ours needs them. JVMs before 23 know neither the warning nor the flags.
 */
public final class JvmFlags {
    private static final int FIRST_TO_WARN = 23;

    private JvmFlags() {}

    /**
     * The flags for one more JVM like this one.
     *
     * @return to be put in front of the others
     */
    public static List<String> ofThisJvm() {
        return of(Runtime.version().feature());
    }

    static List<String> of(int feature) {
        return feature < FIRST_TO_WARN
                ? List.of()
                : List.of("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED");
    }
}

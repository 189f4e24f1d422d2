package org.mainspring.mainloop.kind;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.time.Nanos;

/**
 * The fraction of a second on which the seconds timeouts of a process land: one per session or machine, so that
 * programs of one user wake together and machines do not.
 *
 * @threads any
 * @origin GLib g_timeout_set_expiration, its timer_perturb
 */
public final class Perturbation {
    private static final int DJB2_START = 5381;

    private static final long PROCESS_NANOS = of(System.getenv());

    private Perturbation() {}

    /**
     * The fraction of this process.
     *
     * @return nanoseconds, less than a second
     */
    public static long ofProcess() {
        return PROCESS_NANOS;
    }

    /**
     * The fraction that an environment asks for: from the session bus's address, or else the host's name.
     *
     * @param environment variables by name
     * @return nanoseconds, less than a second; 0 if neither variable is set
     */
    public static long of(Map<String, String> environment) {
        @Nullable String session = environment.get("DBUS_SESSION_BUS_ADDRESS");
        @Nullable String key = session != null ? session : environment.get("HOSTNAME");
        return key == null ? 0 : Math.abs((long) djb2(key)) % Nanos.PER_SECOND;
    }

    private static int djb2(String text) {
        int hash = DJB2_START;
        for (byte b : text.getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
            hash = hash * 33 + b;
        }
        return hash;
    }
}

package org.mainspring.mainloop.kind;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.source.SourceHandle;

/**
 * One signal of the process, and the sources that wait for it. The signal is handled by the library as long as there is
 * one.
 *
 * @threads any
 */
final class SignalLine {
    private static final Map<String, SignalLine> OF_PROCESS =
            lines(new JvmSignals(), List.of("HUP", "INT", "TERM", "USR1", "USR2", "WINCH"));

    private final SignalPort port;
    private final String name;
    private final List<SourceHandle> waiting = new CopyOnWriteArrayList<>();
    private @Nullable Runnable restore; // there is one while somebody waits; guarded by this

    SignalLine(SignalPort port, String name) {
        this.port = port;
        this.name = name;
    }

    private static Map<String, SignalLine> lines(SignalPort port, List<String> names) {
        Map<String, SignalLine> lines = new LinkedHashMap<>();
        for (String name : names) {
            lines.put(name, new SignalLine(port, name));
        }
        return lines;
    }

    /** The line of a signal of this process; null for one that sources cannot wait for. */
    static @Nullable SignalLine ofProcess(String name) {
        return OF_PROCESS.get(name);
    }

    static Set<String> namesOfProcess() {
        return OF_PROCESS.keySet();
    }

    String name() {
        return name;
    }

    /** Adds a source. It is there before the signal is handled, so that no signal finds nobody. */
    synchronized void add(SourceHandle source) {
        waiting.add(source);
        if (restore == null) {
            try {
                restore = port.handle(name, this::raise);
            } finally {
                if (restore == null) {
                    waiting.remove(source);
                }
            }
        }
    }

    synchronized void remove(SourceHandle source) {
        boolean wasThere = waiting.remove(source);
        Runnable putBack = restore;
        if (wasThere && putBack != null && waiting.isEmpty()) {
            restore = null;
            putBack.run();
        }
    }

    /** The signal has come: everybody's turn. A poller that fails in one context keeps no other from hearing of it. */
    private void raise() {
        RuntimeException failure = null;
        for (SourceHandle source : waiting) {
            try {
                source.setReadyTimeNanos(Long.MIN_VALUE);
            } catch (RuntimeException fromPoller) {
                failure = fromPoller;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }
}

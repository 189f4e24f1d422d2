package org.mainspring.mainloop.kind;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** A port of signals that come when a test says so, and that remembers what it was asked. */
final class ManualSignals implements SignalPort {
    private final List<String> history = new ArrayList<>();
    private final Deque<Runnable> handlers = new ArrayDeque<>();
    boolean refuses;

    @Override
    public Runnable handle(String name, Runnable onSignal) {
        if (refuses) {
            throw new UnsupportedOperationException("refused: " + name);
        }
        history.add("take " + name);
        handlers.push(onSignal);
        return () -> {
            history.add("give back " + name);
            handlers.pop();
        };
    }

    /** The signal has come. */
    void raise() {
        handlers.element().run();
    }

    /** What has been asked since the last call. */
    List<String> takeHistory() {
        List<String> taken = List.copyOf(history);
        history.clear();
        return taken;
    }
}

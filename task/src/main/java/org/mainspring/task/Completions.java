package org.mainspring.task;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.mainspring.mainloop.MainContext;

/**
 * The completion queues of one context, one per priority. The context itself keeps this, so neither keeps the other
 * from being collected.
 *
 * @threads any
 */
final class Completions {
    private final MainContext context;
    private final ConcurrentMap<Integer, CompletionQueue> queues = new ConcurrentHashMap<>();

    private Completions(MainContext context) {
        this.context = context;
    }

    static CompletionQueue of(MainContext context, int priority) {
        return context.attachment(Completions.class, Completions::new).queue(priority);
    }

    private CompletionQueue queue(int priority) {
        CompletionQueue queue = queues.get(priority);
        return queue != null ? queue : add(priority);
    }

    /** Opened outside of the map's lock: to attach a source may run code of the user's. */
    private CompletionQueue add(int priority) {
        CompletionQueue created = new CompletionQueue(context, priority);
        CompletionQueue before = queues.putIfAbsent(priority, created);
        if (before != null) {
            return before;
        }
        created.open();
        return created;
    }
}

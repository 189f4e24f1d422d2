package org.mainspring.examples;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.source.DestroyNotify;

/**
 * Keeps account of what the loop calls: each destroy notify exactly once, and everything on the thread of the loop.
 *
 * <p>A notify is where a program in C gives back what it handed to a source or a task: {@code g_free},
 * {@code object_unref}. In Java there is seldom a need for it, but ported code counts on it.
 *
 * @threads confined to the thread of the loop, but for what is called from outside: that is counted, from any thread
 */
final class Ledger {
    private final Narrator narrator;
    private final Thread loopThread;
    private final List<Entry> entries = new ArrayList<>();
    private final AtomicInteger callbacks = new AtomicInteger();
    private final List<String> elsewhere = new CopyOnWriteArrayList<>();
    private final List<String> faults = new CopyOnWriteArrayList<>();

    Ledger(Narrator narrator, Thread loopThread) {
        this.narrator = narrator;
        this.loopThread = loopThread;
    }

    /** Takes down what the context reports: exceptions that nobody caught, and warnings. */
    void takeReportsOf(MainContext context) {
        context.setExceptionHandler((source, thrown) -> fault(source + " has thrown " + thrown));
        context.setDiagnosticHandler((code, message) -> fault(code + ", " + message));
    }

    private void fault(String what) {
        narrator.say("%s", what);
        faults.add(what);
    }

    /** Called first thing in a callback. */
    void callback(String what) {
        callbacks.incrementAndGet();
        checkThread(what);
    }

    private void checkThread(String what) {
        if (Thread.currentThread() != loopThread) {
            elsewhere.add(what);
        }
    }

    /** A notify that tells of itself. */
    <T extends @Nullable Object> DestroyNotify<T> told(String what) {
        return told(what, data -> {});
    }

    /** A notify that tells of itself and gives something back. */
    <T extends @Nullable Object> DestroyNotify<T> told(String what, DestroyNotify<T> action) {
        DestroyNotify<T> counted = counted(what);
        return data -> {
            narrator.say("destroy notify of %s", what);
            counted.destroy(data);
            action.destroy(data);
        };
    }

    /** A notify that is only counted: there are too many of its like to tell of. */
    <T extends @Nullable Object> DestroyNotify<T> counted(String what) {
        Entry entry = new Entry(what);
        entries.add(entry);
        return data -> {
            entry.calls.incrementAndGet();
            checkThread("destroy notify of " + what);
        };
    }

    /** Checks all of it. */
    void check(Checks checks) {
        List<String> wrong = entries.stream()
                .filter(entry -> entry.calls.get() != 1)
                .map(entry -> entry.what + " " + entry.calls + " times")
                .toList();
        checks.equal(entries.size() + " destroy notifies, each exactly once but for", List.of(), wrong);
        checks.equal(
                callbacks + " callbacks, and all notifies, on the thread of the loop but for", List.of(), elsewhere);
        checks.equal("exceptions and warnings that the context reported", List.of(), faults);
    }

    private record Entry(String what, AtomicInteger calls) {
        Entry(String what) {
            this(what, new AtomicInteger());
        }
    }
}

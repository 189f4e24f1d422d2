package org.mainspring.examples;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.source.DestroyNotify;

/**
 * Keeps account of destroy notifies, each of which must come exactly once and on the thread of the loop.
 *
 * <p>A notify is where a program in C gives back what it handed to a source or a task: {@code g_free},
 * {@code object_unref}. In Java there is seldom a need for it, but ported code counts on it.
 *
 * @threads confined to the thread that is named at construction, but for the notifies themselves
 */
final class Notifies {
    private final Narrator narrator;
    private final Thread expectedThread;
    private final List<Entry> entries = new ArrayList<>();

    Notifies(Narrator narrator, Thread expectedThread) {
        this.narrator = narrator;
        this.expectedThread = expectedThread;
    }

    /** A notify that tells of itself. */
    <T extends @Nullable Object> DestroyNotify<T> told(String what) {
        return told(what, data -> {});
    }

    /** A notify that tells of itself and gives something back. */
    <T extends @Nullable Object> DestroyNotify<T> told(String what, DestroyNotify<T> action) {
        Entry entry = entry(what);
        return data -> {
            narrator.say("destroy notify of %s", what);
            entry.called(Thread.currentThread() == expectedThread);
            action.destroy(data);
        };
    }

    /** A notify that is only counted: there are too many of its like to tell of. */
    <T extends @Nullable Object> DestroyNotify<T> counted(String what) {
        Entry entry = entry(what);
        return data -> entry.called(Thread.currentThread() == expectedThread);
    }

    private Entry entry(String what) {
        Entry entry = new Entry(what);
        entries.add(entry);
        return entry;
    }

    /** Checks all that was handed out so far, and begins anew. */
    void check(Checks checks) {
        List<String> wrong = entries.stream()
                .filter(entry -> entry.calls != 1)
                .map(entry -> entry.what + " " + entry.calls + " times")
                .toList();
        checks.equal(entries.size() + " destroy notifies, each exactly once but for", List.of(), wrong);
        checks.that(
                "all of them came on the thread of the loop", entries.stream().allMatch(entry -> entry.onThread));
        entries.clear();
    }

    private static final class Entry {
        private final String what;
        private volatile int calls;
        private volatile boolean onThread = true;

        Entry(String what) {
            this.what = what;
        }

        synchronized void called(boolean onExpectedThread) {
            calls++;
            onThread &= onExpectedThread;
        }
    }
}

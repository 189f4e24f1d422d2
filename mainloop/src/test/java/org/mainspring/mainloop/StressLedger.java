package org.mainspring.mainloop;

import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/** What is owed an end in a stress test, and what went wrong. The first failure stops everybody. */
final class StressLedger {
    private final Set<Object> owed = ConcurrentHashMap.newKeySet();
    private final Queue<AssertionError> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean stopped;

    /** How often a callback was called. */
    final AtomicLong calls = new AtomicLong();

    /** How many ends there have been. */
    final AtomicLong ends = new AtomicLong();

    void owe(Object what) {
        owed.add(what);
    }

    void end(Object what) {
        check(owed.remove(what), "has ended twice: " + what);
        ends.incrementAndGet();
    }

    void check(boolean holds, String otherwise) {
        if (!holds) {
            fail(new AssertionError(otherwise));
        }
    }

    void fail(AssertionError failure) {
        failures.add(failure);
        stopped = true;
    }

    void fail(String what, Throwable cause) {
        fail(new AssertionError(what, cause));
    }

    /** Fails, and says what every thread was doing. */
    void failWithDump(String what) {
        StringBuilder dump = new StringBuilder(what);
        for (Map.Entry<Thread, StackTraceElement[]> entry :
                Thread.getAllStackTraces().entrySet()) {
            dump.append("\n\n")
                    .append(entry.getKey())
                    .append(' ')
                    .append(entry.getKey().getState());
            for (StackTraceElement frame : entry.getValue()) {
                dump.append("\n    at ").append(frame);
            }
        }
        fail(new AssertionError(dump.toString()));
    }

    void stop() {
        stopped = true;
    }

    boolean isStopped() {
        return stopped;
    }

    /** Throws the first failure, with the others beside it. */
    void throwFailures() {
        AssertionError first = failures.poll();
        if (first != null) {
            failures.stream().limit(20).forEach(first::addSuppressed);
            throw first;
        }
    }

    Set<Object> owed() {
        return owed;
    }
}

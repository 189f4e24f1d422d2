package org.mainspring.bench.run;

import java.util.stream.Stream;

/** The processes that a run has started, and theirs: none of them outlives it. */
final class Children {
    private Children() {}

    /** From now on, when this JVM ends, by itself or by a signal, they all end. */
    static void endWithThisProcess() {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(ProcessHandle.current()), "end of children"));
    }

    /** Ends everything that was started by a process, and by what that started; not the process. */
    static void end(ProcessHandle process) {
        try (Stream<ProcessHandle> children = process.descendants()) {
            children.forEach(ProcessHandle::destroyForcibly);
        }
    }
}

package org.mainspring.bench.memory;

/**
 * Prints what memory is kept and allocated, a line for each figure.
 *
 * <ul>
 *   <li>Question: how many bytes does an armed timer keep, an attached source, and how many does a dispatch allocate, a
 *       post, a timer added and removed, one armed again, a task, its completion?
 *   <li>Command: {@code java -cp bench/target/benchmarks.jar org.mainspring.bench.memory.MemoryMain}; with
 *       {@code -XX:+UseSerialGC} the kept bytes are exact
 *   <li>One operation: one of 100 000 timers or sources; one dispatch, post, task, and so on.
 *   <li>A bad number: more than 120 bytes for an armed timer with what the loop keeps of its callback, but without the
 *       user's function, which is what the design aims at (a task of Netty's keeps 60 to 70, and is less: it has no id, no
 *       priority and no name); a tenth of a byte or more for a dispatch, a timer armed again, a completion: what the JVM takes
 *       beside comes to less.
 * </ul>
 */
public final class MemoryMain {
    private MemoryMain() {}

    /**
     * Prints them all.
     *
     * @param arguments none that counts: it is quick in any case
     */
    public static void main(String[] arguments) {
        Lines lines = new Lines(System.out);
        new KeptRows(lines).print();
        new AllocatedRows(lines).print();
        new TaskRows(lines).print();
        new WakeRows(lines).print();
    }
}

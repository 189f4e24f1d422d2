package org.mainspring.mainloop.steps;

/** What counted code has done so far. Confined to the thread that counts. */
public final class Steps {
    private static long taken;
    private static long copied;

    private Steps() {}

    /** A method begins, or a loop goes round once more. */
    public static void step() {
        taken++;
    }

    /** So many elements are copied by the JDK. */
    public static void copied(int elements) {
        copied += elements;
    }

    static long taken() {
        return taken;
    }

    static long copied() {
        return copied;
    }
}

package org.mainspring.mainloop.steps;

import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/** What counted code has done so far. Confined to the thread that counts. */
public final class Steps {
    private static final Set<String> UNKNOWN = new TreeSet<>();
    private static long taken;
    private static long copied;
    private static boolean counting;

    private Steps() {}

    /** A method begins, or a loop goes round once more. */
    public static void step() {
        taken++;
    }

    /** So many elements are copied by the JDK. */
    public static void copied(int elements) {
        copied += elements;
    }

    /** The JDK makes a list of a collection; each element is a step. */
    public static void listed(Collection<?> elements) {
        taken += elements.size();
    }

    /** The JDK fills a part of an array; each element is a step. */
    public static void fill(Object[] array, int from, int to, Object value) {
        taken += to - from;
        Arrays.fill(array, from, to, value);
    }

    /** The JDK fills an array; each element is a step. */
    public static void fill(int[] array, int value) {
        taken += array.length;
        Arrays.fill(array, value);
    }

    /** Somebody else is asked to do something, and who knows how long that is. */
    public static void unknown(String call) {
        if (counting) {
            UNKNOWN.add(call);
        }
    }

    /** From now on, or not any more, calls of unknown length matter. */
    static void setCounting(boolean matters) {
        counting = matters;
    }

    static long taken() {
        return taken;
    }

    static long copied() {
        return copied;
    }

    static Set<String> unknown() {
        return UNKNOWN;
    }
}

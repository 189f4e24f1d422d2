package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.Reference;

/** Waits for the garbage collector. */
public final class Collected {
    private Collected() {}

    /** Returns once what is referred to has been collected; fails when JUnit says that the time is over. */
    public static void await(Reference<?> reference) {
        while (reference.get() != null) {
            assertThat(Thread.interrupted()).as("out of time").isFalse();
            System.gc();
        }
    }
}

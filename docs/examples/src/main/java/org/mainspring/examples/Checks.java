package org.mainspring.examples;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What must hold at the end. Prints a line for each thing checked, and knows whether all of them held.
 *
 * @threads confined
 */
final class Checks {
    private final Narrator narrator;
    private int held;
    private int failed;

    Checks(Narrator narrator) {
        this.narrator = narrator;
    }

    /** Something that must be true. */
    void that(String what, boolean holds) {
        if (holds) {
            held++;
            narrator.print("  ok      " + what);
        } else {
            failed++;
            narrator.print("  NOT OK  " + what);
        }
    }

    /** Something that must be a certain value; the value found is printed if it is another. */
    void equal(String what, @Nullable Object expected, @Nullable Object found) {
        boolean equal = Objects.equals(expected, found);
        that(equal ? what + ": " + found : what + ": " + found + " instead of " + expected, equal);
    }

    /** Something that must be so many at least. */
    void atLeast(String what, long least, long found) {
        boolean enough = found >= least;
        that(what + ": " + found + (enough ? "" : ", less than " + least), enough);
    }

    int failed() {
        return failed;
    }

    /** What the process is to return: 0 if something was checked and everything held. */
    int exitStatus() {
        return failed == 0 && held > 0 ? 0 : 1;
    }
}

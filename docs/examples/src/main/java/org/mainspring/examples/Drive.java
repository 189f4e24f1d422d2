package org.mainspring.examples;

import java.io.IOException;

/**
 * A disk drive that takes its time to spin up: the object of the first example.
 *
 * <p>It counts its references as objects in QEMU do, to show who holds it.
 *
 * @threads confined to the thread of the loop
 */
final class Drive {
    private static final int FULL_SPEED = 7200;
    private static final int GAIN_PER_LOOK = 2400;

    private final String name;
    private final int stuckAt;
    private int speed;
    private int references = 1;

    private Drive(String name, int stuckAt) {
        this.name = name;
        this.stuckAt = stuckAt;
    }

    /** A drive that is up to speed when it is looked at for the third time. */
    static Drive sound(String name) {
        return new Drive(name, Integer.MAX_VALUE);
    }

    /** A drive whose spindle sticks on the way. */
    static Drive worn(String name) {
        return new Drive(name, GAIN_PER_LOOK);
    }

    String name() {
        return name;
    }

    int speed() {
        return speed;
    }

    /** Whether it is up to speed. */
    boolean look() throws IOException {
        if (speed >= stuckAt) {
            throw new IOException("spindle of " + name + " is stuck at " + speed + " rpm");
        }
        speed += GAIN_PER_LOOK;
        return speed >= FULL_SPEED;
    }

    /** In C: object_ref. */
    Drive ref() {
        references++;
        return this;
    }

    /** In C: object_unref. */
    void unref() {
        references--;
    }

    int references() {
        return references;
    }
}

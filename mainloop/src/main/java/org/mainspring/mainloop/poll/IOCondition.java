package org.mainspring.mainloop.poll;

/**
 * A set of conditions of a channel: what is waited for, or what has come. Values are those of poll(2) on Linux.
 *
 * <p>All 64 sets exist once each, so a set costs nothing to make and may be compared with {@code ==}.
 *
 * @threads any
 * @origin GLib GIOCondition
 */
public final class IOCondition {
    private static final String[] NAMES = {"IN", "PRI", "OUT", "ERR", "HUP", "NVAL"};
    private static final int ALL_BITS = (1 << NAMES.length) - 1;
    private static final IOCondition[] SETS = new IOCondition[ALL_BITS + 1];

    static {
        for (int bits = 0; bits <= ALL_BITS; bits++) {
            SETS[bits] = new IOCondition(bits);
        }
    }

    /** No condition. */
    public static final IOCondition NONE = of(0);

    /** There is something to read, to accept, or the end of the stream. */
    public static final IOCondition IN = of(1);

    /** There is urgent data. */
    public static final IOCondition PRI = of(2);

    /** A write, or the end of a connect, will not block. */
    public static final IOCondition OUT = of(4);

    /** An error is pending. Reported without being asked for. */
    public static final IOCondition ERR = of(8);

    /** The peer has hung up. Reported without being asked for. */
    public static final IOCondition HUP = of(16);

    /** The channel is closed. Reported without being asked for. */
    public static final IOCondition NVAL = of(32);

    /** What is reported without being asked for: {@link #ERR}, {@link #HUP} and {@link #NVAL}. */
    public static final IOCondition UNASKED = of(8 | 16 | 32);

    private final int bits;

    private IOCondition(int bits) {
        this.bits = bits;
    }

    /**
     * The set with these bits.
     *
     * @param bits poll(2) bits of Linux, from 0 to 63
     * @return the set
     * @throws IllegalArgumentException if a bit has no meaning here
     */
    public static IOCondition of(int bits) {
        if ((bits & ~ALL_BITS) != 0) {
            throw new IllegalArgumentException("bits without a meaning: 0x" + Integer.toHexString(bits));
        }
        return SETS[bits];
    }

    /**
     * The bits of poll(2) on Linux.
     *
     * @return a number from 0 to 63
     */
    public int bits() {
        return bits;
    }

    /**
     * Both sets together.
     *
     * @param other the other set
     * @return the union
     */
    public IOCondition or(IOCondition other) {
        return SETS[bits | other.bits];
    }

    /**
     * What both sets have.
     *
     * @param other the other set
     * @return the intersection
     */
    public IOCondition and(IOCondition other) {
        return SETS[bits & other.bits];
    }

    /**
     * What this set has and the other has not.
     *
     * @param other the other set
     * @return the difference
     */
    public IOCondition without(IOCondition other) {
        return SETS[bits & ~other.bits];
    }

    /**
     * Whether every condition of the other set is in this one.
     *
     * @param other the other set
     * @return true if it is
     */
    public boolean contains(IOCondition other) {
        return (bits & other.bits) == other.bits;
    }

    /**
     * Whether any condition of the other set is in this one.
     *
     * @param other the other set
     * @return true if one is
     */
    public boolean intersects(IOCondition other) {
        return (bits & other.bits) != 0;
    }

    /**
     * Whether there is no condition in it.
     *
     * @return true if so
     */
    public boolean isEmpty() {
        return bits == 0;
    }

    @Override
    public String toString() {
        if (bits == 0) {
            return "NONE";
        }
        StringBuilder names = new StringBuilder();
        for (int i = 0; i < NAMES.length; i++) {
            if ((bits & 1 << i) != 0) {
                names.append(names.length() == 0 ? "" : "|").append(NAMES[i]);
            }
        }
        return names.toString();
    }
}

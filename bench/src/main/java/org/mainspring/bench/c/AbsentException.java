package org.mainspring.bench.c;

/** Something that a measurement needs is not on this machine. The message says what, in one line. */
public final class AbsentException extends Exception {
    private static final long serialVersionUID = 1L;

    /**
     * Says what is missing.
     *
     * @param why in one line
     */
    public AbsentException(String why) {
        super(why);
    }

    /**
     * Why it is absent.
     *
     * @return the message
     */
    public String why() {
        return String.valueOf(getMessage());
    }
}

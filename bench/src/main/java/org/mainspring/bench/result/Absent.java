package org.mainspring.bench.result;

/**
 * Something that was not measured, and why.
 *
 * @param what the workload, the peer or the program
 * @param why the reason, in words that help to mend it
 */
public record Absent(String what, String why) {
    /**
     * Checks that both are there and in one line; commas are welcome.
     *
     * @throws IllegalArgumentException if one is blank, or has a {@code |} or a line break
     */
    public Absent {
        Fields.name("what", what.replace(',', ';'));
        Fields.name("why", why.replace(',', ';'));
    }
}

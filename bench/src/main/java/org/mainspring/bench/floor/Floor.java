package org.mainspring.bench.floor;

import java.util.List;

/**
 * The least that must happen in one operation of ours, and what that is on this machine.
 *
 * @param parts what happens, one after the other
 * @param why the same in words
 */
public record Floor(List<Part> parts, String why) {
    /**
     * Something that was measured.
     *
     * @param params those of the result of workload {@code floor}, peer {@code machine}
     * @param times how often it happens in one operation
     */
    public record Part(String params, int times) {}

    /** Of one part. */
    static Floor of(String params, int times, String why) {
        return new Floor(List.of(new Part(params, times)), why);
    }

    /** Of two. */
    static Floor of(Part first, Part second, String why) {
        return new Floor(List.of(first, second), why);
    }
}

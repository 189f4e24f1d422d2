package org.mainspring.bench.report;

import java.util.List;

/**
 * What became of an aim.
 *
 * @param row what is aimed at
 * @param aim how much is wanted
 * @param measured what was measured, or {@code -}
 * @param verdict whether it is reached
 * @param best what the fastest iteration took, or the fastest fork; empty if that is not known
 * @param floor what the machine takes for the least that must happen; empty if that is not known
 * @param others what the peers took in the same run, in words
 */
record AimRow(String row, String aim, String measured, Verdict verdict, String best, String floor, String others) {
    /** As the cells of a table, in this order. */
    List<String> cells() {
        return List.of(row, aim, measured, verdict.words(), best, floor, others);
    }

    /** The same without the peers. */
    List<String> cellsWithoutOthers() {
        return cells().subList(0, 6);
    }

    /** The same of a ratio, which has neither a best nor a floor. */
    List<String> cellsOfRatio() {
        return cells().subList(0, 4);
    }

    /** Whether an aim is reached. */
    enum Verdict {
        REACHED("reached"),
        AT_BEST("at best"),
        MISSED("not reached"),
        NOT_MEASURED("not measured");

        private final String words;

        Verdict(String words) {
            this.words = words;
        }

        /** In words. */
        String words() {
            return words;
        }
    }
}

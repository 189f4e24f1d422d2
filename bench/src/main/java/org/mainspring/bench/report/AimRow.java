package org.mainspring.bench.report;

import java.util.List;

/**
 * What became of an aim.
 *
 * @param row what is aimed at
 * @param aim how much is wanted
 * @param measured what was measured, or {@code -}
 * @param verdict whether it is reached
 * @param others what the peers took in the same run, in words
 */
record AimRow(String row, String aim, String measured, Verdict verdict, String others) {
    /** As the cells of a table, in this order. */
    List<String> cells() {
        return List.of(row, aim, measured, verdict.words(), others);
    }

    /** The same without the peers. */
    List<String> cellsWithoutOthers() {
        return cells().subList(0, 4);
    }

    /** Whether an aim is reached. */
    enum Verdict {
        REACHED("reached"),
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

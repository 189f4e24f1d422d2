package org.mainspring.bench.run;

import org.mainspring.bench.result.Figures;

/** How many forks there were, as the report says it. */
final class Forks {
    private Forks() {}

    /** If time ran out, some have fewer. */
    static String inWords(int forks, Figures figures) {
        boolean areAllThere =
                figures.absents().stream().noneMatch(absent -> absent.why().startsWith("of " + forks + " forks"));
        return areAllThere ? String.valueOf(forks) : "up to " + forks + "; some have fewer, see what was not run";
    }
}

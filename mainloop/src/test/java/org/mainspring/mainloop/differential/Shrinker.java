package org.mainspring.mainloop.differential;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * Cuts a scenario that shows something to a small one that shows it still: no line of it and no word can be left out.
 *
 * <p>Half of the lines are left out, then quarters, and so on down to single lines; then each thing that is declared,
 * with all that is said of it; then words. What makes no sense without the rest does not count as showing anything, so the
 * test must answer false for a scenario with a mistake.
 */
final class Shrinker {
    private final Predicate<List<String>> shows;

    /**
     * A shrinker.
     *
     * @param shows whether the lines show it; they may have any mistake
     */
    Shrinker(Predicate<List<String>> shows) {
        this.shows = shows;
    }

    /** The smallest lines that were found. */
    List<String> shrink(List<String> lines) {
        if (!shows.test(lines)) {
            throw new IllegalArgumentException("shows nothing: " + lines);
        }
        List<String> before;
        List<String> now = lines;
        do {
            before = now;
            now = withoutWords(withoutNames(withoutLines(before)));
        } while (!now.equals(before));
        return now;
    }

    private List<String> withoutLines(List<String> lines) {
        List<String> now = lines;
        for (int length = Math.max(1, lines.size() / 2); length > 0; length /= 2) {
            int from = 0;
            while (from + length <= now.size()) {
                List<String> fewer = new ArrayList<>(now);
                fewer.subList(from, from + length).clear();
                if (shows.test(fewer)) {
                    now = fewer;
                } else {
                    from++;
                }
            }
        }
        return now;
    }

    /** A declaration can only go together with the lines that use it. */
    private List<String> withoutNames(List<String> lines) {
        List<String> now = lines;
        for (String line : lines) {
            String[] words = line.split(" ");
            if (words.length > 1 && !words[0].equals("on") && !words[0].equals("do")) {
                List<String> fewer = new ArrayList<>(now);
                fewer.removeIf(each -> Arrays.asList(each.split(" ")).contains(words[1]));
                if (fewer.size() < now.size() && shows.test(fewer)) {
                    now = fewer;
                }
            }
        }
        return now;
    }

    private List<String> withoutWords(List<String> lines) {
        List<String> now = new ArrayList<>(lines);
        for (int i = 0; i < now.size(); i++) {
            for (int count = 3; count > 0; count--) {
                dropWords(now, i, count);
            }
        }
        return now;
    }

    /** Leaves out so many words of a line wherever it can. */
    private void dropWords(List<String> lines, int index, int count) {
        int from = 1;
        List<String> words = List.of(lines.get(index).split(" "));
        while (from + count <= words.size()) {
            List<String> fewer = new ArrayList<>(words);
            fewer.subList(from, from + count).clear();
            List<String> changed = new ArrayList<>(lines);
            changed.set(index, String.join(" ", fewer));
            if (shows.test(changed)) {
                lines.set(index, changed.get(index));
                words = fewer;
            } else {
                from++;
            }
        }
    }
}

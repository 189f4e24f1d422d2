package org.mainspring.mainloop.differential;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.mainspring.mainloop.poll.IOCondition;

/** The words of one line of a scenario, one after the other. */
final class LineReader {
    private static final int MOST_WORDS = 24;
    private static final int MOST_CHARACTERS = 399;
    private static final List<String> CONDITIONS = List.of("in", "pri", "out", "err", "hup");

    private final int number;
    private final List<String> words;
    private int next;

    LineReader(int number, String line) {
        this.number = number;
        if (line.length() > MOST_CHARACTERS) {
            throw mistake("longer than " + MOST_CHARACTERS + " characters");
        }
        int comment = line.indexOf('#');
        String text = (comment < 0 ? line : line.substring(0, comment)).strip();
        words = text.isEmpty() ? List.of() : Arrays.asList(text.split("[ \t]+"));
        if (words.size() > MOST_WORDS) {
            throw mistake("more than " + MOST_WORDS + " words");
        }
    }

    ScenarioMistake mistake(String cause) {
        return new ScenarioMistake(number, cause);
    }

    boolean hasMore() {
        return next < words.size();
    }

    String word(String what) {
        if (!hasMore()) {
            throw mistake(what + " is missing");
        }
        return words.get(next++);
    }

    /** Whether the next word is this one; if so, it is read. */
    boolean takes(String word) {
        boolean is = hasMore() && words.get(next).equals(word);
        next += is ? 1 : 0;
        return is;
    }

    int number(String what, int least, int most) {
        String text = word(what);
        int value;
        try {
            value = Integer.parseInt(text);
        } catch (NumberFormatException notOne) {
            throw mistake(what + " is no number: " + text);
        }
        if (value < least || value > most) {
            throw mistake(what + " is not between " + least + " and " + most + ": " + text);
        }
        return value;
    }

    <E extends Enum<E>> E oneOf(E[] all, String what) {
        String text = word(what);
        for (E each : all) {
            if (each.toString().equals(text)) {
                return each;
            }
        }
        throw mistake("unknown " + what + ": " + text);
    }

    IOCondition condition() {
        String text = word("condition");
        int bits = 0;
        for (String name : text.equals("none") ? new String[0] : text.split("\\|")) {
            int bit = CONDITIONS.indexOf(name);
            if (bit < 0) {
                throw mistake("unknown condition: " + name);
            }
            bits |= 1 << bit;
        }
        return IOCondition.of(bits);
    }

    static String text(IOCondition condition) {
        return condition.toString().toLowerCase(Locale.ROOT);
    }

    /** An optional word. */
    boolean option(String name) {
        if (!hasMore()) {
            return false;
        }
        if (!takes(name)) {
            throw mistake("neither nothing nor " + name + ": " + words.get(next));
        }
        return true;
    }

    boolean onOrOff() {
        String text = word("on or off");
        if (!text.equals("on") && !text.equals("off")) {
            throw mistake("neither on nor off: " + text);
        }
        return text.equals("on");
    }

    void end() {
        if (hasMore()) {
            throw mistake("too much: " + words.get(next));
        }
    }
}

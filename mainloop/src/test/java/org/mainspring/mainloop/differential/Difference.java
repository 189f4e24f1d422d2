package org.mainspring.mainloop.differential;

import java.util.List;

/** Two traces of one scenario that are not the same. */
final class Difference {
    private static final int SHOWN_BEHIND = 8;

    private Difference() {}

    /** Whether a scenario without a mistake runs differently here and there. */
    static boolean isShownBy(List<String> lines, GlibRunner glib) {
        Scenario scenario;
        try {
            scenario = ScenarioReader.read(lines);
        } catch (ScenarioMistake mistake) {
            return false;
        }
        return !glib.run(lines).equals(World.run(scenario));
    }

    /** For people: the scenario, what both traces say, and what each says from there on. */
    static String text(List<String> scenario, List<String> there, List<String> here) {
        int same = 0;
        while (same < Math.min(there.size(), here.size()) && there.get(same).equals(here.get(same))) {
            same++;
        }
        StringBuilder text = new StringBuilder("the scenario\n");
        add(text, "    ", scenario, 0, scenario.size());
        text.append("runs as\n");
        add(text, "           ", there, 0, same);
        add(text, "    GLib:  ", there, same, same + SHOWN_BEHIND);
        add(text, "    here:  ", here, same, same + SHOWN_BEHIND);
        return text.toString();
    }

    private static void add(StringBuilder text, String before, List<String> lines, int from, int to) {
        lines.subList(Math.min(from, lines.size()), Math.min(to, lines.size()))
                .forEach(line -> text.append(before).append(line).append('\n'));
    }
}

package org.mainspring.bench.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mainspring.bench.result.Absent;
import org.mainspring.bench.result.Figures;

/**
 * What was not measured for the same reason.
 *
 * @param why the reason
 * @param what all that it kept from being measured
 */
record AbsentGroup(String why, List<String> what) {
    /** The groups, in the order in which the reasons came. */
    static List<AbsentGroup> of(Figures figures) {
        Map<String, AbsentGroup> groups = new LinkedHashMap<>();
        for (Absent absent : figures.absents()) {
            groups.computeIfAbsent(absent.why(), why -> new AbsentGroup(why, new ArrayList<>()))
                    .what
                    .add(absent.what());
        }
        return new ArrayList<>(groups.values());
    }

    /** All of it in one line. */
    String allWhat() {
        return String.join(" · ", what);
    }

    /** For a list of lines, as text and in Markdown. */
    static String list(Figures figures) {
        StringBuilder text = new StringBuilder();
        for (AbsentGroup group : of(figures)) {
            text.append("- ")
                    .append(group.why)
                    .append(": ")
                    .append(group.allWhat())
                    .append('\n');
        }
        return text.toString();
    }
}

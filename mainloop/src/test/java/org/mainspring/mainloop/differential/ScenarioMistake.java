package org.mainspring.mainloop.differential;

/** A line of a scenario says nothing that there is. The message names the line and the cause. */
final class ScenarioMistake extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    ScenarioMistake(int line, String cause) {
        super("line " + line + ": " + cause);
    }
}

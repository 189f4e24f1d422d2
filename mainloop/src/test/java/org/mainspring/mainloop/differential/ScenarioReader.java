package org.mainspring.mainloop.differential;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.differential.Scenario.Answer;
import org.mainspring.mainloop.differential.Scenario.Declared;
import org.mainspring.mainloop.differential.Scenario.Kind;
import org.mainspring.mainloop.differential.Scenario.Plan;
import org.mainspring.mainloop.poll.IOCondition;

/** Reads a scenario. What it does not know it refuses, as the runner in C does, with the same words. */
final class ScenarioReader {
    static final int SHARED_DATA = 10;
    private static final int MOST_SOURCES = 64;
    private static final int MOST_CHANNELS = 16;
    private static final int MOST_LINES = 4000;
    private static final int LONGEST = 1_000_000;
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]{0,22}");

    private final Map<String, Boolean> channels = new LinkedHashMap<>();
    private final Map<String, Declared> sources = new LinkedHashMap<>();
    private final List<Plan> plans = new ArrayList<>();
    private final List<Scenario.Action> steps = new ArrayList<>();
    private boolean tellsPolls;

    private ScenarioReader() {}

    /**
     * Reads the lines of a scenario.
     *
     * @throws ScenarioMistake if one of them is wrong
     */
    static Scenario read(List<String> lines) {
        ScenarioReader reader = new ScenarioReader();
        for (int i = 0; i < lines.size(); i++) {
            LineReader line = new LineReader(i + 1, lines.get(i));
            if (line.hasMore()) {
                reader.read(line);
                line.end();
            }
        }
        return new Scenario(reader.channels, reader.sources, reader.plans, reader.tellsPolls, reader.steps);
    }

    private void read(LineReader line) {
        if (plans.size() == MOST_LINES || steps.size() == MOST_LINES) {
            throw line.mistake("more than " + MOST_LINES + " lines");
        }
        String first = line.word("line");
        switch (first) {
            case "pipe" -> readChannel(line, true);
            case "channel" -> readChannel(line, false);
            case "source" -> readSource(line);
            case "pollfunction" -> tellsPolls = true;
            case "on" -> readPlan(line);
            case "do" -> steps.add(new ActionReader(line, channels, sources).read());
            default -> throw line.mistake("no line begins with: " + first);
        }
    }

    private String newName(LineReader line) {
        String name = line.word("name");
        if (!NAME.matcher(name).matches()) {
            throw line.mistake("not a name: " + name);
        }
        if (sources.containsKey(name) || channels.containsKey(name) || name.equals("poll")) {
            throw line.mistake("name is taken: " + name);
        }
        return name;
    }

    private void readChannel(LineReader line, boolean pipe) {
        if (channels.size() == MOST_CHANNELS) {
            throw line.mistake("more than " + MOST_CHANNELS + " channels");
        }
        channels.put(newName(line), pipe);
    }

    // ---- sources

    /** What is said of a source. */
    private static final class Attributes {
        int priority;
        boolean recurse;
        boolean prepares;
        boolean checks;
        boolean bare;

        @Nullable
        Integer data;

        final Map<String, IOCondition> wanted = new LinkedHashMap<>();
    }

    private void readSource(LineReader line) {
        if (sources.size() == MOST_SOURCES) {
            throw line.mistake("more than " + MOST_SOURCES + " sources");
        }
        String name = newName(line);
        Kind kind = line.oneOf(Kind.values(), "kind");
        Attributes is = new Attributes();
        is.priority = kind == Kind.IDLE ? 200 : 0;
        int interval = kind == Kind.TIMEOUT ? line.number("interval", 0, LONGEST) : 0;
        if (kind == Kind.WATCH) {
            readWanted(line, is);
        }
        while (line.hasMore()) {
            readAttribute(line, kind, is);
        }
        if (kind == Kind.CALL && (is.bare || is.recurse || is.data != null)) {
            throw line.mistake("a call has nothing but a priority: " + name);
        }
        sources.put(
                name,
                new Declared(
                        name,
                        kind,
                        interval,
                        is.priority,
                        is.recurse,
                        is.prepares,
                        is.checks,
                        is.bare,
                        is.data,
                        is.wanted));
    }

    private void readAttribute(LineReader line, Kind kind, Attributes is) {
        String attribute = line.word("attribute");
        switch (attribute) {
            case "priority" -> is.priority = line.number("priority", -1000, 1000);
            case "recurse" -> is.recurse = true;
            case "bare" -> is.bare = true;
            case "data" -> is.data = line.number("data", 0, SHARED_DATA - 1);
            case "prepare", "check", "watch" -> {
                if (kind != Kind.CUSTOM) {
                    throw line.mistake("only for custom sources: " + attribute);
                }
                is.prepares |= attribute.equals("prepare");
                is.checks |= attribute.equals("check");
                if (attribute.equals("watch")) {
                    readWanted(line, is);
                }
            }
            default -> throw line.mistake("unknown attribute: " + attribute);
        }
    }

    private void readWanted(LineReader line, Attributes is) {
        String channel = line.word("channel");
        if (!channels.containsKey(channel)) {
            throw line.mistake("unknown channel: " + channel);
        }
        if (is.wanted.containsKey(channel)) {
            throw line.mistake("watched twice: " + channel);
        }
        is.wanted.put(channel, line.condition());
    }

    // ---- plans

    private void readPlan(LineReader line) {
        String owner = null;
        Hook hook = Hook.POLL;
        if (!line.takes("poll")) {
            owner = line.word("source");
            if (!sources.containsKey(owner)) {
                throw line.mistake("unknown source: " + owner);
            }
            hook = line.oneOf(Hook.values(), "hook");
            if (hook == Hook.POLL) {
                throw line.mistake("a source has no poll: " + owner);
            }
        }
        int turn = line.takes("*") ? Scenario.ALWAYS : line.number("turn", 1, LONGEST);
        if (line.takes("answer")) {
            plans.add(new Plan(owner, hook, turn, readAnswer(line, hook), null));
        } else if (turn == Scenario.ALWAYS) {
            throw line.mistake("only answers can be given always");
        } else {
            Scenario.Action action = new ActionReader(line, channels, sources).read();
            if (action.verb() == Verb.CLOSE) {
                throw line.mistake("only as a step of its own: close");
            }
            plans.add(new Plan(owner, hook, turn, null, action));
        }
    }

    private static Answer readAnswer(LineReader line, Hook hook) {
        String answer = line.word("answer");
        boolean asks = hook == Hook.PREPARE || hook == Hook.CHECK;
        if (hook == Hook.PREPARE && answer.equals("timeout")) {
            return new Answer(false, line.number("timeout", -5, LONGEST));
        } else if (asks && (answer.equals("ready") || answer.equals("no"))) {
            return new Answer(answer.equals("ready"), null);
        } else if (hook == Hook.DISPATCH && (answer.equals("keep") || answer.equals("remove"))) {
            return new Answer(answer.equals("keep"), null);
        }
        throw line.mistake("no answer of a " + hook + ": " + answer);
    }
}

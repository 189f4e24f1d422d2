package org.mainspring.mainloop.differential;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.differential.Scenario.Action;
import org.mainspring.mainloop.differential.Scenario.Declared;
import org.mainspring.mainloop.differential.Scenario.Kind;
import org.mainspring.mainloop.poll.IOCondition;

/** Reads the action at the end of a line. */
final class ActionReader {
    private static final int LONGEST = 1_000_000;

    private final LineReader line;
    private final Map<String, Boolean> channels;
    private final Map<String, Declared> sources;

    private @Nullable String source;
    private @Nullable String other;
    private @Nullable String channel;
    private IOCondition condition = IOCondition.NONE;
    private int number;
    private @Nullable Kind kind;
    private boolean flag;

    ActionReader(LineReader line, Map<String, Boolean> channels, Map<String, Declared> sources) {
        this.line = line;
        this.channels = channels;
        this.sources = sources;
    }

    Action read() {
        boolean elsewhere = line.takes("elsewhere");
        if (elsewhere && line.takes("elsewhere")) {
            throw line.mistake("not elsewhere: elsewhere");
        }
        Verb verb = line.oneOf(Verb.values(), "action");
        readObjects(verb);
        if (elsewhere && !verb.isForAnyThread()) {
            throw line.mistake("not elsewhere: " + verb);
        }
        return new Action(verb, source, other, channel, condition, number, kind, flag, elsewhere);
    }

    private void readObjects(Verb verb) {
        switch (verb) {
            case CREATE, ATTACH, DESTROY, UNREADY, TIME, FIND -> source = plainSource();
            case PRIORITY -> {
                source = plainSource();
                number = line.number("priority", -1000, 1000);
            }
            case READY -> {
                source = plainSource();
                number = line.number("time", -LONGEST, LONGEST);
            }
            case RECURSE -> {
                source = plainSource();
                flag = line.onOrOff();
            }
            case CALLBACK -> {
                source = plainSource();
                flag = line.option("none");
            }
            case WATCH, MODIFY, UNWATCH -> readWatch(verb);
            case WRITE, DRAIN, HANGUP -> channel = channel(true);
            case SET -> {
                channel = channel(false);
                condition = line.condition();
            }
            case ITERATE, DRIVE -> flag = line.option("block");
            case ADVANCE -> number = line.number("time", 0, LONGEST);
            case SEARCH -> readSearch();
            case INVOKE -> {
                source = source();
                needKind(source, kindOf(source) == Kind.CALL);
            }
            case ADOPT, DISOWN -> {
                source = plainSource();
                other = plainSource();
                if (source.equals(other)) {
                    throw line.mistake("its own child: " + source);
                }
            }
            case PENDING, RUN, QUIT, WAKEUP, ACQUIRE, RELEASE, CLOSE -> {}
        }
    }

    private void readWatch(Verb verb) {
        source = source();
        needKind(source, kindOf(source) == Kind.CUSTOM);
        channel = line.word("channel");
        if (!channels.containsKey(channel)) {
            throw line.mistake("unknown channel: " + channel);
        }
        if (verb != Verb.UNWATCH) {
            condition = line.condition();
        }
    }

    private void readSearch() {
        String text = line.word("kind");
        kind = switch (text) {
            case "any" -> null;
            case "idle" -> Kind.IDLE;
            case "timeout" -> Kind.TIMEOUT;
            default -> throw line.mistake("no kind to search for: " + text);
        };
        number = line.number("data", 0, ScenarioReader.SHARED_DATA - 1);
    }

    private String source() {
        String name = line.word("source");
        if (!sources.containsKey(name)) {
            throw line.mistake("unknown source: " + name);
        }
        return name;
    }

    /** A call is only ever invoked. */
    private String plainSource() {
        String name = source();
        needKind(name, kindOf(name) != Kind.CALL);
        return name;
    }

    private Kind kindOf(String name) {
        return sources.get(name).kind();
    }

    private void needKind(String name, boolean is) {
        if (!is) {
            throw line.mistake("not with a source of this kind: " + name);
        }
    }

    private String channel(boolean pipe) {
        String name = line.word("channel");
        if (!channels.containsKey(name)) {
            throw line.mistake("unknown channel: " + name);
        }
        if (channels.get(name) != pipe) {
            throw line.mistake((pipe ? "no pipe: " : "a pipe: ") + name);
        }
        return name;
    }
}

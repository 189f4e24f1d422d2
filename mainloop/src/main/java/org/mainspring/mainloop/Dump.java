package org.mainspring.mainloop;

import java.util.List;
import java.util.Locale;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.time.Nanos;

/** What is attached to a context, written down for a person. Reads what belongs to the context's holder without asking. */
final class Dump {
    private static final double NANOS_PER_SECOND = Nanos.PER_SECOND;

    private final StringBuilder text = new StringBuilder();
    private final long nowNanos;

    private Dump(long nowNanos) {
        this.nowNanos = nowNanos;
    }

    /** One line for the context, one for each source in dispatch order, one for each poll record below its source. */
    static String of(Registry registry, Ownership ownership, long nowNanos) {
        List<SourceNode> sources = registry.inOrder();
        Thread owner = ownership.owner();
        Dump dump = new Dump(nowNanos);
        dump.text
                .append(sources.size())
                .append(sources.size() == 1 ? " source, " : " sources, ")
                .append(owner == null ? "owned by nobody" : "owned by \"" + owner.getName() + "\"")
                .append(", time ")
                .append(seconds(nowNanos))
                .append('\n');
        sources.forEach(dump::add);
        registry.hidden().forEach(dump::addRecords);
        return dump.text.toString();
    }

    private void add(SourceNode source) {
        SourceNode parent = source.parent();
        StringJoiner line = new StringJoiner("  ", "  ", "\n");
        line.add("#" + Integer.toUnsignedString(source.id()));
        line.add("priority " + source.priority());
        line.add(quoted(source.name()));
        line.add(kind(source.funcs.getClass()));
        line.add(readyTime(source));
        line.add(flags(source));
        if (parent != null) {
            line.add("child of #" + Integer.toUnsignedString(parent.id()));
        }
        text.append(line.toString().stripTrailing()).append('\n');
        addRecords(source);
    }

    private void addRecords(SourceNode source) {
        WatchRecord[] watches = source.watches();
        if (watches != null) {
            for (WatchRecord watch : watches) {
                text.append("      ")
                        .append(watch)
                        .append(watch.lights() ? "" : ", raw")
                        .append('\n');
            }
        }
    }

    /** A class without a name of its own goes by that of the one that it stands in. */
    private static String kind(Class<?> kind) {
        if (kind.isHidden()) {
            return "a kind of " + kind.getNestHost().getSimpleName();
        }
        Class<?> around = kind.getEnclosingClass();
        return kind.isAnonymousClass() && around != null ? "a kind of " + kind(around) : kind.getSimpleName();
    }

    private static String quoted(@Nullable String name) {
        return name == null ? "no name" : "\"" + name.replace("\n", "\\n") + "\"";
    }

    private String readyTime(SourceNode source) {
        long readyTimeNanos = source.readyTimeNanos();
        if (readyTimeNanos == Nanos.NEVER) {
            return "no ready time";
        }
        return readyTimeNanos <= nowNanos
                ? "due since " + seconds(Nanos.between(readyTimeNanos, nowNanos))
                : "due in " + seconds(Nanos.between(nowNanos, readyTimeNanos));
    }

    private static String flags(SourceNode source) {
        StringJoiner flags = new StringJoiner(" ");
        addIf(source.isDestroyed(), "destroyed", flags);
        addIf(source.is(SourceNode.READY), "ready", flags);
        addIf(source.isQueued(), "queued", flags);
        addIf(source.isCalled(), "running", flags);
        addIf(source.isBlocked(), "blocked", flags);
        addIf(source.canRecurse, "recursive", flags);
        addIf(source.callback() == null, "without callback", flags);
        return flags.toString();
    }

    private static void addIf(boolean holds, String flag, StringJoiner flags) {
        if (holds) {
            flags.add(flag);
        }
    }

    private static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.6f s", nanos / NANOS_PER_SECOND);
    }
}

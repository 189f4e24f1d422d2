package org.mainspring.mainloop.differential;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.differential.Scenario.Declared;
import org.mainspring.mainloop.poll.PollRecord;

/** A source as declared, and what has become of it. */
final class Actor {
    /**
     * The data of a callback.
     *
     * @param generation its how manieth callback it belongs to
     */
    record Data(Actor actor, int generation) {}

    final Declared declared;

    /** Null before it is made. */
    @Nullable
    Source source;

    boolean attached;
    boolean ended;

    /** When its end is told is not compared. */
    boolean silent;

    /** It ends in a walk of prepare, which goes on from it. */
    boolean endsInWalk;

    /** It is silent, and being destroyed. */
    boolean leaving;

    /** How many dispatches of it are running that block it. */
    int blocking;

    /** How many of its check hooks are running. */
    int checking;

    /** How many of its prepare hooks are running. */
    int preparing;

    @Nullable
    Actor parent;

    int id;
    private int generation;
    private final Map<Hook, Integer> turns = new EnumMap<>(Hook.class);

    /** Its watches, by channel. */
    final Map<String, PollRecord> watches = new LinkedHashMap<>();

    Actor(Declared declared) {
        this.declared = declared;
    }

    String name() {
        return declared.name();
    }

    boolean isMade() {
        return source != null;
    }

    /** Whether it is destroyed and not gone; a silent one counts as gone when its destruction is done. */
    boolean isDying() {
        return !isAlive() && !ended && (leaving || !silent);
    }

    boolean isAlive() {
        return source != null && !ended && !source.isDestroyed();
    }

    boolean watchesAny() {
        return declared.kind() == Scenario.Kind.WATCH || !watches.isEmpty();
    }

    Source sourceOrThrow() {
        if (source == null) {
            throw new IllegalStateException("not made: " + name());
        }
        return source;
    }

    /** Counts how often a hook has run. */
    int nextTurn(Hook hook) {
        return turns.merge(hook, 1, Integer::sum);
    }

    Data nextData() {
        return new Data(this, generation++);
    }
}

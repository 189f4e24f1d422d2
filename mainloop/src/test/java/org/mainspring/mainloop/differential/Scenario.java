package org.mainspring.mainloop.differential;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.poll.IOCondition;

/**
 * What is to be done to a context: channels and sources as declared, plans, steps. Made by {@link ScenarioReader}.
 *
 * @param channels whether each is a pipe, by name, in the order of declaration
 * @param sources by name, in the order of declaration
 * @param tellsPolls whether the context has a poll function, and each poll writes what it is given
 */
record Scenario(
        Map<String, Boolean> channels,
        Map<String, Declared> sources,
        List<Plan> plans,
        boolean tellsPolls,
        List<Action> steps) {
    /** For every time that a hook runs. */
    static final int ALWAYS = 0;

    /** The kinds of sources. */
    enum Kind {
        IDLE,
        TIMEOUT,
        WATCH,
        CUSTOM,
        CALL;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A source.
     *
     * @param data the shared data object of its callback; null for one of its own, with a notify
     * @param wanted what it watches from the start, by channel
     */
    record Declared(
            String name,
            Kind kind,
            int intervalMillis,
            int priority,
            boolean recurse,
            boolean prepares,
            boolean checks,
            boolean bare,
            @Nullable Integer data,
            Map<String, IOCondition> wanted) {}

    /**
     * What is done, or answered, when a hook runs for the n-th time.
     *
     * @param owner the source; null for the polls
     * @param turn the n; {@link #ALWAYS} for every time
     */
    record Plan(
            @Nullable String owner,
            Hook hook,
            int turn,
            @Nullable Answer answer,
            @Nullable Action action) {}

    /**
     * What a hook answers.
     *
     * @param yes ready, or keep
     * @param timeoutMillis what a prepare hook says besides; or null
     */
    record Answer(boolean yes, @Nullable Integer timeoutMillis) {}

    /**
     * One thing that is done. What its verb does not need is null, 0 or false.
     *
     * @param source the source; the parent of a family
     * @param other the child
     * @param number a priority, a length of time or a data object
     * @param kind of sources that are searched; null for any
     * @param flag block, on, or none
     * @param elsewhere on another thread
     */
    record Action(
            Verb verb,
            @Nullable String source,
            @Nullable String other,
            @Nullable String channel,
            IOCondition condition,
            int number,
            @Nullable Kind kind,
            boolean flag,
            boolean elsewhere) {}
}

package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mainspring.mainloop.queue.PriorityLevel;
import org.mainspring.mainloop.testing.ScriptedPoller;
import org.mainspring.mainloop.testing.VirtualClock;

class ScheduleTest {
    private final VirtualClock clock = new VirtualClock();
    private final ScriptedPoller poller = new ScriptedPoller(clock);
    private final MainContext context = new MainContext(clock, ignored -> poller);
    private final List<String> log = new ArrayList<>();
    private final List<Source> timers = new ArrayList<>();

    private void arm(String name, long readyTimeNanos) {
        Source source = Sources.timeoutNanos(readyTimeNanos);
        source.setCallback(() -> {
            log.add(name);
            return Source.REMOVE;
        });
        source.attach(context);
        timers.add(source);
    }

    /** As if there were no memory for the list of those who are due; one that has no level stands for that. */
    private void failFor(Source source) {
        PriorityLevel<SourceNode> level = source.level;
        source.level = null;
        assertThatNullPointerException().isThrownBy(() -> context.iteration(false));
        source.level = level;
        EngineInvariants.check(context, List.of(), timers, true);
    }

    private void assertComesNow(String... names) {
        context.iteration(false);
        context.iteration(false);

        assertThat(log).containsExactly(names);
        EngineInvariants.check(context, List.of(), timers, true);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void whenTheListOfThoseWhoAreDueFails_thenEachComesOnceTheNextTime(int failing) {
        arm("a", 10);
        arm("b", 10);
        arm("c", 10);
        arm("later", 20);
        clock.advanceTo(10);

        failFor(timers.get(failing));

        assertComesNow("a", "b", "c");
        clock.advanceTo(20);
        assertComesNow("a", "b", "c", "later");
    }

    @Test
    void whenTheListFailsForTheOnlyOneWhoIsDue_thenItComesTheNextTime() {
        arm("a", 10);
        arm("later", 20);
        clock.advanceTo(10);

        failFor(timers.get(0));

        assertComesNow("a");
    }
}

package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollRecord;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.SourceFuncs;
import org.mainspring.mainloop.source.SourceHandle;

/** What a person is shown of a context. */
class DumpTest extends LoopFixture {
    @Test
    void whenNothingIsAttached_thenThatIsSaid() {
        assertThat(context.dump()).isEqualTo("0 sources, owned by nobody, time 0.000000 s\n");
    }

    @Test
    void whenSourcesAreAttached_thenThereIsALineForEach() {
        Source timeout = timeout("t", 0, 1_500 * MILLI);
        timeout.setName("reconnect");
        Source idle = idle("i", 200);
        idle.setCanRecurse(true);
        watch("w", -5, "socket");
        Source child = Sources.timeoutNanos(0, clock);
        timeout.addChild(child);
        clock.advanceNanos(500 * MILLI);

        assertThat(context.dump().lines())
                .containsExactly(
                        "4 sources, owned by nobody, time 0.500000 s",
                        "  #3  priority -5  \"w\"  a kind of LoopFixture  no ready time  without callback",
                        "      socket IN",
                        "  #4  priority 0  no name  Timeout  due since 0.500000 s  without callback  child of #1",
                        "  #1  priority 0  \"reconnect\"  Timeout  due in 1.000000 s",
                        "  #2  priority 200  \"GIdleSource\"  Idle  no ready time  recursive");
    }

    /** It leaves the id table in the next iteration, if its context's owner stays. */
    @Test
    void whenASourceHasEnded_thenItIsNotShown() {
        context.tryAcquire();
        context.idleAdd(() -> Source.REMOVE);
        context.iteration(false);

        assertThat(context.dump()).startsWith("0 sources");
        context.release();
    }

    @Test
    void whenAKindHasNoNameAndANameHasTwoLines_thenTheLineIsWhole() {
        Source source = attach(
                new Source(new SourceFuncs() {
                    @Override
                    public boolean dispatch(SourceHandle self, Callback callback) {
                        return Source.REMOVE;
                    }
                }),
                0);
        source.setName("two\nlines");
        context.addPoll(new PollRecord("pipe", IOCondition.IN), 0);

        assertThat(context.dump().lines())
                .containsExactly(
                        "1 source, owned by nobody, time 0.000000 s",
                        "  #1  priority 0  \"two\\nlines\"  a kind of DumpTest  no ready time  without callback",
                        "      pipe IN, raw");
    }

    @Test
    void whenAskedForFromWithinACallback_thenItSaysWhoRuns() {
        String[] dumps = new String[1];
        Source runner = idle("r", 0, () -> dumps[0] = context.dump());
        Source ready = plain("x", 5);
        ready.setReadyTimeNanos(0);
        ready.addPoll(new PollRecord("pipe", IOCondition.OUT));

        loop.iterate();

        assertThat(dumps[0])
                .startsWith("2 sources, owned by \"" + Thread.currentThread().getName() + "\"")
                .contains("running blocked")
                .contains("pipe OUT, raw");
        assertThat(runner.isDestroyed()).isFalse();
    }
}

package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.source.Diagnostic;
import org.mainspring.mainloop.source.PollTimeout;
import org.mainspring.mainloop.source.Priority;
import org.mainspring.mainloop.source.SourceHandle;
import org.mainspring.mainloop.time.Nanos;

/** What GLib's own tests ask of child sources, asked here in virtual time. */
class ChildSourcesInventoryTest extends DrivenFixture {
    private final MainLoop mainLoop = new MainLoop(context);

    private long nowMillis() {
        return clock.elapsedNanos() / Nanos.PER_MILLI;
    }

    /** A timeout that notes its name and the time. */
    private Source ticking(String name, long intervalMillis) {
        return ticking(name, intervalMillis, () -> {});
    }

    private Source ticking(String name, long intervalMillis, Action action) {
        Source source = Sources.timeoutNanos(intervalMillis * Nanos.PER_MILLI, clock);
        source.setCallback(() -> {
            loop.note(name + "@" + nowMillis());
            action.run();
            return Source.CONTINUE;
        });
        return source;
    }

    private void quitAt(long millis, MainLoop quitted) {
        context.timeoutAddMillis(millis - nowMillis(), then("quit", quitted::quit, Source.REMOVE));
    }

    /**
     * Two timeouts under a parent that runs with each of them. In its third call it runs a loop of its own, for so long
     * that a child comes late; in its sixth the outer loop is quit from within the inner one.
     *
     * @origin glib/tests/mainloop.c /mainloop/child_sources
     */
    @Test
    void whenTheParentRunsALoopOfItsOwn_thenItsChildrenWait_andAllComesInOrder() {
        MainLoop inner = new MainLoop(context);
        int[] calls = new int[1];
        Source parent = ticking("a", 10_000, () -> {
            int call = ++calls[0];
            if (call == 3) {
                quitAt(700, inner);
                inner.run();
                loop.note("back@" + nowMillis());
            } else if (call == 6) {
                quitAt(1_050, mainLoop);
                quitAt(1_100, inner);
                inner.run();
                assertThat(mainLoop.isRunning()).isFalse();
            }
        });
        Source b = ticking("b", 250);
        Source c = ticking("c", 330);
        b.setPriority(-7);
        parent.addChild(b);
        parent.addChild(c);
        assertThat(b.priority()).isEqualTo(Priority.DEFAULT);
        parent.setPriority(Priority.LOW);
        assertThat(b.priority()).isEqualTo(c.priority()).isEqualTo(Priority.LOW);
        parent.attach(context);

        mainLoop.run();

        assertThat(loop.log())
                .containsExactly(
                        "b@250",
                        "a@250",
                        "c@330",
                        "a@330",
                        "b@500",
                        "a@500",
                        "quit",
                        "back@700",
                        "c@700",
                        "a@700",
                        "b@750",
                        "a@750",
                        "b@1000",
                        "a@1000",
                        "quit",
                        "quit");
        assertThat(nowMillis()).isEqualTo(1_100);
        parent.destroy();
        assertThat(b.isDestroyed()).isTrue();
        assertThat(c.isDestroyed()).isTrue();
    }

    /**
     * Each of three generations is armed anew whenever it runs, and a descendant's run is a run of all above it.
     *
     * @origin glib/tests/mainloop.c /mainloop/recursive_child_sources
     */
    @Test
    void whenThreeGenerationsAreArmed_thenEachRunsWithItsDescendants() {
        Source parent = ticking("a", 500);
        Source child = ticking("b", 220);
        Source grandchild = ticking("c", 430);
        parent.addChild(child);
        child.addChild(grandchild);
        parent.attach(context);

        loop.advance(Duration.ofMillis(2_010));

        assertThat(loop.log())
                .containsExactly(
                        "b@220", "a@220", "c@430", "b@430", "a@430", "b@650", "a@650", "c@860", "b@860", "a@860",
                        "b@1080", "a@1080", "c@1290", "b@1290", "a@1290", "b@1510", "a@1510", "c@1720", "b@1720",
                        "a@1720", "b@1940", "a@1940");
    }

    /** @origin glib/tests/mainloop.c /mainloop/recursive_loop_child_sources */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    @Timeout(20)
    void whenALoopIsRunFromAHookOfAChild_thenThatWarnsAndReturns_andTheOuterGoesOn(boolean inPrepare) {
        MainLoop inner = new MainLoop(context);
        Source child = new Source(new Hooked() {
            private boolean done;

            @Override
            public boolean prepare(SourceHandle self, PollTimeout timeout) {
                return run(inPrepare);
            }

            @Override
            public boolean check(SourceHandle self) {
                return run(!inPrepare);
            }

            private boolean run(boolean now) {
                if (now && !done) {
                    done = true;
                    inner.run();
                    loop.note("returned");
                }
                return false;
            }
        });
        Source parent = ticking("parent", 10, mainLoop::quit);
        parent.addChild(child);
        parent.attach(context);

        mainLoop.run();

        assertThat(loop.log()).containsExactly("returned", "parent@10");
        assertThat(takeDiagnostics()).containsExactly(Diagnostic.RUN_IN_HOOK);
    }

    /** @origin glib/tests/mainloop.c /mainloop/swapping_child_sources */
    @Test
    void whenTheParentsCallbackSwapsItsChild_thenTheNewOneRunsAndTheOldOneNever() {
        Source parent = ticking("parent", 10_000);
        Source old = ticking("old", 30);
        parent.addChild(old);
        parent.attach(context);
        parent.setReadyTimeNanos(5 * Nanos.PER_MILLI);
        parent.setCallback(() -> {
            loop.note("parent@" + nowMillis());
            if (!old.isDestroyed()) {
                parent.removeChild(old);
                parent.addChild(ticking("new", 20));
                return Source.CONTINUE;
            }
            return Source.REMOVE;
        });

        loop.advanceMillis(100);

        assertThat(loop.log()).containsExactly("parent@5", "new@25", "parent@25");
        assertThat(parent.isDestroyed()).isTrue();
    }

    /** @origin glib/tests/mainloop.c /mainloop/blocked_child_sources */
    @Nested
    class GivenASourceThatIsDispatched {
        @ParameterizedTest
        @ValueSource(booleans = {true, false})
        void whenItAddsAChildThatWatches_thenNothingBreaks_andTheChildEndsWithIt(boolean iterates) {
            loop.poller().makeReady("channel", IOCondition.IN);
            Source child = new Source((self, callback) -> {
                loop.note("child");
                return Source.CONTINUE;
            });
            child.addWatch("channel", IOCondition.IN);
            Source parent = context.idleAdd(() -> {
                loop.note("parent");
                Source.current().addChild(child);
                if (iterates) {
                    assertThat(context.iteration(false)).isFalse();
                    assertThat(polled()).isEmpty();
                }
                return Source.REMOVE;
            });

            assertThat(context.iteration(false)).isTrue();

            assertThat(loop.log()).containsExactly("parent");
            assertThat(parent.isDestroyed()).isTrue();
            assertThat(child.isDestroyed()).isTrue();
            assertThat(polled()).isEmpty();
            assertThat(context.iteration(false)).isFalse();
        }
    }
}

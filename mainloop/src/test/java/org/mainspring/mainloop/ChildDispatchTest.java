package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.source.AttachHook;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.SourceHandle;
import org.mainspring.mainloop.time.Clock;

/** What the readiness of a child does, when it is blocked, and how a family ends (2P). Where children stand is in {@link ChildSourceTest}. */
class ChildDispatchTest extends ChildFixture {
    @Nested
    class GivenAFamily {
        private final Source parent = attached("P", 0);
        private final Source child = child(parent, "c");
        private final Source grandchild = child(child, "g");

        /** S28, S165: all ancestors run with it, in the same batch. */
        @Test
        void whenTheGrandchildIsReady_thenAllAncestorsRun() {
            light(grandchild);

            loop.iterate();

            assertThat(ran).containsExactly("g", "c", "P");
        }

        /** S29. */
        @Test
        void whenTheParentIsReady_thenItRunsAlone() {
            light(parent);

            loop.iterate();

            assertThat(ran).containsExactly("P");
        }

        /** S166, S175, S176: the parent's notify, then child after child; hooks of the inner ones first. */
        @Test
        void whenTheParentIsDestroyed_thenSoAreAllOthers() {
            child(parent, "d");

            parent.destroy();

            assertThat(told)
                    .containsExactly(
                            "notify P",
                            "notify d",
                            "dispose d",
                            "notify c",
                            "notify g",
                            "dispose g",
                            "dispose c",
                            "dispose P");
            assertThat(order()).isEmpty();
        }

        /** S167: the parent lives on, and still runs in the batch that the child was part of. */
        @Test
        void whenAChildEnds_thenTheParentLivesOn() {
            light(child);
            child.setCallback(() -> Source.REMOVE);

            loop.iterate();
            assertThat(ran).containsExactly("c", "P");
            assertThat(parent.isDestroyed()).isFalse();
            assertThat(grandchild.isDestroyed()).isTrue();

            light(parent);
            loop.iterate();
            assertThat(ran).containsExactly("c", "P", "P");
        }

        /** S168. */
        @Test
        void whenTheParentRemovesItInItsOwnCallback_thenItIsGone() {
            parent.setCallback(() -> {
                parent.removeChild(child);
                return Source.CONTINUE;
            });
            light(parent);

            loop.iterate();

            assertThat(child.isDestroyed()).isTrue();
            assertThat(order()).containsExactly("P");
        }

        /** S180: the last in dispatch order first; the children of each when it goes. */
        @Test
        void whenTheContextIsClosed_thenAllAreToldInReverse() {
            Source other = attached("o", 0);
            assertThat(other.isDestroyed()).isFalse();

            context.close();

            assertThat(told)
                    .containsExactly(
                            "notify o",
                            "notify P",
                            "notify c",
                            "notify g",
                            "dispose o",
                            "dispose P",
                            "dispose c",
                            "dispose g");
        }

        /** S180: children attached with their parent stand the newest first, and are told so too. */
        @Test
        void whenTheContextOfAFamilyAttachedAtOnceIsClosed_thenNotifiesFollowTheFamily() {
            Source family = source("F");
            child(family, "x");
            child(family, "y");
            attach(family, 5);
            assertThat(order()).endsWith("y", "x", "F");

            context.close();

            assertThat(told).startsWith("notify F", "notify y", "notify x", "notify P");
            assertThat(told).containsSubsequence("dispose F", "dispose x", "dispose y", "dispose P");
        }

        /** S7, S10: a family that watches wakes when it moves. */
        @Test
        void whenOneOfItWatches_thenAMoveVoidsThePoll() {
            child.addWatch(new Object(), org.mainspring.mainloop.poll.IOCondition.IN);
            loop.iterate();
            poller.duringNextPoll(() -> {
                parent.setPriority(0);
                light(parent);
            });

            assertThat(context.iteration(true)).isFalse();
            assertThat(context.iteration(true)).isTrue();
        }
    }

    @Nested
    class GivenKindsThatAreAsked {
        /** S27, S28, S132: the ready time of one that its child has made ready is not looked at. */
        @Test
        void whenAnIdleMakesATimerReady_thenNobodyHasReadTheClockBeforeItRuns() {
            Source timer = timeout("t", 0, 100);
            Source idle = Sources.idle();
            idle.setCallback(() -> {
                clock.advanceNanos(7);
                return ran.add("i");
            });
            timer.addChild(idle);

            loop.iterate();

            assertThat(ran).containsExactly("i", "t");
            assertThat(timer.readyTimeNanos()).isEqualTo(107);
        }

        /** A kind that has something against the context keeps its whole family from being attached. */
        @Test
        void whenTheHookOfAChildThrows_thenNobodyIsAttached() {
            boolean[] throwing = {true};
            Probe parent = loose("P", 0);
            Source picky = new Source(new AttachHook() {
                @Override
                public void attaching(SourceHandle self, Clock contextClock) {
                    if (throwing[0]) {
                        throw new IllegalArgumentException("from hook");
                    }
                }

                @Override
                public boolean dispatch(SourceHandle self, Callback callback) {
                    return Source.REMOVE;
                }
            });
            parent.source.addChild(picky);

            assertThatThrownBy(() -> parent.source.attach(context)).hasMessage("from hook");
            assertThat(parent.source.id()).isZero();
            assertThat(context.dump()).startsWith("0 sources");

            throwing[0] = false;
            parent.source.attach(context);
            assertThat(picky.id()).isEqualTo(2);
        }

        /** S28, X7: whoever is made ready by a child is not asked. */
        @Test
        void whenAChildIsReady_thenItsParentIsNotAsked() {
            Probe parent = loose("P", 0);
            Probe child = loose("c", 0).preparesReady();
            parent.source.addChild(child.source);
            parent.source.attach(context);

            loop.iterate();

            assertThat(asked).containsExactly("prepare c");
            assertThat(ran).containsExactly("c", "P");
        }

        /** S28, S155: an idle counts for its parent in every iteration. */
        @Test
        void whenTheChildIsAnIdle_thenItsParentRunsInEveryIteration() {
            Probe parent = loose("P", 0);
            Source idle = Sources.idle();
            idle.setCallback(() -> ran.add("i"));
            parent.source.addChild(idle);
            parent.source.attach(context);

            loop.iterate();
            loop.iterate();

            assertThat(ran).containsExactly("i", "P", "i", "P");
            assertThat(asked).isEmpty();
        }

        /** S34, S65: a child that its own hook adds stands before it, and is visited next time only. */
        @Test
        void whenAPrepareHookAddsAChild_thenCheckFindsIt() {
            Probe parent = probe("P", 0);
            Probe child = loose("c", 0).preparesReady();
            parent.duringPrepare(() -> {
                if (child.source.id() == 0) {
                    parent.source.addChild(child.source);
                }
            });

            loop.iterate();

            assertThat(asked).containsExactly("prepare P", "check c", "check P");
            assertThat(ran).isEmpty();
            loop.iterate();
            assertThat(ran).containsExactly("c", "P");
        }
    }

    @Nested
    class GivenANestedIteration {
        private final Source parent = attached("P", 0);
        private final Source child = child(parent, "c");

        private void nestIn(Source source) {
            source.setCallback(() -> {
                lightAll();
                context.iteration(false);
                ran.add(".");
                source.clearReadyTime();
                return Source.CONTINUE;
            });
        }

        /** S97: the descendants of the one that runs are blocked, even if they may recurse. */
        @Test
        void whenTheParentRuns_thenItsChildIsBlocked() {
            child.setCanRecurse(true);
            nestIn(parent);
            light(parent);

            loop.iterate();

            assertThat(ran).containsExactly("P", ".");
        }

        /** S97: not the other way round. */
        @Test
        void whenTheChildRuns_thenItsParentIsNotBlocked() {
            nestIn(child);
            light(child);

            loop.iterate();

            assertThat(ran).containsExactly("c", "P", ".");
        }

        /** S98, D2: the parent's return does not lift the child's own block. */
        @Test
        void whenTheParentHasRunWithinTheChild_thenTheChildIsBlockedStill() {
            child.setCallback(() -> {
                light(child, parent);
                context.iteration(false);
                light(child, parent);
                context.iteration(false);
                ran.add(".");
                return Source.CONTINUE;
            });
            light(child);

            loop.iterate();

            assertThat(ran).containsExactly("c", "P", "P", ".");
            assertThat(warnings).isEmpty();
        }

        /** S99: a child that comes while its parent runs is blocked with it, and polled only afterwards. */
        @Test
        void whenTheRunningParentGetsAChild_thenThatIsBlockedToo() {
            Object channel = new Object();
            makeReady(channel);
            parent.setCallback(() -> {
                Source late = child(parent, "late");
                late.addWatch(channel, org.mainspring.mainloop.poll.IOCondition.IN);
                light(late);
                context.iteration(false);
                assertThat(poller.records()).isEmpty();
                ran.add(".");
                parent.clearReadyTime();
                return Source.CONTINUE;
            });
            light(parent);

            loop.iterate();
            assertThat(ran).containsExactly("P", ".");
            assertThat(poller.records()).hasSize(1);
            parent.setCallback(() -> Source.CONTINUE);
            loop.iterate();

            assertThat(ran).containsExactly("P", ".", "late", "P");
        }
    }
}

package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.time.Nanos;

/** Ready times that are set while an iteration within a callback has taken the blocked out of sight. */
class ParkedReadyTimeTest extends DrivenFixture {
    @Nested
    class GivenThreeChildrenOfOneWhoIterates {
        private final List<Source> children = new ArrayList<>();

        private void runParent(Action whileTheyAreParked) {
            boolean[] ran = {false};
            Source parent = new Source((self, callback) -> {
                self.setReadyTimeNanos(Nanos.NEVER);
                if (!ran[0]) {
                    ran[0] = true;
                    context.iteration(false);
                    whileTheyAreParked.run();
                    context.iteration(false);
                    loop.note("parent ends");
                }
                return Source.CONTINUE;
            });
            for (int i = 0; i < 3; i++) {
                String name = "child " + i;
                Source child = new Source((self, callback) -> {
                    self.setReadyTimeNanos(Nanos.NEVER);
                    loop.note(name);
                    return Source.CONTINUE;
                });
                children.add(child);
                parent.addChild(child);
            }
            parent.setReadyTimeNanos(0);
            parent.attach(context);
            context.iteration(false);
        }

        private void makeAllDue() {
            for (int i : new int[] {1, 2, 0}) {
                children.get(i).setReadyTimeNanos(-i);
            }
        }

        private void assertDueAtOnceInOrder() {
            context.iteration(false);
            boolean again = context.iteration(false);

            assertThat(loop.log()).containsExactly("parent ends", "child 2", "child 1", "child 0");
            assertThat(again).isFalse();
        }

        @Test
        void whenTheirTimesAreSet_thenTheyAreDueAtOnceAndInOrderWhenItEnds() {
            runParent(this::makeAllDue);

            assertDueAtOnceInOrder();
        }

        @Test
        void whenAnotherThreadSetsTheirTimes_thenTheyAreDueAtOnceAndInOrderWhenItEnds() {
            runParent(() -> TestThreads.elsewhereDo(this::makeAllDue));

            assertDueAtOnceInOrder();
        }

        @Test
        void whenTheirTimesAreSetAndTakenBack_thenTheyAreNotDue() {
            runParent(() -> {
                makeAllDue();
                children.forEach(child -> child.setReadyTimeNanos(Nanos.NEVER));
            });

            assertThat(context.iteration(false)).isFalse();
            assertThat(loop.log()).containsExactly("parent ends");
        }
    }
}

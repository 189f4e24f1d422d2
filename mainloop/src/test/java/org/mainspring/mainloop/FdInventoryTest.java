package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.Pipe;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollRecord;
import org.mainspring.mainloop.poll.PollSet;
import org.mainspring.mainloop.source.Priority;

/** What GLib's own tests ask of descriptors on sources, asked here of watches on anything. */
class FdInventoryTest extends DrivenFixture {
    private static final IOCondition IN_OUT = IOCondition.IN.or(IOCondition.OUT);

    private final PollSet set = new PollSet();

    /** What is listed below a limit, the wake-up left out. */
    private Map<Object, IOCondition> queried(int maxPriority) {
        assertThat(context.tryAcquire()).isTrue();
        assertThat(context.prepare()).isFalse();
        context.query(maxPriority, set);
        context.release();
        Map<Object, IOCondition> listed = new TreeMap<>();
        for (int i = 0; i < set.size(); i++) {
            if (set.target(i) != PollSet.WAKEUP) {
                listed.put(set.target(i), set.events(i));
            }
        }
        assertThat(listed).as("one entry for each, and the wake-up").hasSize(set.size() - 1);
        return listed;
    }

    /** One iteration by hand, in which the poll has seen what a test says. */
    private boolean driven(Map<Object, IOCondition> expected, Map<Object, IOCondition> seen) {
        assertThat(queried(Integer.MAX_VALUE)).isEqualTo(expected);
        seen.forEach(set::ready);
        assertThat(context.tryAcquire()).isTrue();
        boolean found = context.check(Integer.MAX_VALUE, set);
        context.dispatch();
        context.release();
        return found;
    }

    /** @origin glib/tests/mainloop.c /mainloop/source-unix-fd-api */
    @Nested
    class GivenTwoSourcesWithTwoWatchesEach {
        private final Source urgent = noting("urgent", Priority.HIGH);
        private final Source a = noting("a", -1);
        private final Source b = noting("b", Priority.DEFAULT);
        private final PollRecord a1 = a.addWatch("1", IOCondition.IN);
        private final PollRecord a2 = a.addWatch("2", IOCondition.OUT);

        private Source noting(String name, int priority) {
            Source source = new Source((self, callback) -> {
                loop.note(name);
                return Source.CONTINUE;
            });
            source.setPriority(priority);
            return source;
        }

        private void attachAll() {
            urgent.attach(context);
            a.attach(context);
            b.attach(context);
        }

        @Test
        void whenNothingIsSeen_thenAllIsListedAndNobodyRuns() {
            attachAll();

            assertThat(driven(Map.of("1", IOCondition.IN, "2", IOCondition.OUT), Map.of()))
                    .isFalse();

            assertThat(loop.log()).isEmpty();
        }

        @Test
        void whenWatchesAreAddedLater_thenTheyAreListed_andOnlyTheMoreUrgentRuns() {
            attachAll();
            b.addWatch("3", IOCondition.IN);
            b.addWatch("4", IOCondition.OUT);
            Map<Object, IOCondition> all =
                    Map.of("1", IOCondition.IN, "2", IOCondition.OUT, "3", IOCondition.IN, "4", IOCondition.OUT);

            assertThat(driven(all, Map.of("1", IOCondition.IN, "3", IOCondition.IN)))
                    .isTrue();
            assertThat(takeLog()).containsExactly("a");
            assertThat(a.queryWatch(a1)).isEqualTo(IOCondition.IN);
            assertThat(a.queryWatch(a2)).isEqualTo(IOCondition.NONE);

            assertThat(driven(all, Map.of("4", IOCondition.OUT))).isTrue();
            assertThat(takeLog()).containsExactly("b");
        }

        @Test
        void whenMasksAreSwapped_thenTheOtherSourceRuns() {
            PollRecord b1 = b.addWatch("1", IOCondition.OUT);
            attachAll();
            a.modifyWatch(a1, IOCondition.IN);
            assertThat(driven(Map.of("1", IN_OUT, "2", IOCondition.OUT), Map.of("1", IOCondition.IN)))
                    .isTrue();
            assertThat(takeLog()).containsExactly("a");

            a.modifyWatch(a1, IOCondition.OUT);
            b.modifyWatch(b1, IOCondition.IN);

            assertThat(driven(Map.of("1", IN_OUT, "2", IOCondition.OUT), Map.of("1", IOCondition.IN)))
                    .isTrue();
            assertThat(takeLog()).containsExactly("b");
        }

        @Test
        void whenWatchesAreRemovedAndSourcesDestroyed_thenTheyAreListedNoMore() {
            attachAll();
            b.addWatch("3", IOCondition.IN);

            a.removeWatch(a1);
            assertThat(driven(Map.of("2", IOCondition.OUT, "3", IOCondition.IN), Map.of("1", IOCondition.IN)))
                    .isFalse();
            a.destroy();
            assertThat(driven(Map.of("3", IOCondition.IN), Map.of())).isFalse();
            b.destroy();
            assertThat(driven(Map.of(), Map.of())).isFalse();
            assertThat(loop.log()).isEmpty();
        }
    }

    /** @origin glib/tests/mainloop.c /mainloop/unix-fd-priority */
    @Test
    void whenALessUrgentChannelIsReadyToo_thenTheIdleAndTheChannelOfItsPriorityRun() {
        watch("low", IOCondition.IN, 10);
        idle(0, note("idle"));
        watch("high", IOCondition.IN, 0);
        loop.poller().makeReady("low", IOCondition.IN);
        loop.poller().makeReady("high", IOCondition.IN);

        assertThat(context.iteration(true)).isTrue();

        assertThat(loop.log()).containsExactly("idle", "high IN");
    }

    /** @origin glib/tests/mainloop.c /mainloop/nfds */
    @Test
    void whenSeveralWatchOneChannel_thenItIsListedOnce_andEachIsToldItsOwn() {
        assertThat(queried(Integer.MAX_VALUE)).isEmpty();

        watch("channel", IOCondition.IN, Priority.DEFAULT);
        assertThat(queried(Integer.MAX_VALUE)).isEqualTo(Map.of("channel", IOCondition.IN));

        Source low = watch("channel", IOCondition.OUT, Priority.LOW);
        assertThat(queried(Integer.MAX_VALUE)).isEqualTo(Map.of("channel", IN_OUT));
        assertThat(queried(Priority.DEFAULT)).isEqualTo(Map.of("channel", IOCondition.IN));

        watch("channel", IOCondition.OUT, Priority.DEFAULT);
        assertThat(queried(Priority.DEFAULT)).isEqualTo(Map.of("channel", IN_OUT));

        loop.poller().makeReady("channel", IN_OUT);
        assertThat(context.iteration(false)).isTrue();

        assertThat(loop.log()).containsExactly("channel IN", "channel OUT");
        assertThat(low.isDestroyed()).isFalse();
    }

    @Nested
    @Tag("realtime")
    class GivenRealChannels {
        /** @origin glib/tests/mainloop.c /mainloop/unix-file-poll; there a file is always ready */
        @Test
        void whenAFileIsToBeWatched_thenThatIsRefused(@TempDir Path folder) throws IOException {
            try (MainContext real = new MainContext();
                    FileChannel file = FileChannel.open(
                            folder.resolve("file"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                Source source = new Source((self, callback) -> Source.CONTINUE);
                source.attach(real);

                assertThatThrownBy(() -> source.addWatch(file, IOCondition.IN))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageStartingWith("not a SelectableChannel: ");
                assertThat(real.iteration(false)).isFalse();
            }
        }

        /** X17: however many are ready that are less urgent, the urgent one is not hidden by them. */
        @Test
        void whenManyLessUrgentChannelsAreReadyToo_thenTheUrgentOneRuns() throws IOException {
            int many = 100;
            List<String> ran = new ArrayList<>();
            List<Pipe> pipes = new ArrayList<>();
            try (MainContext real = new MainContext()) {
                for (int i = 0; i <= many; i++) {
                    Pipe pipe = Pipe.open();
                    pipes.add(pipe);
                    pipe.source().configureBlocking(false);
                    pipe.sink().write(ByteBuffer.allocate(1));
                    boolean urgent = i == many;
                    real.watchAdd(
                            urgent ? -5 : 5,
                            pipe.source(),
                            IOCondition.IN,
                            (channel, condition, data) -> ran.add(urgent ? "urgent" : "other"),
                            null,
                            null);
                }
                while (ran.isEmpty()) {
                    real.iteration(true);
                }
                assertThat(ran).containsExactly("urgent");
            } finally {
                for (Pipe pipe : pipes) {
                    pipe.source().close();
                    pipe.sink().close();
                }
            }
        }
    }
}

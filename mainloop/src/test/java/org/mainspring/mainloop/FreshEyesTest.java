package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.Pipe;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.poll.PollRecord;
import org.mainspring.mainloop.poll.PollerProvider;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.CheckHook;
import org.mainspring.mainloop.source.SourceFuncs;
import org.mainspring.mainloop.source.SourceHandle;
import org.mainspring.mainloop.testing.LoopDriver;
import org.mainspring.mainloop.testing.ScriptedPoller;
import org.mainspring.mainloop.testing.VirtualClock;

/** What a reader of the engine did not believe. */
class FreshEyesTest {
    @Test
    void givenAClosedChannelOfLowPriority_whenAPollSeesItBesideSomethingMoreUrgent_thenNvalIsStillTold()
            throws IOException {
        List<String> log = new ArrayList<>();
        Pipe quiet = nonBlockingPipe();
        Pipe closed = nonBlockingPipe();
        try (MainContext context = new MainContext()) {
            context.watchAdd(quiet.source(), IOCondition.IN, (channel, condition) -> Source.CONTINUE);
            Source low = Sources.watch(closed.source(), IOCondition.IN);
            low.setPriority(10);
            low.setCallback((Pipe.SourceChannel channel, IOCondition condition) -> {
                log.add("low " + condition);
                return Source.REMOVE;
            });
            low.attach(context);
            context.iteration(false);
            Source idle = Sources.idle();
            idle.setPriority(0);
            idle.setCallback(() -> Source.CONTINUE);
            idle.attach(context);
            context.iteration(false);
            closed.source().close();
            context.iteration(false);
            idle.destroy();

            context.iteration(false);
            context.iteration(false);
        }
        quiet.source().close();
        quiet.sink().close();
        closed.sink().close();

        assertThat(log).containsExactly("low NVAL");
    }

    @Test
    void whenTheDiagnosticHandlerOfARefusedWatchUsesTheContext_thenItDoesNotHang() {
        VirtualClock clock = new VirtualClock();
        PollerProvider refusing = ignored -> new RefusingPoller(new ScriptedPoller(clock));
        MainContext context = new MainContext(clock, refusing);
        context.setDiagnosticHandler((code, message) -> context.idleAdd(() -> Source.REMOVE));
        Source source = new Source(new Watcher());
        source.addWatch(new Object(), IOCondition.IN);

        source.attach(context);
        context.iteration(false);

        assertThat(context.findById(2)).isNotNull();
    }

    @Test
    void givenAnotherThreadsOwner_whenPriorityIsSetBeforeAnotherSourceIsAttached_thenItRunsBeforeThatSource()
            throws InterruptedException {
        LoopDriver loop = LoopDriver.virtual();
        Source first = Sources.idle();
        first.setCallback(loop.loggingOnce("first"));
        first.attach(loop.context());
        assertThat(loop.context().tryAcquire()).isTrue();

        Thread other = new Thread(() -> {
            first.setPriority(7);
            loop.context().idleAdd(7, ignored -> loop.loggingOnce("second").call(), null, null);
        });
        other.start();
        other.join();
        loop.iterate();

        assertThat(loop.log()).containsExactly("first@0", "second@0");
    }

    @Test
    void whenAWatchIsAddedAndRemovedOverAndOver_thenTheSourceDoesNotKeepIt() {
        LoopDriver loop = LoopDriver.virtual();
        Source source = new Source(new Watcher());
        source.attach(loop.context());

        for (int i = 0; i < 100; i++) {
            PollRecord watch = source.addWatch(new Object(), IOCondition.IN);
            loop.iterate();
            source.removeWatch(watch);
            loop.iterate();
        }

        @Nullable Object[] kept = source.watches();
        assertThat(kept == null ? 0 : kept.length).isLessThan(10);
    }

    @Test
    void givenACheckHookThatMovesWhoWasCollectedBeforeIt_whenIterated_thenThatOneRunsOnce() {
        LoopDriver loop = LoopDriver.virtual();
        Source idle = Sources.idle();
        idle.setCallback(loop.logging("idle"));
        idle.attach(loop.context());
        Source mover = new Source(new Mover(idle));
        mover.setPriority(idle.priority());
        mover.attach(loop.context());

        loop.iterate();

        assertThat(loop.log()).containsExactly("idle@0");
    }

    private static Pipe nonBlockingPipe() throws IOException {
        Pipe pipe = Pipe.open();
        pipe.source().configureBlocking(false);
        return pipe;
    }

    private static final class Mover implements CheckHook {
        private final Source moved;

        Mover(Source moved) {
            this.moved = moved;
        }

        @Override
        public boolean check(SourceHandle self) {
            moved.setPriority(moved.priority());
            return false;
        }

        @Override
        public boolean dispatch(SourceHandle self, @Nullable Callback callback) {
            return Source.CONTINUE;
        }
    }

    private static final class Watcher implements SourceFuncs {
        @Override
        public boolean dispatch(SourceHandle self, @Nullable Callback callback) {
            return Source.CONTINUE;
        }
    }
}

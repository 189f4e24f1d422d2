package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mainspring.mainloop.queue.IdTable;
import org.mainspring.mainloop.time.Nanos;

/** A source that another thread changes at the very moment at which it is attached ends up whole. */
@Tag("realtime")
class AttachRaceTest {
    private static final int ROUNDS = 20_000;
    private static final int SPINS_BEFORE_YIELD = 10_000;

    private enum Change {
        PRIORITY(source -> source.setPriority(7)),
        READY_TIME(source -> source.setReadyTimeNanos(Nanos.NEVER - 1)),
        DESTROY(Source::destroy);

        private final Consumer<Source> make;

        Change(Consumer<Source> make) {
            this.make = make;
        }
    }

    private final MainContext context = new MainContext();
    private final AtomicInteger arrived = new AtomicInteger();
    private final AtomicReference<Source> current = new AtomicReference<>();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private volatile boolean over;

    @ParameterizedTest
    @EnumSource(Change.class)
    void givenNoOwner_whenAttachedAndChangedAtOnce_thenItCanBeFoundAndDestroyed(Change change) throws Exception {
        attachAndChange(change);

        assertThat(context.lifecycle.registry.inOrder()).isEmpty();
        assertThat(context.iteration(false)).isFalse();
        context.close();
    }

    @ParameterizedTest
    @EnumSource(Change.class)
    void givenALoop_whenAttachedAndChangedAtOnce_thenItCanBeFoundAndDestroyed(Change change) throws Exception {
        MainLoop loop = new MainLoop(context);
        Thread runner = new Thread(loop::run, "loop");
        runner.start();
        try {
            attachAndChange(change);
        } finally {
            context.invoke(() -> {
                loop.quit();
                return Source.REMOVE;
            });
            runner.join();
        }

        assertThat(context.lifecycle.registry.inOrder()).isEmpty();
        context.close();
    }

    private void attachAndChange(Change change) throws InterruptedException {
        Thread changer = new Thread(() -> changeEach(change), "changer");
        changer.start();
        try {
            for (int round = 0; round < ROUNDS && failure.get() == null; round++) {
                Source source = Sources.timeout(Duration.ofDays(1));
                current.set(source);
                meet(2 * round);
                attach(source);
                meet(2 * round + 1);
                assertThat(context.findById(source.id())).isSameAs(source.isDestroyed() ? null : source);
                source.destroy();
            }
        } finally {
            over = true;
            changer.join();
        }
        assertThat(failure).hasNullValue();
    }

    private void attach(Source source) {
        spin(source.hashCode() & 63);
        try {
            source.attach(context);
        } catch (IllegalStateException refused) {
            IdTable.assignId(source, Integer.MAX_VALUE); // nobody's, to look for
            assertThat(source.isDestroyed()).isTrue();
        }
    }

    private void changeEach(Change change) {
        try {
            for (int round = 0; round < ROUNDS && !over; round++) {
                meet(2 * round);
                Source source = current.get();
                spin(source.hashCode() >> 6 & 63);
                change.make.accept(source);
                meet(2 * round + 1);
            }
        } catch (Throwable thrown) {
            failure.set(thrown);
            over = true;
        }
    }

    /** A barrier that spins, so that both go on at once. */
    private void meet(int earlierMeetings) {
        arrived.incrementAndGet();
        for (int spins = 0; arrived.get() < 2 * earlierMeetings + 2 && !over; spins++) {
            if (spins < SPINS_BEFORE_YIELD) {
                Thread.onSpinWait();
            } else {
                Thread.yield();
            }
        }
    }

    private static void spin(int times) {
        for (int i = 0; i < times; i++) {
            Thread.onSpinWait();
        }
    }
}

package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.queue.Seed;
import org.mainspring.mainloop.source.SourceFuncs;

/** Families that several threads add to, move and destroy while the loop dispatches them: each end is told once. */
@Tag("realtime")
class FamilyRaceTest {
    private static final int FAMILIES = 300;
    private static final int CHANGERS = 3;
    private static final int CHANGES = 60;

    private final MainContext context = new MainContext();
    private final MainLoop loop = new MainLoop(context);
    private final TestThreads threads = new TestThreads();
    private final ConcurrentLinkedQueue<AtomicInteger> disposes = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<AtomicInteger> notifies = new ConcurrentLinkedQueue<>();

    private final ConcurrentLinkedQueue<Source> sources = new ConcurrentLinkedQueue<>();

    private Source source() {
        AtomicInteger disposed = new AtomicInteger();
        AtomicInteger notified = new AtomicInteger();
        disposes.add(disposed);
        notifies.add(notified);
        Source source = new Source((SourceFuncs) (self, callback) -> callback != null && callback.call());
        source.setDisposeHook(self -> disposed.incrementAndGet());
        source.setCallback(
                data -> {
                    source.clearReadyTime();
                    return Source.CONTINUE;
                },
                this,
                data -> notified.incrementAndGet());
        sources.add(source);
        return source;
    }

    @Test
    void whenManyThreadsChangeFamilies_thenEverybodyEndsOnce() throws Exception {
        long seed = Seed.of("FamilyRaceTest");
        CountDownLatch running = new CountDownLatch(1);
        context.invoke(() -> {
            running.countDown();
            return Source.REMOVE;
        });
        Thread runner = threads.start(loop::run);
        TestThreads.await(running);
        for (int i = 0; i < FAMILIES; i++) {
            raceForOneFamily(new Random(seed + i));
        }
        loop.quit();
        threads.join();

        assertThat(runner.isAlive()).isFalse();
        context.iteration(false);
        assertThat(context.lifecycle.registry.inOrder()).as("seed %d", seed).isEmpty();
        assertThat(disposes).as("seed %d", seed).allMatch(count -> count.get() == 1);
        assertThat(notifies).as("seed %d", seed).allMatch(count -> count.get() == 1);
        context.close();
    }

    private void raceForOneFamily(Random random) throws Exception {
        Source parent = source();
        TestThreads changers = new TestThreads();
        CountDownLatch go = new CountDownLatch(1);
        for (int i = 0; i < CHANGERS; i++) {
            Random own = new Random(random.nextLong());
            changers.start(() -> {
                TestThreads.await(go);
                change(parent, own);
            });
        }
        go.countDown();
        parent.attach(context);
        if (random.nextBoolean()) {
            parent.setPriority(random.nextInt(3));
        }
        changers.join();
        parent.destroy();
        for (Source source : sources) {
            assertThat(source.id() == 0 || source.isDestroyed())
                    .as("%s ends with its family", source)
                    .isTrue();
            source.destroy(); // one whose parent was destroyed before it was attached is nobody's child (S169)
        }
        sources.clear();
    }

    private void change(Source parent, Random random) {
        List<Source> mine = new ArrayList<>(List.of(parent));
        for (int i = 0; i < CHANGES; i++) {
            Source one = mine.get(random.nextInt(mine.size()));
            switch (random.nextInt(6)) {
                case 0, 1 -> addChild(one, mine);
                case 2, 3 -> one.setReadyTimeNanos(0);
                case 4 -> parent.setPriority(random.nextInt(3) - 1);
                default -> {
                    if (one != parent || (parent.id() != 0 && random.nextInt(20) == 0)) {
                        one.destroy();
                    }
                }
            }
        }
    }

    private void addChild(Source one, List<Source> mine) {
        Source child = source();
        try {
            one.addChild(child);
            mine.add(child);
        } catch (IllegalStateException destroyed) {
            child.destroy();
        }
    }
}

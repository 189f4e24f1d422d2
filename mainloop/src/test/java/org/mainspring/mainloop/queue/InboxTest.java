package org.mainspring.mainloop.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class InboxTest {
    private final Inbox<Item> inbox = new Inbox<>();

    private List<Item> taken() {
        List<Item> items = new ArrayList<>();
        Item item = inbox.takeAll();
        while (item != null) {
            items.add(item);
            item = inbox.unlink(item);
        }
        return items;
    }

    @Nested
    class GivenAnEmptyInbox {
        @Test
        void thenThereIsNothingToTake() {
            assertThat(inbox.isEmpty()).isTrue();
            assertThat(inbox.takeAll()).isNull();
        }
    }

    @Nested
    class GivenThreePosted {
        private final Item first = Item.at(1);
        private final Item second = Item.at(2);
        private final Item third = Item.at(3);

        GivenThreePosted() {
            inbox.post(first);
            inbox.post(second);
            inbox.post(third);
        }

        @Test
        void whenTaken_thenTheOldestComesFirst() {
            assertThat(taken()).containsExactly(first, second, third);
            assertThat(inbox.isEmpty()).isTrue();
        }

        @Test
        void whenOneIsPostedAgain_thenItKeepsItsPlace() {
            inbox.post(first);

            assertThat(taken()).containsExactly(first, second, third);
        }

        @Test
        void whenOneIsPostedAgainAfterItWasUnlinked_thenItComesOnceMore() {
            Item oldest = inbox.takeAll();
            Item rest = inbox.unlink(oldest);
            inbox.post(oldest);
            while (rest != null) {
                rest = inbox.unlink(rest);
            }

            assertThat(taken()).containsExactly(first);
        }

        @Test
        void whenOneIsPostedAgainBeforeItWasUnlinked_thenTheTakerIsYetToLook() {
            Item oldest = inbox.takeAll();
            inbox.post(oldest);

            assertThat(inbox.isEmpty()).isTrue();
            assertThat(inbox.unlink(oldest)).isSameAs(second);
        }
    }

    @Test
    void whenPostedAndTakenAtRandom_thenItAgreesWithALinkedSet() {
        Random random = Seed.random(InboxTest.class);
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            items.add(Item.at(i));
        }
        LinkedHashSet<Item> model = new LinkedHashSet<>();
        for (int step = 0; step < 50_000; step++) {
            if (random.nextInt(30) == 0) {
                assertThat(taken()).containsExactlyElementsOf(model);
                model.clear();
            } else {
                Item item = items.get(random.nextInt(items.size()));
                inbox.post(item);
                model.add(item);
            }
            assertThat(inbox.isEmpty()).isEqualTo(model.isEmpty());
        }
    }

    @Nested
    @Tag("realtime")
    class GivenSeveralProducersAndOneTaker {
        private static final int PRODUCERS = 4;
        private static final int POSTS = 100_000;

        private final ExecutorService producers = Executors.newFixedThreadPool(PRODUCERS);
        private final CountDownLatch start = new CountDownLatch(PRODUCERS);

        private List<Future<?>> start(Runnable... tasks) {
            List<Future<?>> running = new ArrayList<>();
            for (Runnable task : tasks) {
                running.add(producers.submit(() -> {
                    start.countDown();
                    start.await();
                    task.run();
                    return null;
                }));
            }
            producers.shutdown();
            return running;
        }

        private void finish(List<Future<?>> running) throws Exception {
            for (Future<?> future : running) {
                future.get();
            }
            assertThat(producers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        }

        @Test
        void whenEachPostsNewMembers_thenEachComesOnceAndInTheOrderOfItsProducer() throws Exception {
            Runnable[] tasks = new Runnable[PRODUCERS];
            for (int producer = 0; producer < PRODUCERS; producer++) {
                int id = producer;
                tasks[producer] = () -> {
                    for (int i = 0; i < POSTS; i++) {
                        Item item = Item.withId(id);
                        OrderedList.assignPosition(item, i);
                        inbox.post(item);
                    }
                };
            }
            List<Future<?>> running = start(tasks);

            long[] expected = new long[PRODUCERS];
            while (!producers.isTerminated() || !inbox.isEmpty()) {
                for (Item item : taken()) {
                    assertThat(item.position()).isEqualTo(expected[item.id()]++);
                }
                Thread.onSpinWait();
            }

            finish(running);
            assertThat(expected).containsOnly(POSTS);
        }

        @Test
        void whenAllPostTheSameFewMembers_thenTheTakerSeesEveryChange() throws Exception {
            List<Counter> counters = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                counters.add(new Counter());
            }
            Inbox<Counter> changes = new Inbox<>();
            Runnable[] tasks = new Runnable[PRODUCERS];
            for (int producer = 0; producer < PRODUCERS; producer++) {
                int mine = producer;
                tasks[producer] = () -> {
                    for (int i = 0; i < POSTS; i++) {
                        Counter counter = counters.get(i % counters.size());
                        counter.changes.incrementAndGet(mine);
                        changes.post(counter);
                    }
                };
            }
            List<Future<?>> running = start(tasks);

            // A post that finds its member posted writes nothing, so a change must be a volatile write itself.
            while (!producers.isTerminated() || !changes.isEmpty()) {
                Counter counter = changes.takeAll();
                while (counter != null) {
                    Counter rest = changes.unlink(counter);
                    counter.seen = counter.sum();
                    counter = rest;
                }
                Thread.onSpinWait();
            }

            finish(running);
            assertThat(counters.stream().mapToLong(counter -> counter.seen).sum())
                    .isEqualTo((long) PRODUCERS * POSTS);
        }

        private static final class Counter extends Member {
            final AtomicLongArray changes = new AtomicLongArray(PRODUCERS);
            long seen; // confined to the taker

            long sum() {
                long sum = 0;
                for (int i = 0; i < PRODUCERS; i++) {
                    sum += changes.get(i);
                }
                return sum;
            }
        }
    }
}

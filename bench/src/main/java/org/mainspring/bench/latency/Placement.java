package org.mainspring.bench.latency;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;

/**
 * Which processor has which thread: the poster or the first loop has {@code here}, the other loop or the workers have
 * {@code there}.
 *
 * @param name as in the params of a result
 * @param here as {@code taskset} takes it
 * @param there as {@code taskset} takes it
 */
record Placement(String name, String here, String there) {
    /** Everybody on one processor, or on one of two; both are true to life, and far apart. */
    static final String SAME_CORE = "same-core";

    static final String TWO_CORES = "two-cores";

    /** Where the scheduler likes. On two processors the same figure may then come out in two ways. */
    static final String UNPINNED = "unpinned";

    /** The placements that these processors allow, the free one last. */
    static List<Placement> of(Processors processors) {
        List<String> ids = processors.ids().stream().map(String::valueOf).toList();
        Placement free = new Placement(UNPINNED, processors.list(), processors.list());
        return switch (ids.size()) {
            case 0 -> List.of(free);
            case 1 -> List.of(new Placement(SAME_CORE, ids.get(0), ids.get(0)), free);
            default ->
                List.of(
                        new Placement(SAME_CORE, ids.get(0), ids.get(0)),
                        new Placement(TWO_CORES, ids.get(0), ids.get(1)),
                        free);
        };
    }

    /** Whether one processor has to do for all, so that who spins stands in the others' way. */
    boolean isShared() {
        return name.equals(SAME_CORE);
    }

    /** Whether the first and the second processor are not the same. */
    boolean isApart() {
        return name.equals(TWO_CORES);
    }

    /** Whether nobody is tied to anything. */
    boolean isFree() {
        return name.equals(UNPINNED);
    }

    /** Ties the calling thread to the first processor. */
    void pinHere() {
        pinSelf(here);
    }

    /** Ties the calling thread to the second processor. */
    void pinThere() {
        pinSelf(there);
    }

    /** Ties the thread that runs what the executor gets to the first processor, and waits until that is done. */
    void pinHere(Executor executor) throws InterruptedException {
        pin(executor, here);
    }

    /** Ties the thread that runs what the executor gets to the second processor, and waits until that is done. */
    void pinThere(Executor executor) throws InterruptedException {
        pin(executor, there);
    }

    private void pin(Executor executor, String list) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        executor.execute(() -> {
            pinSelf(list);
            done.countDown();
        });
        done.await();
    }

    private void pinSelf(String list) {
        if (!list.isEmpty()) {
            Pinning.pinSelf(list);
        }
    }
}

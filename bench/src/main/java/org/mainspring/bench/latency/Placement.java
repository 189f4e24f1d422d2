package org.mainspring.bench.latency;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import org.mainspring.bench.machine.Cores;
import org.mainspring.bench.machine.Pause;

/**
 * Which processor has which thread: the poster or the first loop has {@code here}, the other loop or the workers have
 * {@code there}.
 *
 * @param name as in the params of a result
 * @param here processors; none where a thread is left where it is
 * @param there processors; none where a thread is left where it is
 */
record Placement(String name, List<Integer> here, List<Integer> there) {
    /** Everybody on one processor, or on one of two; both are true to life, and far apart. */
    static final String SAME_CORE = "same-core";

    static final String TWO_CORES = "two-cores";

    /** Where the scheduler likes. On two processors the same figure may then come out in two ways. */
    static final String UNPINNED = "unpinned";

    /** The placements that these processors allow, the free one last. */
    static List<Placement> of(List<Integer> processors) {
        Placement free = new Placement(UNPINNED, processors, processors);
        return switch (processors.size()) {
            case 0 -> List.of(free);
            case 1 -> List.of(pinned(SAME_CORE, processors, 0), free);
            default -> List.of(pinned(SAME_CORE, processors, 0), pinned(TWO_CORES, processors, 1), free);
        };
    }

    private static Placement pinned(String name, List<Integer> processors, int there) {
        return new Placement(name, List.of(processors.get(0)), List.of(processors.get(there)));
    }

    /** Whether one processor has to do for all, so that who spins stands in the others' way. */
    boolean isShared() {
        return name.equals(SAME_CORE);
    }

    /** How one thread waits here for the other. */
    Pause pause() {
        return Pause.where(isShared());
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

    private void pin(Executor executor, List<Integer> processors) throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        executor.execute(() -> {
            pinSelf(processors);
            done.countDown();
        });
        done.await();
    }

    private void pinSelf(List<Integer> processors) {
        if (!processors.isEmpty()) {
            Cores.pinSelf(processors);
        }
    }
}

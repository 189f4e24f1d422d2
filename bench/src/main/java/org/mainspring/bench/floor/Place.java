package org.mainspring.bench.floor;

import java.util.List;
import org.mainspring.bench.machine.Cores;
import org.mainspring.bench.machine.Pause;

/**
 * Where the two threads of a pair run.
 *
 * @param name as in the params of a result
 * @param here the processor of the first
 * @param there the processor of the other
 */
record Place(String name, int here, int there) {
    static final String SAME_CORE = "same-core";

    static final String TWO_CORES = "two-cores";

    /** What these processors allow; with one of them there are no two. */
    static List<Place> of(List<Integer> cores) {
        return switch (cores.size()) {
            case 0 -> List.of();
            case 1 -> List.of(new Place(SAME_CORE, cores.get(0), cores.get(0)));
            default ->
                List.of(
                        new Place(SAME_CORE, cores.get(0), cores.get(0)),
                        new Place(TWO_CORES, cores.get(0), cores.get(1)));
        };
    }

    /** Whether who spins stands in the other's way. */
    boolean isShared() {
        return here == there;
    }

    /** How one thread waits here for the other. */
    Pause pause() {
        return Pause.where(isShared());
    }

    /** Ties the calling thread to the other's processor. */
    void pinThere() {
        Cores.pinSelf(there);
    }
}

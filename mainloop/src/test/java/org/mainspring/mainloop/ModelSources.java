package org.mainspring.mainloop;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.mainspring.mainloop.ModelWorld.Kind;

/** The sources that a {@link ModelScript} has made, as far as it must know them so as to do only what is legal. */
final class ModelSources {
    private static final int MOST_LIVING = 14;
    private static final int[] PRIORITIES = {
        Integer.MIN_VALUE, -1, -1, 0, 0, 0, 0, 0, 200, 200, 200, 300, Integer.MAX_VALUE
    };

    private static final class Made {
        final Kind kind;
        int parent = -1;

        Made(Kind kind) {
            this.kind = kind;
        }
    }

    private final ModelWorld world;
    private final List<Made> made = new ArrayList<>();

    ModelSources(ModelWorld world) {
        this.world = world;
    }

    /** Few different ones, so that many sources share theirs. */
    static int drawPriority(Random random) {
        return PRIORITIES[random.nextInt(PRIORITIES.length)];
    }

    /** Takes the next number, for one of a kind. */
    int add(Kind kind) {
        made.add(new Made(kind));
        return made.size() - 1;
    }

    int draw(Random random) {
        return random.nextInt(made.size());
    }

    boolean isEmpty() {
        return made.isEmpty();
    }

    /** Whether there are so many that there should be no more. */
    boolean areMany() {
        int living = 0;
        for (int source = 0; source < made.size(); source++) {
            living += world.isDestroyed(source) ? 0 : 1;
        }
        return living >= MOST_LIVING;
    }

    boolean isOwn(int source) {
        return made.get(source).kind.isOwn();
    }

    boolean isAttached(int source) {
        return world.id(source) != 0;
    }

    void setParent(int child, int parent) {
        made.get(child).parent = parent;
    }

    int parent(int source) {
        return made.get(source).parent;
    }

    /** One whose parent was destroyed before it was attached is free again; with another parent it would be destroyed. */
    boolean hasParent(int source) {
        int parent = made.get(source).parent;
        return parent >= 0 && (isAttached(parent) || !world.isDestroyed(parent));
    }

    boolean isAbove(int upper, int lower) {
        for (int source = lower; source >= 0; source = made.get(source).parent) {
            if (source == upper) {
                return true;
            }
        }
        return false;
    }
}

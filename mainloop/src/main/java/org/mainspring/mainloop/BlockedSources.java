package org.mainspring.mainloop;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The sources of a context that are being dispatched and are blocked by it, the outermost first.
 *
 * @threads owner
 */
final class BlockedSources {
    /*
     * The innermost is written down only when the batch is about to change. Until then it is the one that has left the
     * batch last: to write a reference at each dispatch would be a fence of the collector's for each (decision 23).
     */
    private final Batch batch;
    private @Nullable SourceNode[] kept = new SourceNode[4];
    private int keptCount;
    private boolean lastOfBatch; // whether there is one more, which is not kept

    BlockedSources(Batch batch) {
        this.batch = batch;
    }

    /** Who has left the batch last is about to be dispatched, and blocked. */
    void push() {
        lastOfBatch = true;
    }

    /** The innermost has returned. */
    void pop() {
        if (lastOfBatch) {
            lastOfBatch = false;
        } else {
            kept[--keptCount] = null;
        }
    }

    /** The batch is about to change: who is blocked must be known without it. */
    void keep() {
        if (lastOfBatch) {
            if (keptCount == kept.length) {
                kept = Arrays.copyOf(kept, keptCount * 2); // if there is no memory for it, nothing has changed
            }
            kept[keptCount++] = batch.last();
            lastOfBatch = false;
        }
    }

    /** How many there are. */
    int size() {
        return keptCount + (lastOfBatch ? 1 : 0);
    }

    /** One of them, from 0, which is the outermost. */
    SourceNode at(int index) {
        return index == keptCount ? batch.last() : requireNonNull(kept[index]);
    }

    /** The last that was pushed and has not returned; there must be one. */
    SourceNode innermost() {
        return at(size() - 1);
    }
}

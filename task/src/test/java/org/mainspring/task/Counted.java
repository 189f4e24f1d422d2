package org.mainspring.task;

/** Counts its users, and remembers that it was disposed of. */
class Counted extends AbstractRefCounted {
    int disposed;

    @Override
    protected void dispose() {
        disposed++;
    }
}

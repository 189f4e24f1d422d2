package org.mainspring.bench.peer;

import org.jctools.queues.varhandle.MpscUnboundedVarHandleArrayQueue;

/**
 * What a message to a thread that spins takes at least: a bare queue whose reader never sleeps, and no loop about it. It reads as a
 * loop has to whose batches are frozen: what was there when it looked, which takes the index that the writers write.
 *
 * @threads any
 */
final class BareQueue implements LoopPeer {
    private static final int CHUNK = 256;

    private final String name;
    private final MpscUnboundedVarHandleArrayQueue<Runnable> queue = new MpscUnboundedVarHandleArrayQueue<>(CHUNK);
    private final ThreadIdentity identity;
    private boolean isOver; // of the reader

    BareQueue(String name) {
        this.name = name;
        Thread reader = new Thread(this::readAll, name);
        reader.setDaemon(true);
        reader.start();
        identity = ThreadIdentity.of(this);
    }

    private void readAll() {
        while (!isOver) {
            if (queue.relaxedPeek() != null) { // without a pause: it would be longer than the way
                runBatch(queue.currentProducerIndex());
            }
        }
    }

    private void runBatch(long end) {
        while (queue.currentConsumerIndex() < end) {
            queue.poll().run();
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void execute(Runnable task) {
        queue.offer(task);
    }

    @Override
    public Object schedule(Runnable task, long delayNanos) {
        throw new UnsupportedOperationException(name + " has no timers");
    }

    @Override
    public void cancel(Object timer) {
        throw new UnsupportedOperationException(name + " has no timers");
    }

    @Override
    public ThreadIdentity identity() {
        return identity;
    }

    @Override
    public void close() {
        execute(() -> isOver = true);
        Joining.join(thread());
    }
}

package org.mainspring.mainloop.source;

/**
 * Looks for a source, without waiting, whether it is ready: asked again and again while a context spins before it sleeps.
 *
 * <p>A source that has one needs another way to become ready as well, such as a channel or a ready time that somebody
 * sets: the context asks only while it spins, and then it sleeps. It must be quick, since it delays whatever else ends
 * the wait. It may not iterate the context.
 *
 * @threads owner, with no lock held
 * @origin QEMU AioPollFn, the io_poll of an AioHandler
 */
@FunctionalInterface
public interface IOPoll {
    /**
     * Whether the source is ready. Then the wait ends, and the source is dispatched as if its check hook had said so.
     *
     * <p>What is thrown here is treated as if a prepare hook had thrown it.
     *
     * @param self the source
     * @return true if it is ready now
     * @throws Exception whatever it likes
     */
    boolean poll(SourceHandle self) throws Exception;
}

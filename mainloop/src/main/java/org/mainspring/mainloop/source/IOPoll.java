package org.mainspring.mainloop.source;

/**
 * Looks for a source, without waiting, whether it is ready: asked again and again while a context spins before it sleeps.
 *
 * <p>A source that has one needs another way to become ready as well, such as a channel or a ready time that somebody
 * sets: the context asks only while it spins, and then it sleeps. It must be quick, since it delays whatever else ends
 * the wait. It may not iterate the context.
 *
 * <p>A kind of source that implements this is asked for each of its sources, from when that is attached. For one source it
 * can be set, whatever its kind.
 *
 * <p>What makes the source ready may save itself the trouble to tell the context between {@link #pollBegin} and
 * {@link #pollEnd}. They are a pair for one stretch of polling, which may be many spins with dispatches between them: it ends when
 * the context is about to sleep, or does not wait since something else is ready, or leaves the wait to somebody else. After the end {@link #poll} is asked once more, so
 * that nothing is missed that came without a word before it.
 *
 * <p>What is thrown by one of the three is treated as if a prepare hook had thrown it.
 *
 * @threads owner, with no lock held
 * @origin QEMU AioPollFn, the io_poll of an AioHandler, with its io_poll_begin and io_poll_end
 */
@FunctionalInterface
public interface IOPoll {
    /**
     * Whether the source is ready. Then the wait ends, and the source is dispatched as if its check hook had said so.
     *
     * @param self the source
     * @return true if it is ready now
     * @throws Exception whatever it likes
     */
    boolean poll(SourceHandle self) throws Exception;

    /**
     * From now on {@link #poll} is asked in every iteration, so the context need not be told of anything. Does nothing
     * unless it is overridden.
     *
     * @param self the source
     * @throws Exception whatever it likes
     */
    default void pollBegin(SourceHandle self) throws Exception {}

    /**
     * From now on the context must be told again, as it may sleep. Does nothing unless it is overridden. It is not called for a
     * source that has been destroyed since it began; one that has had this taken from it, or another set, meanwhile, is
     * told before the next sleep, and not asked once more. Where a dispatch iterates the context, and its source may not
     * recurse, the source is not asked meanwhile, and told only after that dispatch.
     *
     * @param self the source
     * @throws Exception whatever it likes
     */
    default void pollEnd(SourceHandle self) throws Exception {}
}

package org.mainspring.mainloop.source;

/**
 * A kind of source that is asked before every poll whether it is ready.
 *
 * @threads owner
 * @origin GLib GSourceFuncs.prepare
 */
public interface PrepareHook extends SourceFuncs {
    /**
     * Whether the source is ready; if not, how long the poll may take at the most before it wants to be asked again.
     *
     * @param self the source
     * @param timeout takes that bound; says "any length" until told otherwise
     * @return true if it is ready now
     * @throws Exception whatever it likes
     */
    boolean prepare(SourceHandle self, PollTimeout timeout) throws Exception;
}

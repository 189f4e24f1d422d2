package org.mainspring.mainloop.source;

/**
 * A kind of source that is asked after every poll whether it is ready.
 *
 * @threads owner
 * @origin GLib GSourceFuncs.check
 */
public interface CheckHook extends SourceFuncs {
    /**
     * Whether the source is ready. It is so as well if one of its watches is, or its ready time has come.
     *
     * @param self the source
     * @return true if it is ready now
     * @throws Exception whatever it likes
     */
    boolean check(SourceHandle self) throws Exception;
}

package org.mainspring.mainloop.source;

import org.mainspring.mainloop.time.Clock;

/**
 * A kind of source that must know to which context a source of it goes.
 *
 * @threads the one that attaches the source
 */
public interface AttachHook extends SourceFuncs {
    /**
     * Called when the source is being attached, before the context knows it.
     *
     * @param self the source
     * @param contextClock the clock of its context
     */
    void attaching(SourceHandle self, Clock contextClock);
}

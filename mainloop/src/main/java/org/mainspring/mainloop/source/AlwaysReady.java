package org.mainspring.mainloop.source;

/**
 * A kind of source that is ready in every iteration. The loop asks it nothing.
 *
 * @threads owner
 * @origin GLib GSourceFuncs, with a prepare and a check that return TRUE
 */
public interface AlwaysReady extends SourceFuncs {}

/**
 * What applications import: {@code MainContext}, {@code MainLoop}, {@code Source} and {@code Sources}; and, hidden, the
 * engine behind them.
 *
 * <p>Imports every room below: time, queue, poll, source, kind.
 *
 * <p>Public methods say whether they are for any thread or for the owner; the engine is confined to whoever holds
 * the context.
 */
@NullMarked
package org.mainspring.mainloop;

import org.jspecify.annotations.NullMarked;

/**
 * The differential test: scenarios that run on the real GLib and on this library, and must give the same trace.
 *
 * <p>Imports the root, testing and what is below them; public API only.
 *
 * <p>Everything is confined to the test's thread, but for the actions that a scenario has done elsewhere.
 */
@NullMarked
package org.mainspring.mainloop.differential;

import org.jspecify.annotations.NullMarked;

/**
 * GLib's functions and constants under their C names, for code that moves over line by line: tables of one-liners.
 *
 * <p>Imports root and all below. Nobody inside imports it.
 *
 * <p>Each function is for the threads that GLib's is for; those of an iteration are for the context's owner.
 */
@NullMarked
package org.mainspring.mainloop.glib;

import org.jspecify.annotations.NullMarked;

package org.mainspring.mainloop.glib;

/**
 * GLib's main loop under its C names, for code that moves over line by line: {@code import static
 * org.mainspring.mainloop.glib.GLib.*;}.
 *
 * <p>The functions stand in the classes above this one, each for one noun; the inheritance is there for that one
 * import, and for nothing else. New code uses {@link org.mainspring.mainloop.MainContext},
 * {@link org.mainspring.mainloop.Source} and their like.
 *
 * <p>Arguments stand in C's order. Where C takes a context, null is that of the process. A {@code guint} is an
 * {@code int}, a {@code guint64} a {@code long}, both read as unsigned; an out argument is an array of one element, or
 * null.
 *
 * <p>What GLib calls critical does not throw: the call has no effect, returns 0, null or false as in C, and the context's
 * diagnostic handler is told, with a code and the name of the function. Where no context is at hand, it is that of the
 * process. What is undefined in C, such as the use of a context that is gone, throws what the core throws.
 *
 * <p>No references are counted: a ref returns its argument, an unref does nothing.
 *
 * @threads any, where a function does not say "owner"
 * @origin GLib, each function under its own name
 */
public final class GLib extends GProcesses {
    private GLib() {}
}

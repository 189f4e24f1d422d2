package org.mainspring.mainloop.kind;

/**
 * Where signals come in.
 *
 * @threads any
 */
interface SignalPort {
    /**
     * Has a signal handled from now on.
     *
     * @param name its name, without SIG
     * @param onSignal called for each signal, or once for several that came together, on any thread and on several at
     *     once
     * @return puts back what handled the signal before
     * @throws UnsupportedOperationException if this JVM lets nobody handle that signal
     */
    Runnable handle(String name, Runnable onSignal);
}

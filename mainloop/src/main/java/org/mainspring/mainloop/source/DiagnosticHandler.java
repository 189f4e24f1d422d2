package org.mainspring.mainloop.source;

/**
 * Told of what the library warns about. The default one logs it.
 *
 * @threads any; called with no lock held
 * @origin GLib g_log
 */
@FunctionalInterface
public interface DiagnosticHandler {
    /**
     * Something is wrong, and the loop goes on.
     *
     * @param code what, for programs; it never changes
     * @param message what, for people
     */
    void report(Diagnostic code, String message);
}

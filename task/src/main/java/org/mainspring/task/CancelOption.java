package org.mainspring.task;

/**
 * What {@link IOTask#cancel} does beside giving the operation up.
 *
 * @threads any
 */
public enum CancelOption {
    /** Interrupts the worker's thread, if the worker is running; the interruption does not outlive the worker. */
    INTERRUPT,

    /** Calls back all the same, with a {@link java.util.concurrent.CancellationException} as the error. */
    CALL_BACK
}

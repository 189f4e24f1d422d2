package org.mainspring.examples;

import java.io.IOException;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.source.DestroyNotify;
import org.mainspring.mainloop.source.Priority;
import org.mainspring.task.IOTask;

/**
 * An operation that needs no thread: a timeout looks once a second how far it is, and completes or aborts its task.
 *
 * @threads owner of the context
 * @origin the first example of QEMU's include/io/task.h
 */
final class PolledOperation {
    static final long INTERVAL_MILLIS = 1000;

    private final MainContext context;
    private final Narrator narrator;
    private final Ledger ledger;

    PolledOperation(MainContext context, Narrator narrator, Ledger ledger) {
        this.context = context;
        this.narrator = narrator;
        this.ledger = ledger;
    }

    /**
     * Begins to spin a drive up. The task holds the drive until the callback is over.
     *
     * @param <T> the type of the object that is handed to the callback
     * @param drive what is spun up
     * @param callback called with the speed reached, or with an error
     * @param data handed to the callback
     * @param notify told once, when the callback is over
     */
    <T> void spinUp(Drive drive, IOTask.DataCallback<Drive, Integer, T> callback, T data, DestroyNotify<T> notify) {
        // In C: qio_task_new
        IOTask<Drive, Integer> task = IOTask.of(drive, callback, data, notify);
        // In C: g_timeout_add_full. Should the timeout be destroyed early, its notify frees the task, which then never
        // calls back; freeing a task that is over does nothing.
        context.timeoutAddMillis(
                Priority.DEFAULT,
                INTERVAL_MILLIS,
                this::look,
                task,
                ledger.told(drive.name() + "'s timeout", IOTask<Drive, Integer>::free));
        narrator.say("%s: asked to spin up", drive.name());
    }

    private boolean look(IOTask<Drive, Integer> task) {
        ledger.callback("timeout");
        Drive drive = task.source(); // In C: qio_task_get_source
        try {
            boolean upToSpeed = drive.look();
            narrator.say("%s: at %d rpm", drive.name(), drive.speed());
            if (!upToSpeed) {
                return Source.CONTINUE; // In C: G_SOURCE_CONTINUE
            }
        } catch (IOException stuck) {
            task.abort(stuck); // In C: qio_task_abort of 2015; qio_task_set_error and qio_task_complete today
            return Source.REMOVE;
        }
        task.setResult(drive.speed()); // In C: qio_task_set_result_pointer
        task.complete(); // In C: qio_task_complete
        return Source.REMOVE;
    }
}

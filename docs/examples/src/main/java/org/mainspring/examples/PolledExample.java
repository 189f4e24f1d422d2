package org.mainspring.examples;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.time.Nanos;
import org.mainspring.task.IOTask;

/**
 * The first example: two drives spin up at once, and one of them fails.
 *
 * @threads confined to the thread of the loop
 */
final class PolledExample {
    private final MainContext context;
    private final Narrator narrator;
    private final Ledger ledger;
    private final Runnable whenDone;
    private final PolledOperation operation;

    private final List<Drive> drives = List.of(Drive.sound("sda"), Drive.worn("sdb"));
    private final Map<String, String> outcomes = new LinkedHashMap<>();

    /** The tasks that have called back, and whether each of them had its drive then. */
    private final Map<IOTask<Drive, Integer>, Boolean> tasks = new LinkedHashMap<>();

    private long startNanos;
    private long lastNanos;

    /** The example, and what is begun when it is over. */
    PolledExample(MainContext context, Narrator narrator, Ledger ledger, Runnable whenDone) {
        this.context = context;
        this.narrator = narrator;
        this.ledger = ledger;
        this.whenDone = whenDone;
        operation = new PolledOperation(context, narrator, ledger);
    }

    void start() {
        startNanos = context.clock().nanos();
        for (Drive drive : drives) {
            // The data of the callback is a counted reference, which its notify gives back: object_ref, object_unref.
            operation.spinUp(drive, this::spunUp, drive.ref(), ledger.told(drive.name() + "'s task", Drive::unref));
        }
    }

    private void spunUp(IOTask<Drive, Integer> task, Drive data) {
        ledger.callback("task");
        // In C: qio_task_propagate_error
        Throwable error = task.propagateError();
        String outcome = error == null ? "ready at " + task.result() + " rpm" : "failed: " + error.getMessage();
        narrator.say("%s: callback, %s; %d references to it", task.source().name(), outcome, data.references());
        outcomes.put(data.name(), outcome);
        tasks.put(task, task.source() == data);
        lastNanos = context.clock().nanos();
        if (outcomes.size() == drives.size()) {
            // Not at once: the notifies of this task come when the callback has returned.
            context.idleAdd(() -> {
                whenDone.run();
                return Source.REMOVE;
            });
        }
    }

    /** Checks what must hold. */
    void check(Checks checks) {
        checks.equal("sda", "ready at 7200 rpm", outcomes.get("sda"));
        checks.equal("sdb", "failed: spindle of sdb is stuck at 2400 rpm", outcomes.get("sdb"));
        checks.that(
                "three looks took three seconds at least",
                lastNanos - startNanos >= 3 * PolledOperation.INTERVAL_MILLIS * Nanos.PER_MILLI);
        checks.that("each task held its drive until its callback", !tasks.containsValue(false));
        checks.that("and let go of it then", tasks.keySet().stream().allMatch(PolledExample::isOver));
        for (Drive drive : drives) {
            checks.equal("references to " + drive.name() + " that are left", 1, drive.references());
        }
    }

    private static boolean isOver(IOTask<Drive, Integer> task) {
        try {
            return task.source() == null;
        } catch (IllegalStateException over) {
            return true; // in C: a use after free
        }
    }
}

package org.mainspring.mainloop;

/** Runs what was to be invoked right here. Depth and current source stay what they are. */
final class DirectCall {
    private DirectCall() {}

    /** Calls a source's callback until it wants no more; what it throws is reported as the source's. */
    static void run(LoopContext context, SourceNode source) {
        CallbackRecord callback = source.callback();
        if (callback == null) {
            return;
        }
        boolean again = true;
        while (again) {
            try {
                again = callback.call();
            } catch (Throwable thrown) {
                again = false;
                Error error = context.reports.report(source, thrown);
                if (error != null) {
                    source.destroy(); // the notify is owed all the same
                    throw error;
                }
            }
        }
    }
}

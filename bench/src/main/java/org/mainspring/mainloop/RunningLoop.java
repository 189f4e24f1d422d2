package org.mainspring.mainloop;

/** A context that a thread of its own runs, for benchmarks of what other threads do to it. */
final class RunningLoop {
    final MainContext context = new MainContext();
    private final MainLoop loop = new MainLoop(context);
    private final Thread thread = new Thread(loop::run, "loop");

    RunningLoop() {
        thread.setDaemon(true);
        thread.start();
    }

    /** Ends the loop, behind everything that was posted to it, and the context. */
    void end() throws InterruptedException {
        context.idleAdd(() -> {
            loop.quit();
            return Source.REMOVE;
        });
        thread.join();
        context.close();
    }
}

package org.mainspring.bench.peer;

/** Waits for threads, whoever interrupts. */
final class Joining {
    private Joining() {}

    /** Waits for the end of a thread; interruption does not end the wait, and is kept. */
    static void join(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException early) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}

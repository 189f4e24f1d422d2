package org.mainspring.bench.run;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ends what a process has started if it takes too long, unless that ends before. */
final class Watch {
    private static final double MILLIS = 1_000;

    private final CountDownLatch over = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean late;

    private Watch(ProcessHandle process, double limitSeconds) {
        thread = new Thread(() -> watch(process, (long) (limitSeconds * MILLIS)), "limit of time");
        thread.setDaemon(true);
    }

    /** From now on, for so long. */
    static Watch over(ProcessHandle process, double limitSeconds) {
        Watch watch = new Watch(process, limitSeconds);
        watch.thread.start();
        return watch;
    }

    /** Whether it has taken too long. */
    boolean isLate() {
        return late;
    }

    private void watch(ProcessHandle process, long limitMillis) {
        try {
            if (over.await(limitMillis, TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException nobodyDoes) {
            return;
        }
        late = true;
        Children.end(process);
        if (process.pid() != ProcessHandle.current().pid()) {
            process.destroyForcibly();
        }
    }

    /** Looks no more. */
    void end() {
        over.countDown();
    }
}

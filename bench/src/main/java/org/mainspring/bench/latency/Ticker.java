package org.mainspring.bench.latency;

import org.HdrHistogram.SingleWriterRecorder;

/**
 * A timeout that sets itself again until its time is over, and records how late it was each time.
 *
 * <p>A closed load by design: the next is set when the last has fired, and its lateness counts from its own due time. What a
 * stall holds up is one figure, not all the ticks of a timetable.
 *
 * @threads confined to the loop
 */
final class Ticker implements Runnable {
    /** What sets a timeout on the loop. */
    @FunctionalInterface
    interface Setter {
        /** Runs a task after a delay; whatever it returns is left alone. */
        Object schedule(Runnable task, long delayNanos);
    }

    private final Setter setter;
    private final long intervalNanos;
    private final long endNanos;
    private final SingleWriterRecorder recorder;
    private final Runnable over;
    private long dueNanos;

    Ticker(Setter setter, long intervalNanos, long endNanos, SingleWriterRecorder recorder, Runnable over) {
        this.setter = setter;
        this.intervalNanos = intervalNanos;
        this.endNanos = endNanos;
        this.recorder = recorder;
        this.over = over;
    }

    /** Sets the timeout. */
    void set() {
        dueNanos = Waiting.now() + intervalNanos;
        setter.schedule(this, intervalNanos);
    }

    @Override
    public void run() {
        long nowNanos = Waiting.now();
        Histograms.record(recorder, nowNanos - dueNanos);
        if (nowNanos < endNanos) {
            set();
        } else {
            over.run();
        }
    }
}

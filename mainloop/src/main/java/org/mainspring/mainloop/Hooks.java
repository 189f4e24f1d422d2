package org.mainspring.mainloop;

import org.mainspring.mainloop.source.CheckHook;
import org.mainspring.mainloop.source.IOPoll;
import org.mainspring.mainloop.source.PollTimeout;
import org.mainspring.mainloop.source.PrepareHook;

/**
 * Calls the prepare and check hooks of sources, and what looks for them while their context spins. A source does not end while
 * a hook of it runs; one whose hook throws is not ready, and is destroyed.
 *
 * @threads owner
 */
final class Hooks {
    private final Lifecycle lifecycle;
    private final PollTimeout lentTimeout = new PollTimeout();
    private int running;

    Hooks(Lifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    boolean areRunning() {
        return running > 0;
    }

    /** Asks a source that has a prepare hook. */
    boolean prepare(SourceNode source) {
        PrepareHook hook = (PrepareHook) source.funcs;
        lentTimeout.reset();
        begin(source);
        try {
            return hook.prepare(source, lentTimeout);
        } catch (Throwable thrown) {
            failed(source, thrown);
            return false;
        } finally {
            end(source);
        }
    }

    /** For how long the hook that was last asked in prepare wants to be left alone. */
    long timeoutNanos() {
        return lentTimeout.nanos();
    }

    /** Asks a source that has a check hook. */
    boolean check(SourceNode source) {
        CheckHook hook = (CheckHook) source.funcs;
        begin(source);
        try {
            return hook.check(source);
        } catch (Throwable thrown) {
            failed(source, thrown);
            return false;
        } finally {
            end(source);
        }
    }

    /** Lets look what looks for a source. */
    boolean look(SourceNode source, IOPoll poll) {
        begin(source);
        try {
            return poll.poll(source);
        } catch (Throwable thrown) {
            failed(source, thrown);
            return false;
        } finally {
            end(source);
        }
    }

    /** Tells what looks for a source that it is asked from now on. */
    void pollBegin(SourceNode source, IOPoll poll) {
        begin(source);
        try {
            poll.pollBegin(source);
        } catch (Throwable thrown) {
            failed(source, thrown);
        } finally {
            end(source);
        }
    }

    /** Tells it that this is over. */
    void pollEnd(SourceNode source, IOPoll poll) {
        begin(source);
        try {
            poll.pollEnd(source);
        } catch (Throwable thrown) {
            failed(source, thrown);
        } finally {
            end(source);
        }
    }

    private void begin(SourceNode source) {
        running++;
        source.hold(SourceNode.CALL);
    }

    private void end(SourceNode source) {
        source.release(SourceNode.CALL);
        try {
            if (source.isDestroyed()) {
                lifecycle.end(source); // its hooks must not iterate within our walk either
            }
        } finally {
            running--;
        }
    }

    private void failed(SourceNode source, Throwable thrown) {
        try {
            lifecycle.destroy(source);
        } finally {
            Endings.rethrow(lifecycle.reports.report(source, thrown));
        }
    }
}

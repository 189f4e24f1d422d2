package org.mainspring.mainloop;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.CheckHook;
import org.mainspring.mainloop.source.FinalizeHook;
import org.mainspring.mainloop.source.PollTimeout;
import org.mainspring.mainloop.source.PrepareHook;
import org.mainspring.mainloop.source.SourceHandle;

/**
 * A kind whose one source is never ready by itself: it answers as the test has told it, does what the test has told it
 * to do, and counts how often it was asked.
 */
final class Probe implements PrepareHook, CheckHook, FinalizeHook {
    final Source source;
    private final String name;
    private final List<String> asked;
    private final List<String> ran;

    boolean preparesReady;
    boolean checksReady;
    boolean keeps = true;
    long timeoutNanos = -1;
    int prepares;
    int checks;
    int dispatches;
    boolean isFinalized;
    final List<Long> lentTimeouts = new ArrayList<>();
    private Runnable duringPrepare = () -> {};
    private Runnable duringCheck = () -> {};
    private Runnable duringDispatch = () -> {};

    /**
     * Makes a probe and its source.
     *
     * @param asked takes {@code prepare a} and {@code check a}
     * @param ran takes {@code a}
     */
    Probe(String name, List<String> asked, List<String> ran) {
        this.name = name;
        this.asked = asked;
        this.ran = ran;
        source = new Source(this);
        source.setName(name);
    }

    Probe duringPrepare(Runnable action) {
        duringPrepare = action;
        return this;
    }

    Probe duringCheck(Runnable action) {
        duringCheck = action;
        return this;
    }

    Probe duringDispatch(Runnable action) {
        duringDispatch = action;
        return this;
    }

    Probe preparesReady() {
        preparesReady = true;
        return this;
    }

    Probe checksReady() {
        checksReady = true;
        return this;
    }

    Probe once() {
        keeps = false;
        return this;
    }

    @Override
    public boolean prepare(SourceHandle self, PollTimeout timeout) {
        prepares++;
        asked.add("prepare " + name);
        lentTimeouts.add(timeout.nanos());
        if (timeoutNanos != -1) {
            timeout.atMostNanos(timeoutNanos);
        }
        duringPrepare.run();
        return preparesReady;
    }

    @Override
    public boolean check(SourceHandle self) {
        checks++;
        asked.add("check " + name);
        duringCheck.run();
        return checksReady;
    }

    @Override
    public boolean dispatch(SourceHandle self, @Nullable Callback callback) throws Exception {
        dispatches++;
        ran.add(name);
        duringDispatch.run();
        return callback == null ? keeps : callback.call();
    }

    @Override
    public void finalizeSource(SourceHandle self) {
        isFinalized = true;
    }
}

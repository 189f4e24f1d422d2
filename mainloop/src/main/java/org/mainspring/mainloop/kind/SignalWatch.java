package org.mainspring.mainloop.kind;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.Diagnostic;
import org.mainspring.mainloop.source.FinalizeHook;
import org.mainspring.mainloop.source.SourceHandle;

/**
 * A wait for a signal of the process: ready once it has come since the callback was last called.
 *
 * <p>The first source for a signal takes it from whoever handled it before, when {@link #listenFrom} is called; the last
 * one gives it back when it is finalized.
 *
 * @threads owner; the signal comes on a thread of the JVM's
 * @origin GLib g_unix_signal_source_new
 */
public final class SignalWatch implements FinalizeHook {
    /** What the names of signal sources begin with; the name of the signal follows. */
    public static final String NAME_PREFIX = "GUnixSignalSource: SIG";

    private final SignalLine line;

    /**
     * A kind for one source, which {@link #listenFrom} makes ready for use.
     *
     * @param signal HUP, INT, TERM, USR1, USR2 or WINCH
     * @throws IllegalArgumentException if it is none of these
     */
    public SignalWatch(String signal) {
        this(checked(signal));
    }

    SignalWatch(SignalLine line) {
        this.line = line;
    }

    private static SignalLine checked(String signal) {
        SignalLine line = SignalLine.ofProcess(requireNonNull(signal, "signal"));
        if (line == null) {
            throw new IllegalArgumentException("signal is none of " + SignalLine.namesOfProcess() + ": " + signal);
        }
        return line;
    }

    /**
     * Lets signals make the source ready, from now until it is finalized.
     *
     * @param self the source
     * @throws UnsupportedOperationException if this JVM lets nobody handle that signal
     */
    public void listenFrom(SourceHandle self) {
        line.add(self);
    }

    @Override
    public String initialName() {
        return NAME_PREFIX + line.name();
    }

    /** A signal that comes from now on makes the source ready again, whatever its callback does. */
    @Override
    public boolean dispatch(SourceHandle self, @Nullable Callback callback) throws Exception {
        self.clearReadyTime();
        if (callback == null) {
            self.report(Diagnostic.NO_CALLBACK, "signal source dispatched without callback: call setCallback()");
            return false;
        }
        return callback.call();
    }

    @Override
    public void finalizeSource(SourceHandle self) {
        line.remove(self);
    }
}

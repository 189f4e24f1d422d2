package org.mainspring.mainloop.kind;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.ChildFunc;
import org.mainspring.mainloop.source.Diagnostic;
import org.mainspring.mainloop.source.FinalizeHook;
import org.mainspring.mainloop.source.SourceHandle;

/**
 * A wait for the end of a process: ready once, when it has ended.
 *
 * <p>The exit value is read just before the callback. Java tells it for a {@link Process} only, which is a child that
 * this JVM has started; for any other process it is {@link #UNKNOWN}, with a diagnostic.
 *
 * @threads owner; the end of the process comes on a thread of the JVM's
 * @origin GLib g_child_watch_source_new
 */
public final class ChildWatch implements FinalizeHook {
    /** The name that child watches are born with. */
    public static final String NAME = "GChildWatchSource";

    /** The exit value of a process of which Java tells none. */
    public static final int UNKNOWN = -1;

    private static final int EXIT_CODE_MASK = 0xff;
    private static final int EXIT_CODE_SHIFT = 8;

    private final ProcessHandle handle;
    private final @Nullable Process process;
    private final CompletableFuture<?> end;

    private volatile @Nullable SourceHandle source; // null again at its end, since the future of the end lives longer

    /**
     * A kind for one source, which {@link #watchFrom} makes ready for use.
     *
     * @param process a child that this JVM has started
     * @throws UnsupportedOperationException if it is no process of the system's
     */
    public ChildWatch(Process process) {
        this.process = requireNonNull(process, "process");
        handle = process.toHandle();
        end = process.onExit();
    }

    /**
     * A kind for one source, which {@link #watchFrom} makes ready for use.
     *
     * @param process any process but this one
     * @throws IllegalArgumentException if it is this one, which nobody here could see end
     */
    public ChildWatch(ProcessHandle process) {
        handle = requireNonNull(process, "process");
        this.process = null;
        if (process.equals(ProcessHandle.current())) {
            throw new IllegalArgumentException("process is this one: " + process.pid());
        }
        end = process.onExit();
    }

    /**
     * What C's {@code waitpid} would have said for an exit value: that the process ended by itself, with that code. A
     * process that a signal has killed looks as a shell tells it, by an exit code of 128 and the signal's number, since
     * Java tells no difference.
     *
     * @param exitValue an exit value of {@link Process#exitValue}
     * @return the wait status; {@link #UNKNOWN} for that
     * @origin POSIX waitpid
     */
    public static int waitStatus(int exitValue) {
        return exitValue == UNKNOWN ? UNKNOWN : (exitValue & EXIT_CODE_MASK) << EXIT_CODE_SHIFT;
    }

    /**
     * Lets the end of the process make the source ready.
     *
     * @param self the source
     */
    public void watchFrom(SourceHandle self) {
        source = self;
        var unused = end.whenComplete((result, failure) -> tellSource());
    }

    private void tellSource() {
        SourceHandle waiting = source;
        if (waiting != null) {
            waiting.setReadyTimeNanos(Long.MIN_VALUE);
        }
    }

    @Override
    public String initialName() {
        return NAME;
    }

    @Override
    @SuppressWarnings("NullAway") // whoever set the callback has tied function and data
    public boolean dispatch(SourceHandle self, @Nullable Callback callback) throws Exception {
        self.clearReadyTime();
        if (!end.isDone()) {
            return true; // a false alarm: somebody else has set the ready time
        }
        if (callback == null) {
            self.report(Diagnostic.NO_CALLBACK, "child watch dispatched without callback: call setFunction()");
            return false;
        }
        @SuppressWarnings("unchecked")
        ChildFunc<@Nullable Object> function = (ChildFunc<@Nullable Object>) callback.function();
        function.ended(handle, exitValue(self), callback.data());
        return false;
    }

    private int exitValue(SourceHandle self) {
        if (process == null) {
            self.report(
                    Diagnostic.NO_EXIT_VALUE, "no exit value of a process that is only known by its pid: " + handle);
            return UNKNOWN;
        }
        return process.exitValue();
    }

    @Override
    public Class<?> callbackType() {
        return ChildFunc.class;
    }

    @Override
    public void finalizeSource(SourceHandle self) {
        source = null;
    }
}

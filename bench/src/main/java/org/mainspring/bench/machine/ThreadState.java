package org.mainspring.bench.machine;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Whether a thread sleeps, by what the kernel says: no word of the thread's own is taken for it. It is asked with one system
 * call, pread64, which is not counted; between two questions comes a sched_yield, which is not counted either, or no call.
 *
 * @threads confined
 */
public final class ThreadState implements Closeable {
    private static final int SIZE = 512;

    /** A thread that only passes through a lock or a safepoint does not sleep so many readings long. */
    private static final int STABLE_READINGS = 3;

    private final FileChannel stat;
    private final ByteBuffer text = ByteBuffer.allocateDirect(SIZE);
    private final byte[] bytes = new byte[SIZE];

    /**
     * Of a thread of this process.
     *
     * @param linuxId what Linux calls it
     */
    public ThreadState(long linuxId) {
        try {
            stat = FileChannel.open(Path.of("/proc/self/task/" + linuxId + "/stat"));
        } catch (IOException noProc) {
            throw new UncheckedIOException(noProc);
        }
    }

    /** Waits until it sleeps, and lets it have this processor meanwhile. */
    public void awaitAsleep() {
        awaitAsleep(Pause.YIELD);
    }

    /**
     * Waits until it sleeps in several readings after each other. Who finds it asleep goes on at once: a yield would cost a time
     * slice if a third thread has work on this processor.
     *
     * @param pause what is done between readings as long as it does not
     */
    public void awaitAsleep(Pause pause) {
        for (int readings = 0; readings < STABLE_READINGS; ) {
            if (isAsleep()) {
                readings++;
            } else {
                readings = 0;
                pause.once();
            }
        }
    }

    private boolean isAsleep() {
        try {
            text.clear();
            int length = stat.read(text, 0);
            text.flip().get(bytes, 0, length);
            return isAsleep(new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** The state stands behind the name, which is in parentheses and may have some itself. */
    static boolean isAsleep(String stat) {
        return stat.startsWith("S", stat.lastIndexOf(')') + 2);
    }

    @Override
    public void close() throws IOException {
        stat.close();
    }
}

package org.mainspring.bench.latency;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** What the kernel says of a thread: whether it sleeps. No word of the thread's own is taken for it. */
public final class KernelState implements AutoCloseable {
    private static final int STAT_SIZE = 512;

    /** A loop that only passes through a lock or a safepoint does not sleep so many readings long. */
    private static final int STABLE_READINGS = 3;

    private final FileChannel stat;
    private final ByteBuffer buffer = ByteBuffer.allocate(STAT_SIZE);

    private KernelState(FileChannel stat) {
        this.stat = stat;
    }

    /**
     * Looks at a thread of this process.
     *
     * @param linuxId the kernel's number of it
     * @return to be closed
     * @throws IOException where the kernel does not tell
     */
    public static KernelState of(long linuxId) throws IOException {
        return new KernelState(
                FileChannel.open(Path.of("/proc/self/task/" + linuxId + "/stat"), StandardOpenOption.READ));
    }

    /**
     * Waits until the thread sleeps in several readings after each other.
     *
     * @param nap whether to sleep between readings as long as it does not: it may need this processor
     */
    public void awaitAsleep(boolean nap) {
        for (int readings = 0; readings < STABLE_READINGS; ) {
            if (isAsleep()) {
                readings++;
            } else {
                readings = 0;
                pause(nap);
            }
        }
    }

    private static void pause(boolean nap) {
        if (nap) {
            Waiting.nap();
        } else {
            Thread.onSpinWait();
        }
    }

    private boolean isAsleep() {
        try {
            buffer.clear();
            stat.read(buffer, 0);
            return state(new String(buffer.array(), 0, buffer.position(), StandardCharsets.ISO_8859_1)) == 'S';
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** The state in such a line. It follows the thread's name, which is in parentheses and may have some itself. */
    static char state(String stat) {
        int end = stat.lastIndexOf(')');
        return end < 0 || end + 2 >= stat.length() ? '?' : stat.charAt(end + 2);
    }

    @Override
    public void close() throws IOException {
        stat.close();
    }
}

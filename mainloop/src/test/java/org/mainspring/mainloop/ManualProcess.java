package org.mainspring.mainloop;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;

/** A process that ends when a test says so. */
final class ManualProcess extends Process {
    private final CompletableFuture<Process> end = new CompletableFuture<>();
    private int exitValue;
    int timesAsked;

    void end(int value) {
        exitValue = value;
        end.complete(this);
    }

    @Override
    public CompletableFuture<Process> onExit() {
        return end.copy();
    }

    @Override
    public int exitValue() {
        timesAsked++;
        if (!end.isDone()) {
            throw new IllegalThreadStateException("runs");
        }
        return exitValue;
    }

    /** Any handle will do. */
    @Override
    public ProcessHandle toHandle() {
        return ProcessHandle.current();
    }

    @Override
    public int waitFor() {
        end.join();
        return exitValue();
    }

    @Override
    public OutputStream getOutputStream() {
        return new ByteArrayOutputStream();
    }

    @Override
    public InputStream getInputStream() {
        return new ByteArrayInputStream(new byte[0]);
    }

    @Override
    public InputStream getErrorStream() {
        return getInputStream();
    }

    @Override
    public void destroy() {
        end(143);
    }
}

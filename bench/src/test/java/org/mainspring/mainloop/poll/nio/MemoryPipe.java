package org.mainspring.mainloop.poll.nio;

import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.spi.SelectorProvider;
import java.util.concurrent.atomic.AtomicInteger;

/** A pipe whose bytes are counted, and are all 0. Neither end ever waits. */
final class MemoryPipe extends Pipe {
    private static final int ROOM = 65_536;

    private final AtomicInteger bytes = new AtomicInteger();
    private final SourceChannel source;
    private final SinkChannel sink;

    MemoryPipe(SelectorProvider provider) {
        source = new Source(provider);
        sink = new Sink(provider);
    }

    /** How many can be read from the end that is read from, if it is that. */
    static int readable(Object channel) {
        return channel instanceof Source end ? end.readable() : 0;
    }

    @Override
    public SourceChannel source() {
        return source;
    }

    @Override
    public SinkChannel sink() {
        return sink;
    }

    /** The end that is read from. */
    private final class Source extends SourceChannel {
        Source(SelectorProvider provider) {
            super(provider);
        }

        int readable() {
            return bytes.get();
        }

        @Override
        public int read(ByteBuffer target) {
            int count = Math.min(target.remaining(), bytes.get()); // nobody else takes any away
            bytes.addAndGet(-count);
            target.position(target.position() + count);
            return count;
        }

        @Override
        public long read(ByteBuffer[] targets, int offset, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long read(ByteBuffer[] targets) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected void implCloseSelectableChannel() {}

        @Override
        protected void implConfigureBlocking(boolean block) {}
    }

    /** The end that is written to. */
    private final class Sink extends SinkChannel {
        Sink(SelectorProvider provider) {
            super(provider);
        }

        @Override
        public int write(ByteBuffer source) {
            int count = Math.min(source.remaining(), ROOM - bytes.get()); // one writes at a time
            bytes.addAndGet(count);
            source.position(source.position() + count);
            return count;
        }

        @Override
        public long write(ByteBuffer[] sources, int offset, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long write(ByteBuffer[] sources) {
            throw new UnsupportedOperationException();
        }

        @Override
        protected void implCloseSelectableChannel() {}

        @Override
        protected void implConfigureBlocking(boolean block) {}
    }
}

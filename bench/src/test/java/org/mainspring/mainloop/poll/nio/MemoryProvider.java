package org.mainspring.mainloop.poll.nio;

import java.net.ProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;

/**
 * Makes pipes and selectors of memory: a race needs thousands of them, of which each would take descriptors of the system,
 * and no system call shall stand between the two who race.
 */
public final class MemoryProvider extends SelectorProvider {
    private static final String PROPERTY = "java.nio.channels.spi.SelectorProvider";

    /** For the JVM, which finds it by its name. */
    public MemoryProvider() {}

    /** Makes it the one of this JVM, which must have asked for none yet. */
    static void install() {
        System.setProperty(PROPERTY, MemoryProvider.class.getName());
        if (!(SelectorProvider.provider() instanceof MemoryProvider)) {
            throw new IllegalStateException("this JVM has another already: " + SelectorProvider.provider());
        }
    }

    @Override
    public Pipe openPipe() {
        return new MemoryPipe(this);
    }

    @Override
    public AbstractSelector openSelector() {
        return new MemorySelector(this, 0);
    }

    @Override
    public DatagramChannel openDatagramChannel() {
        throw new UnsupportedOperationException();
    }

    @Override
    public DatagramChannel openDatagramChannel(ProtocolFamily family) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ServerSocketChannel openServerSocketChannel() {
        throw new UnsupportedOperationException();
    }

    @Override
    public SocketChannel openSocketChannel() {
        throw new UnsupportedOperationException();
    }
}

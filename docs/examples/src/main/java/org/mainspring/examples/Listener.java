package org.mainspring.examples;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.source.DestroyNotify;
import org.mainspring.task.IOTask;

/**
 * Opens a listening socket without keeping the loop waiting: names are looked up, and sockets bound, by a worker thread.
 *
 * @threads any
 * @origin QEMU qio_channel_socket_listen_async
 */
final class Listener {
    private final String name;
    private final Narrator narrator;
    private volatile @Nullable Thread worker;

    Listener(String name, Narrator narrator) {
        this.name = name;
        this.narrator = narrator;
    }

    /**
     * Begins to listen, and returns at once.
     *
     * @param <T> the type of the object that is handed to the callback
     * @param endpoint where to listen; asked by the worker
     * @param callback called on the context's owner, with a socket in non-blocking mode or an error
     * @param data handed to the callback
     * @param notify told once, when the callback is over
     * @param context where the callback runs
     */
    <T> void listenAsync(
            Endpoint endpoint,
            IOTask.DataCallback<Listener, ServerSocketChannel, T> callback,
            T data,
            DestroyNotify<T> notify,
            MainContext context) {
        // In C: qio_task_new, which takes a reference of its own to the listener
        IOTask<Listener, ServerSocketChannel> task = IOTask.of(this, callback, data, notify);
        narrator.say("%s: a worker is asked to listen", name);
        // In C: qio_task_run_in_thread; what the worker throws is the error of the task, as of qio_task_set_error
        task.runInThread(self -> self.setResult(open(endpoint)), context);
    }

    private ServerSocketChannel open(Endpoint endpoint) throws IOException {
        worker = Thread.currentThread();
        SocketAddress address = endpoint.resolve();
        narrator.say("%s: to be bound to %s", name, address);
        ServerSocketChannel channel = address instanceof UnixDomainSocketAddress
                ? ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                : ServerSocketChannel.open();
        try {
            channel.bind(address);
            channel.configureBlocking(false);
            return channel;
        } catch (IOException refused) {
            channel.close();
            throw refused;
        }
    }

    /** The thread that opened the socket, or tried to; null if that has not begun. */
    @Nullable
    Thread worker() {
        return worker;
    }

    /** A place to listen at, which may take its time to be found. */
    interface Endpoint {
        /** The address; may wait for a name service. */
        SocketAddress resolve() throws IOException;
    }
}

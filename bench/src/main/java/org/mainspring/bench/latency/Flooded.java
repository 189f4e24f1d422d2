package org.mainspring.bench.latency;

import static org.mainspring.bench.peer.Peers.MAINSPRING;
import static org.mainspring.bench.peer.Peers.NETTY_EPOLL;
import static org.mainspring.bench.peer.Peers.NETTY_NIO;
import static org.mainspring.bench.peer.Peers.STPE;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.mainspring.bench.channel.ChannelLoop;
import org.mainspring.bench.channel.ChannelLoops;
import org.mainspring.bench.peer.LoopPeer;
import org.mainspring.bench.peer.MainspringLoop;
import org.mainspring.bench.peer.Peers;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.Sources;
import org.mainspring.mainloop.source.Priority;

/**
 * A loop in a flood: how its peer takes the flood, and how it takes what is urgent.
 *
 * <p>Ours is there twice. The first takes the flood as idles, which is what idle priority is for; the second as the others
 * do, by its executor, at the priority that the channel has too. The urgent timer is of high priority with both. The others
 * know no priorities.
 *
 * @param loop the loop
 * @param channels the same loop with its channels, if the peer has some
 * @param flood takes a task of the flood
 * @param timer sets the urgent timer
 */
record Flooded(LoopPeer loop, Optional<ChannelLoop> channels, Executor flood, Ticker.Setter timer) {
    /** Ours, in a flood by its executor. */
    static final String MAINSPRING_EXECUTOR = "mainspring-executor";

    /** The peers that can be flooded and have channels. */
    static List<String> withChannels() {
        return List.of(MAINSPRING, MAINSPRING_EXECUTOR, NETTY_NIO, NETTY_EPOLL);
    }

    /** The peers that can be flooded. */
    static List<String> all() {
        return List.of(MAINSPRING, MAINSPRING_EXECUTOR, NETTY_NIO, NETTY_EPOLL, STPE);
    }

    /** Opens one. */
    static Flooded open(String peer) {
        return switch (peer) {
            case MAINSPRING, MAINSPRING_EXECUTOR -> ours(ChannelLoops.open(MAINSPRING), peer.equals(MAINSPRING));
            case NETTY_NIO, NETTY_EPOLL -> plain(ChannelLoops.open(peer));
            default -> plain(Peers.open(peer), Optional.empty());
        };
    }

    private static Flooded plain(ChannelLoop channels) {
        return plain(channels.loop(), Optional.of(channels));
    }

    private static Flooded plain(LoopPeer loop, Optional<ChannelLoop> channels) {
        return new Flooded(loop, channels, loop, loop::schedule);
    }

    private static Flooded ours(ChannelLoop channels, boolean asIdles) {
        MainContext context = ((MainspringLoop) channels.loop()).context();
        Executor flood = asIdles ? context::idleAddOnce : channels.loop();
        return new Flooded(
                channels.loop(), Optional.of(channels), flood, (task, delayNanos) -> urgent(context, task, delayNanos));
    }

    private static Source urgent(MainContext context, Runnable task, long delayNanos) {
        Source timeout = Sources.timeoutNanos(delayNanos);
        timeout.setPriority(Priority.HIGH);
        timeout.setCallback(() -> {
            task.run();
            return Source.REMOVE;
        });
        timeout.attach(context);
        return timeout;
    }

    /** Ends the loop. */
    void close() {
        if (channels.isPresent()) {
            channels.get().close();
        } else {
            loop.close();
        }
    }
}

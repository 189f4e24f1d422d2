package org.mainspring.bench.peer;

import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.nio.NioIoHandler;
import java.util.List;
import java.util.function.IntConsumer;

/** The peers by name. A peer that this JDK or system does not have is known all the same, and says why. */
public final class Peers {
    /** Ours. */
    public static final String MAINSPRING = "mainspring";

    /** Ours, with an idle source for each task. */
    public static final String MAINSPRING_IDLE = "mainspring-idle";

    /** Ours, that spins before it sleeps, for {@link #SPIN_NANOS} at most. */
    public static final String MAINSPRING_SPIN = "mainspring-spin";

    /**
     * How long that one spins at most. Waits that are longer make it stop spinning, so what is to meet it awake comes more
     * often than 5 000 times a second.
     */
    public static final long SPIN_NANOS = 200_000;

    /** Ours, with sources that stay attached, and of which the ready time is set. Timers only. */
    public static final String MAINSPRING_READY_TIME = "mainspring-ready-time";

    /** No loop, but a queue that is read by a thread that never sleeps: what a message takes at least. It has no timers. */
    public static final String BARE_QUEUE = "bare-queue";

    /** Netty's loop on the selector of the JDK. */
    public static final String NETTY_NIO = "netty-nio";

    /** Netty's loop on epoll, which its native library calls. */
    public static final String NETTY_EPOLL = "netty-epoll";

    /** The JDK's {@code ScheduledThreadPoolExecutor} with one thread. */
    public static final String STPE = "stpe";

    /** The JDK's {@code ForkJoinPool} with one worker; it schedules since 25. */
    public static final String FJP = "fjp";

    /** Agrona's timer wheel. Timers only. */
    public static final String AGRONA_WHEEL = "agrona-wheel";

    /** Netty's timer wheel. Timers only. */
    public static final String NETTY_WHEEL = "netty-wheel";

    private Peers() {}

    /**
     * Whether what comes finds {@link #MAINSPRING_SPIN} still awake: after a wait that is longer than its limit it has given up.
     *
     * @param periodNanos from one to the next
     * @return whether it spins until the next is there
     */
    public static boolean isMetAwake(long periodNanos) {
        return periodNanos < SPIN_NANOS;
    }

    /**
     * The names of the peers that are loops.
     *
     * @return ours first
     */
    public static List<String> loops() {
        return List.of(MAINSPRING, MAINSPRING_IDLE, MAINSPRING_SPIN, NETTY_NIO, NETTY_EPOLL, STPE, FJP);
    }

    /**
     * The names of the loops that sleep as soon as they have nothing to do.
     *
     * @return ours first
     */
    public static List<String> sleepingLoops() {
        return loops().stream().filter(name -> !name.equals(MAINSPRING_SPIN)).toList();
    }

    /**
     * The names of the loops that can be driven by their user.
     *
     * @return ours first
     */
    public static List<String> driven() {
        return List.of(MAINSPRING, MAINSPRING_IDLE, NETTY_NIO, NETTY_EPOLL);
    }

    /**
     * The names of the peers that keep timers. Netty's loops do so in one way, whatever they poll with.
     *
     * @return ours first
     */
    public static List<String> timers() {
        return List.of(MAINSPRING, MAINSPRING_READY_TIME, NETTY_NIO, STPE, FJP, AGRONA_WHEEL, NETTY_WHEEL);
    }

    /**
     * Whether a peer is there.
     *
     * @param name one of the names above
     * @return false if {@link #whyAbsent} says why not
     */
    public static boolean isAvailable(String name) {
        return whyAbsent(name).isEmpty();
    }

    /**
     * Why a peer is not there.
     *
     * @param name one of the names above
     * @return a sentence; empty if it is there
     */
    public static String whyAbsent(String name) {
        return switch (name) {
            case NETTY_EPOLL ->
                Epoll.isAvailable()
                        ? ""
                        : "no epoll: " + Epoll.unavailabilityCause().getMessage();
            case FJP ->
                JdkLoop.isForkJoinPoolScheduling()
                        ? ""
                        : "the ForkJoinPool of Java " + Runtime.version().feature() + " does not schedule";
            default -> "";
        };
    }

    /**
     * Opens a loop.
     *
     * @param name one of {@link #loops}, or {@link #BARE_QUEUE}
     * @return to be closed
     * @throws IllegalArgumentException if no loop has that name
     * @throws UnsupportedOperationException if it is not there
     */
    public static LoopPeer open(String name) {
        requireAvailable(name);
        return switch (name) {
            case MAINSPRING -> new MainspringLoop(name);
            case MAINSPRING_IDLE -> new MainspringIdleLoop(name);
            case MAINSPRING_SPIN -> new MainspringLoop(name, SPIN_NANOS);
            case NETTY_NIO -> new NettyLoop(name, NioIoHandler.newFactory());
            case NETTY_EPOLL -> new NettyLoop(name, EpollIoHandler.newFactory());
            case STPE -> new JdkLoop(name, JdkLoop.newThreadPool(name));
            case FJP -> new JdkLoop(name, JdkLoop.newForkJoinPool());
            case BARE_QUEUE -> new BareQueue(name);
            default -> throw new IllegalArgumentException("not a loop: " + name);
        };
    }

    /**
     * Opens a loop that the calling thread drives.
     *
     * @param name one of {@link #driven}
     * @param looks whether each iteration is to look at channels as well
     * @return to be closed by the same thread
     * @throws IllegalArgumentException if no such loop has that name
     * @throws UnsupportedOperationException if it is not there
     */
    public static DrivenLoop drive(String name, boolean looks) {
        requireAvailable(name);
        return switch (name) {
            case MAINSPRING -> new DrivenMainspringLoop(name, false, looks);
            case MAINSPRING_IDLE -> new DrivenMainspringLoop(name, true, looks);
            case NETTY_NIO -> new DrivenNettyLoop(name, NioIoHandler.newFactory(), looks);
            case NETTY_EPOLL -> new DrivenNettyLoop(name, EpollIoHandler.newFactory(), looks);
            default -> throw new IllegalArgumentException("not a loop to be driven: " + name);
        };
    }

    /**
     * Opens timers.
     *
     * @param name one of {@link #timers}
     * @param timers how many; they are numbered from 0
     * @param fired told of each that fires; on the peer's thread, if it has one
     * @return to be closed by the same thread
     * @throws IllegalArgumentException if no timers have that name
     * @throws UnsupportedOperationException if they are not there
     */
    public static TimerPeer openTimers(String name, int timers, IntConsumer fired) {
        requireAvailable(name);
        return switch (name) {
            case MAINSPRING -> new MainspringTimers(name, timers, fired);
            case MAINSPRING_READY_TIME -> new ReadyTimeTimers(name, timers, fired);
            case NETTY_NIO -> new NettyTimers(name, timers, fired);
            case STPE -> new JdkTimers(name, JdkLoop.newThreadPool(name), timers, fired);
            case FJP -> new JdkTimers(name, JdkLoop.newForkJoinPool(), timers, fired);
            case AGRONA_WHEEL -> new AgronaWheelTimers(name, timers, fired);
            case NETTY_WHEEL -> new NettyWheelTimers(name, timers, fired);
            default -> throw new IllegalArgumentException("not timers: " + name);
        };
    }

    private static void requireAvailable(String name) {
        String why = whyAbsent(name);
        if (!why.isEmpty()) {
            throw new UnsupportedOperationException(name + ": " + why);
        }
    }
}

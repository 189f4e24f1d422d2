package org.mainspring.mainloop;

import org.mainspring.mainloop.poll.IOCondition;

/** What a {@link ModelScript} can do to a loop, be it the real one or the reference. Sources go by number. */
interface ModelWorld {
    /** The kinds of sources that there are. */
    enum Kind {
        IDLE,
        TIMEOUT,
        PLAIN,
        PREPARES,
        CHECKS,
        PREPARES_AND_CHECKS;

        boolean prepares() {
            return this == PREPARES || this == PREPARES_AND_CHECKS;
        }

        boolean checks() {
            return this == CHECKS || this == PREPARES_AND_CHECKS;
        }

        boolean hasOwnDispatch() {
            return this != IDLE && this != TIMEOUT;
        }
    }

    /** What the loop asks back. */
    interface Program {
        /** Takes a line of the log. */
        void log(String line);

        /** The answer of a dispatched source's callback. */
        boolean dispatched(int source);

        /** The answer of a prepare hook: {@link #READY}, or how long the poll may take, or less than 0. */
        long prepared(int source);

        /** The answer of a check hook. */
        boolean checked(int source);
    }

    /** What a prepare hook says that is ready. */
    long READY = Long.MAX_VALUE;

    /** Attaches a source; its data is its number modulo 3. The first is number 0. */
    void attach(Kind kind, int priority, long intervalNanos);

    void destroy(int source);

    void setPriority(int source, int priority);

    void setReadyTime(int source, long readyTimeNanos);

    void setCanRecurse(int source, boolean canRecurse);

    void addWatch(int source, int channel, IOCondition events);

    /** Changes the first watch, if there is one. */
    void modifyWatch(int source, IOCondition events);

    /** Removes the first watch, if there is one. */
    void removeWatch(int source);

    void makeReady(int channel, IOCondition seen);

    void duringNextPoll(Runnable action);

    boolean iterate(boolean mayBlock, long horizonNanos);

    boolean pending();

    void wakeup();

    void advance(long nanos);

    long nowNanos();

    boolean isDestroyed(int source);

    int id(int source);

    /** The number of the first source in order with this data, or -1. */
    int findByData(int data);

    /** Who is marked ready, in order of number; idles are not told of. */
    String marked();
}

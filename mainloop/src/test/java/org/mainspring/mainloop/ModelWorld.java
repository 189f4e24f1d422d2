package org.mainspring.mainloop;

import org.mainspring.mainloop.poll.IOCondition;

/**
 * What a {@link ModelScript} can do to a loop, be it the real one or the reference. Sources and callbacks go by the
 * numbers that the script gives them.
 */
interface ModelWorld {
    /** The kinds of sources that there are. */
    enum Kind {
        IDLE,
        TIMEOUT,
        SECONDS,
        PLAIN,
        PREPARES,
        CHECKS,
        PREPARES_AND_CHECKS,
        ALWAYS_READY;

        boolean prepares() {
            return this == PREPARES || this == PREPARES_AND_CHECKS;
        }

        boolean checks() {
            return this == CHECKS || this == PREPARES_AND_CHECKS;
        }

        boolean isAlwaysReady() {
            return this == IDLE || this == ALWAYS_READY;
        }

        boolean isTimeout() {
            return this == TIMEOUT || this == SECONDS;
        }

        /** Whether it is a kind of the test's own: with a dispatch that tells of its watches, and hooks for the end. */
        boolean isOwn() {
            return prepares() || checks() || this == PLAIN || this == ALWAYS_READY;
        }
    }

    /**
     * What the world is like at the start.
     *
     * @param phaseByPhase whether iterations are driven from outside, with something happening between the phases
     * @param wide whether some of them are and some not, some phases run twice or are the last, and what was collected and left is
     *     dispatched later
     * @param nvalOnce whether the poller says of each record once that its channel is closed, as the one that selects; or in each poll
     * @param firstId the id of the first source
     * @param startNanos what the clock shows at first
     * @param unitNanos what intervals and waits are counted in
     */
    record Setting(
            boolean phaseByPhase, boolean wide, boolean nvalOnce, int firstId, long startNanos, long unitNanos) {}

    /** What one who drives iterations from outside does after a phase. */
    enum After {
        GO_ON,
        DO_IT_AGAIN,
        STOP
    }

    /** What the loop asks back. */
    interface Program {
        /** Takes a line of the log. */
        void log(String line);

        /** The answer of a callback; the source is the one that it was set on, or was invoked as. */
        boolean called(int source, int callback);

        /** The answer of a prepare hook: {@link #READY}, or how long the poll may take, or less than 0. */
        long prepared(int source);

        /** The answer of a check hook. */
        boolean checked(int source);

        /** A destroy notify of a callback, a use less of an indirect one, or a finalize or dispose hook of a source. */
        void ended(String how, int number);

        /** A pause between two phases of an iteration that is driven from outside. */
        void between(String phases);

        /** What comes after a phase of such an iteration. */
        After after(String phase);
    }

    /**
     * What a callback is set with.
     *
     * @param data of three things one, for look-ups
     * @param notifies whether it has a destroy notify
     * @param indirect whether it is an object that counts its users; then it has no notify
     */
    record Callback(int number, int data, boolean notifies, boolean indirect) {}

    /** What a prepare hook says that is ready. */
    long READY = Long.MAX_VALUE;

    /** The fraction of a second at which seconds timeouts end. */
    long PERTURBATION_NANOS = 300_000_000L;

    // ---- life

    /** Makes a source, with no callback, not attached. */
    void make(int source, Kind kind, long interval);

    /** Gives it a dispose hook. */
    void setDisposeHook(int source);

    /** Attaches a source, and with it its children. */
    void attach(int source);

    void destroy(int source);

    boolean isDestroyed(int source);

    /** The id; 0 before the source is attached. */
    int id(int source);

    void addChild(int source, int child);

    void removeChild(int source, int child);

    // ---- what can be changed

    void setCallback(int source, Callback callback);

    void clearCallback(int source);

    void setPriority(int source, int priority);

    void setReadyTime(int source, long readyTimeNanos);

    void setCanRecurse(int source, boolean canRecurse);

    void addWatch(int source, int channel, IOCondition events);

    /** Changes the first watch, if there is one. */
    void modifyWatch(int source, IOCondition events);

    /** Removes the first watch, if there is one. */
    void removeWatch(int source);

    /** Adds a poll record that makes nobody ready. */
    void addPoll(int source, int channel, IOCondition events);

    /** Changes the mask of the first such record, if there is one, without a word to anybody. */
    void modifyPoll(int source, IOCondition events);

    /** Removes the first such record, if there is one. */
    void removePoll(int source);

    // ---- what is polled for nobody

    void addLonePoll(int channel, IOCondition events, int priority);

    /** Removes the first, if there is one. */
    void removeLonePoll();

    /** What a poll function does. */
    enum PollFunctionKind {
        NONE,
        /** Tells what it is to poll, and leaves that to the context's own function. */
        TELLS,
        /** Tells, and fails. */
        FAILS
    }

    void setPollFunction(PollFunctionKind kind);

    // ---- the loop

    /** One iteration, at once or phase by phase. Where nothing happens before, the clock is moved no further than the horizon. */
    boolean iterate(boolean mayBlock, boolean phaseByPhase, long horizonNanos);

    /** Dispatches what an iteration has collected, and has left. */
    void dispatch();

    boolean pending();

    /** Runs a callback in the context: now, or as a source of its own, which has the number given. */
    void invoke(int source, int priority, Callback callback);

    void wakeup();

    /** Becomes the owner between iterations, or stops being it. */
    void hold(boolean held);

    /** Closes the context. */
    void close();

    // ---- the world around

    void makeReady(int channel, IOCondition seen);

    void duringNextPoll(Runnable action);

    void advance(long nanos);

    long nowNanos();

    // ---- what can be asked

    /** Whether an iteration is running. */
    boolean isIterating();

    /** The time of the context, as the source tells it. */
    long loopTimeNanos(int source);

    int depth();

    /** The number of the source whose callback is running, or -1. */
    int current();

    /** The number of the first source in order with this data, or -1. */
    int findByData(int data);

    /** The number of the first source in order with this data that is of the kind of another, or -1. */
    int findLike(int source, int data);

    /** The number of the source with this id, or -1. */
    int findById(int id);

    boolean removeById(int id);

    boolean removeByData(int data);

    /** Who is marked ready, in order of number; idles are not told of. */
    String marked();

    /**
     * Complains if its own books are not in order.
     *
     * @param atRest whether the loop has not called the program just now
     */
    void verify(boolean atRest);
}

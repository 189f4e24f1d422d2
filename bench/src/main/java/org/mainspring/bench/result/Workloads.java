package org.mainspring.bench.result;

/** What the workloads are called, here and in the programs in C. */
public final class Workloads {
    /** An idle is dispatched. */
    public static final String IDLE = "W1 idle dispatch";

    /** A timeout is added, removed, rearmed. */
    public static final String TIMEOUTS = "W2 timeouts";

    /** An iteration beside sources that are attached and quiet. */
    public static final String ATTACHED = "W3 dispatch against attached";

    /** Another thread posts. */
    public static final String POST = "W4 post";

    /** A blocked loop is woken. */
    public static final String WAKE = "W5 wake";

    /** Two loops answer each other. */
    public static final String PING_PONG = "W6 ping-pong";

    /** Bytes come back through a channel. */
    public static final String ECHO = "W7 echo";

    /** The same beside many channels on which nothing happens. */
    public static final String QUIET = "W8 quiet channels";

    /** A task goes to a worker and its completion comes back. */
    public static final String TASK = "W9 task";

    /** What is kept in memory. */
    public static final String MEMORY = "W10 memory";

    /** Sources are added, found by their ids, and removed, where there are very many. */
    public static final String MANY_SOURCES = "many sources";

    /** How late something urgent is in a flood. */
    public static final String FAIRNESS = "fairness";

    /** How much of a processor a loop takes that waits. */
    public static final String IDLE_CPU = "idle CPU";

    /** What the machine can do at all. */
    public static final String FLOOR = "floor";

    private Workloads() {}
}

/* Which processor a thread runs on, and whether a thread is blocked. */
#ifndef PLACEMENT_H
#define PLACEMENT_H

#include <stdbool.h>
#include <sys/types.h>

/* Where two threads that talk to each other run. */
struct placement {
    const char *name;
    int first_cpu;
    int second_cpu;
};

/* same-core, two-cores; ends with one whose name is NULL. On a machine with one processor only the first. */
const struct placement *placements(void);

/* Pins the calling thread; says so on standard error and goes on when that is not allowed. */
void pin(int cpu);

/* Lets the calling thread run where it could when the program started, but not there. */
void pin_elsewhere(int cpu);

/* Lets the calling thread run where it could when the program started. */
void unpin(void);

pid_t thread_id(void);

/* An open file of /proc that tells a thread's state. */
int thread_state_open(pid_t thread);

/*
 * Waits until that thread sleeps in the kernel, in several readings after each other. With same_core, lets it run
 * meanwhile.
 */
void await_blocked(int thread_state, bool same_core);

/*
 * One step of waiting for another thread: gives the processor away, or only pauses. The same as Pause in Java, so that
 * GLib's wake-ups, ours and the floor's have the same wait in them; there it is said why it is not a nap.
 */
void wait_a_moment(bool same_core);

#endif

/* A loop that a thread of its own runs. */
#ifndef LOOP_THREAD_H
#define LOOP_THREAD_H

#include <glib.h>
#include <stdbool.h>

struct loop_thread {
    GMainContext *context;
    GMainLoop *loop;
    GThread *thread;
    int cpu;   /* where it is pinned, -1: nowhere */
    int state; /* the thread's, an open file of /proc; written by the thread before it says that it runs */
    gint is_running;
};

/* Returns when the loop runs. */
void loop_thread_start(struct loop_thread *self, int cpu);

/* Ends the loop behind everything that was posted to it. */
void loop_thread_end(struct loop_thread *self);

#endif

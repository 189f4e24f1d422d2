/*
 * A timer that is set again each time, until its time is over, and tells how late it was. A source of its own kind with
 * a ready time, for that is in microseconds where g_timeout_source_new takes milliseconds; a new source each time.
 *
 * A closed load by design, as Ticker in Java is: the next is set when the last has fired.
 */
#ifndef TICKER_H
#define TICKER_H

#include "samples.h"

#include <glib.h>
#include <semaphore.h>
#include <stdbool.h>

struct ticker {
    GMainContext *context;
    int priority;
    int64_t interval_nanos;
    struct samples samples; /* the loop's until the end */
    int64_t warm_nanos;     /* what comes before is not counted */
    int64_t end_nanos;
    int64_t due_nanos;
    sem_t over;
};

/* Ticks on a loop that another thread runs, for so long behind a warm-up. Its samples are there when it has ended. */
void ticker_start(struct ticker *self, int64_t warm_up_nanos, int64_t nanos);

/* Whether the last has come. Says so once. */
bool ticker_is_over(struct ticker *self);

/* Sleeps until it has. */
void ticker_await(struct ticker *self);

void ticker_free(struct ticker *self);

#endif

/*
 * Requests that come at times which were fixed before, whatever became of those before. Each counts from the moment for
 * which it was meant, so that a stall counts for all who had to wait through it. The calling thread is the one that
 * sends them; a part of the time goes before, and is not counted.
 */
#ifndef OPEN_LOAD_H
#define OPEN_LOAD_H

#include "measure.h"
#include "samples.h"

#include <glib.h>
#include <stdbool.h>

enum { OPEN_PER_SECOND = 1000, FAST_PER_SECOND = 10000 };

/*
 * Calls, and waits for each: what is late makes the next calls late. The samples are opened by this. False, and none of
 * them, if a call takes longer than it is to the next one: then there is no latency, but a queue that grows as long as
 * one looks.
 */
bool open_load_calls(const struct effort *effort, int per_second, void (*call)(void *self), void *self,
                     struct samples *samples);

struct trip;

/* A way out from a loop and home to it. */
struct circuit {
    GMainContext *origin;
    /* Runs on the origin. Goes round once, and calls trip_is_home there in the end. */
    void (*set_out)(struct trip *trip);
    void *self;
};

/* Has trips made, of which several may be on the way. The samples are opened by this. */
void open_load_trips(const struct effort *effort, int per_second, const struct circuit *circuit,
                     struct samples *samples);

/* The circuit's self. */
void *trip_self(const struct trip *trip);

/* Ends a trip. Runs on the origin. */
void trip_is_home(struct trip *trip);

#endif

/* When things are meant to happen: one per period, whatever became of those before. */
#ifndef ARRIVALS_H
#define ARRIVALS_H

#include <stdint.h>

struct arrivals {
    int64_t start_nanos; /* when the first is meant to happen */
    int64_t period_nanos;
};

/* The first is meant a period from now. */
struct arrivals arrivals_from_now(int64_t period_nanos);

/* When the one with this number is meant to happen; they count from 0. */
int64_t arrivals_intended(const struct arrivals *arrivals, int64_t number);

/* How many are meant to have happened by a moment, that moment included. */
int64_t arrivals_due_by(const struct arrivals *arrivals, int64_t moment_nanos);

/* How many happen in a length of time that begins with the first. */
int64_t arrivals_within(const struct arrivals *arrivals, int64_t length_nanos);

#endif

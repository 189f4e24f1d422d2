/* Durations that were measured one by one, for percentiles. */
#ifndef SAMPLES_H
#define SAMPLES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct samples {
    int64_t *nanos;
    size_t count;
    size_t capacity;
};

/* Room for so many; ends the program when there is no memory. */
void samples_init(struct samples *samples, size_t capacity);

/* Takes one; those beyond the capacity are dropped. */
void samples_add(struct samples *samples, int64_t nanos);

bool samples_full(const struct samples *samples);

/* Forgets what was taken so far: the warm-up. */
void samples_clear(struct samples *samples);

/* The smallest that at least so many percent do not exceed. Sorts. */
double samples_percentile(struct samples *samples, double percent);

void samples_free(struct samples *samples);

#endif

/* The clock, how much time there is, and the mean cost of an operation that is too short to be timed alone. */
#ifndef MEASURE_H
#define MEASURE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define NANOS_PER_SECOND INT64_C(1000000000)
#define NANOS_PER_MILLI INT64_C(1000000)

/* How long may things take? With quick, some rows are left out as well. */
struct effort {
    bool quick;
    int64_t nanos;
};

/* Reads --quick or --millis=N from the command line. Anything else there ends the program with 2. */
struct effort effort_of(int argc, char **argv);

/* How long one figure may take, its warm-up included. */
int64_t effort_nanos(const struct effort *effort);

/* How many of something that is done so many times where a figure may take a second. */
size_t effort_count(const struct effort *effort, size_t in_full);

int64_t now_nanos(void);

/* Runs a batch again and again, and returns the nanoseconds per operation: the median of five rounds. */
double measure(const struct effort *effort, void (*batch)(void *self), void *self, long operations);

/* The same for what has to be prepared each time: prepare is not timed. */
double measure_prepared(const struct effort *effort, void (*prepare)(void *self), void (*batch)(void *self),
                        void *self, long operations);

#endif

#include "measure.h"

#include "samples.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { ROUNDS = 5, LEAST_COUNT = 100 };

static const int64_t FULL_NANOS = NANOS_PER_SECOND;
static const int64_t QUICK_NANOS = 120 * NANOS_PER_MILLI;

struct effort effort_of(int argc, char **argv) {
    static const char MILLIS[] = "--millis=";
    struct effort effort = {false, FULL_NANOS};
    for (int i = 1; i < argc; i++) {
        if (strcmp(argv[i], "--quick") == 0) {
            effort.quick = true;
            effort.nanos = QUICK_NANOS;
        } else if (strncmp(argv[i], MILLIS, sizeof MILLIS - 1) == 0 && atol(argv[i] + sizeof MILLIS - 1) > 0) {
            effort.nanos = atol(argv[i] + sizeof MILLIS - 1) * NANOS_PER_MILLI;
        } else {
            fprintf(stderr, "usage: %s [--quick | --millis=N]\n", argv[0]);
            exit(2);
        }
    }
    return effort;
}

int64_t effort_nanos(const struct effort *effort) {
    return effort->nanos;
}

size_t effort_count(const struct effort *effort, size_t in_full) {
    int64_t count = (int64_t) in_full * effort->nanos / FULL_NANOS;
    int64_t least = in_full < LEAST_COUNT ? 1 : LEAST_COUNT;
    return (size_t) (count > least ? count : least);
}

int64_t now_nanos(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * NANOS_PER_SECOND + now.tv_nsec;
}

static void nothing(void *self) {
    (void) self;
}

/* Batches for so long, at least one. Returns their nanoseconds per batch, without what prepare took. */
static double round_for(int64_t nanos, void (*prepare)(void *), void (*batch)(void *), void *self) {
    int64_t until = now_nanos() + nanos;
    int64_t spent = 0;
    long batches = 0;
    int64_t end;
    do {
        prepare(self);
        int64_t start = now_nanos();
        batch(self);
        end = now_nanos();
        spent += end - start;
        batches++;
    } while (end < until);
    return (double) spent / (double) batches;
}

double measure(const struct effort *effort, void (*batch)(void *), void *self, long operations) {
    return measure_prepared(effort, nothing, batch, self, operations);
}

double measure_prepared(const struct effort *effort, void (*prepare)(void *), void (*batch)(void *),
                        void *self, long operations) {
    int64_t nanos = effort_nanos(effort) / (ROUNDS + 1);
    struct samples rounds;
    samples_init(&rounds, ROUNDS);
    round_for(nanos, prepare, batch, self);
    while (!samples_full(&rounds)) {
        /* In thousandths, because samples are whole numbers. */
        samples_add(&rounds, (int64_t) (1000 * round_for(nanos, prepare, batch, self) / (double) operations));
    }
    double median = samples_percentile(&rounds, 50) / 1000;
    samples_free(&rounds);
    return median;
}

#include "samples.h"

#include <math.h>
#include <stdlib.h>

void samples_init(struct samples *samples, size_t capacity) {
    samples->nanos = malloc(capacity * sizeof *samples->nanos);
    if (samples->nanos == NULL) {
        abort();
    }
    samples->count = 0;
    samples->capacity = capacity;
}

void samples_add(struct samples *samples, int64_t nanos) {
    if (!samples_full(samples)) {
        samples->nanos[samples->count++] = nanos;
    }
}

bool samples_full(const struct samples *samples) {
    return samples->count == samples->capacity;
}

void samples_clear(struct samples *samples) {
    samples->count = 0;
}

static int ascending(const void *left, const void *right) {
    int64_t a = *(const int64_t *) left;
    int64_t b = *(const int64_t *) right;
    return (a > b) - (a < b);
}

double samples_percentile(struct samples *samples, double percent) {
    if (samples->count == 0) {
        return NAN;
    }
    qsort(samples->nanos, samples->count, sizeof *samples->nanos, ascending);
    size_t rank = (size_t) ceil(percent / 100 * (double) samples->count);
    return (double) samples->nanos[rank == 0 ? 0 : rank - 1];
}

void samples_free(struct samples *samples) {
    free(samples->nanos);
}

/* The lines that the runner reads: one figure each, on standard output. */
#ifndef REPORT_H
#define REPORT_H

#include "samples.h"

/* A figure in nanoseconds per operation. params is a format, as printf has it. */
void report_result(const char *workload, const char *peer, double nanos, const char *params, ...)
    __attribute__((format(printf, 4, 5)));

/* Something counted per operation: bytes, for example. */
void report_count(const char *workload, const char *peer, const char *what, double per_operation,
                  const char *params, ...) __attribute__((format(printf, 5, 6)));

/* One result for each percentile that so many samples can tell; the params get ";p=50" and so on. */
void report_percentiles(const char *workload, const char *peer, struct samples *samples,
                        const char *params, ...) __attribute__((format(printf, 4, 5)));

/* The same, and the longest of all as ";p=100". */
void report_percentiles_and_worst(const char *workload, const char *peer, struct samples *samples,
                                  const char *params, ...) __attribute__((format(printf, 4, 5)));

/* Why something could not be measured. What it is, is a format, as printf has it. */
void report_absent(const char *why, const char *what, ...) __attribute__((format(printf, 2, 3)));

#endif

#include "report.h"

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>

enum { PARAMS_SIZE = 256 };

/* An array of that name, with what a format and the arguments behind it say. */
#define PRINTED(text, format)                            \
    char text[PARAMS_SIZE];                              \
    do {                                                 \
        va_list arguments;                               \
        va_start(arguments, format);                     \
        vsnprintf(text, sizeof text, format, arguments); \
        va_end(arguments);                               \
    } while (0)

static const double PERCENTILES[] = {50, 90, 99, 99.9};

static void result(const char *workload, const char *params, const char *peer, double nanos) {
    printf("RESULT|%s|%s|%s|%.3f\n", workload, params, peer, nanos);
    fflush(stdout);
}

void report_result(const char *workload, const char *peer, double nanos, const char *params, ...) {
    PRINTED(text, params);
    result(workload, text, peer, nanos);
}

void report_count(const char *workload, const char *peer, const char *what, double per_operation,
                  const char *params, ...) {
    PRINTED(text, params);
    printf("COUNT|%s|%s|%s|%s|%.3f\n", workload, text, peer, what, per_operation);
    fflush(stdout);
}

/* Whether at least one lies above it; float noise must not hide what is just told. */
static bool is_told(double percent, size_t count) {
    return (double) count * (100 - percent) / 100 >= 1 - 1e-9;
}

static void percentile(const char *workload, const char *peer, struct samples *samples, const char *params,
                       double percent) {
    char with_percentile[PARAMS_SIZE + 16];
    snprintf(with_percentile, sizeof with_percentile, "%s;p=%g", params, percent);
    result(workload, with_percentile, peer, samples_percentile(samples, percent));
}

static void percentiles(const char *workload, const char *peer, struct samples *samples, const char *params) {
    if (samples->count == 0) {
        report_absent("there was not the time for one operation", "%s %s %s", workload, params, peer);
        return;
    }
    for (size_t i = 0; i < sizeof PERCENTILES / sizeof PERCENTILES[0]; i++) {
        if (is_told(PERCENTILES[i], samples->count)) {
            percentile(workload, peer, samples, params, PERCENTILES[i]);
        }
    }
}

void report_percentiles(const char *workload, const char *peer, struct samples *samples,
                        const char *params, ...) {
    PRINTED(text, params);
    percentiles(workload, peer, samples, text);
}

void report_percentiles_and_worst(const char *workload, const char *peer, struct samples *samples,
                                  const char *params, ...) {
    PRINTED(text, params);
    percentiles(workload, peer, samples, text);
    if (samples->count > 0) {
        percentile(workload, peer, samples, text, 100);
    }
}

void report_absent(const char *why, const char *what, ...) {
    PRINTED(text, what);
    printf("ABSENT|%s|%s\n", text, why);
    fflush(stdout);
}

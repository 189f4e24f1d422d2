#include "report.h"

#include <stdarg.h>
#include <stdio.h>

enum { PARAMS_SIZE = 256 };

static const double PERCENTILES[] = {50, 90, 99, 99.9};

static void result(const char *workload, const char *params, const char *peer, double nanos) {
    printf("RESULT|%s|%s|%s|%.3f\n", workload, params, peer, nanos);
    fflush(stdout);
}

void report_result(const char *workload, const char *peer, double nanos, const char *params, ...) {
    char text[PARAMS_SIZE];
    va_list arguments;
    va_start(arguments, params);
    vsnprintf(text, sizeof text, params, arguments);
    va_end(arguments);
    result(workload, text, peer, nanos);
}

void report_count(const char *workload, const char *peer, const char *what, double per_operation,
                  const char *params, ...) {
    char text[PARAMS_SIZE];
    va_list arguments;
    va_start(arguments, params);
    vsnprintf(text, sizeof text, params, arguments);
    va_end(arguments);
    printf("COUNT|%s|%s|%s|%s|%.3f\n", workload, text, peer, what, per_operation);
    fflush(stdout);
}

void report_percentiles(const char *workload, const char *peer, struct samples *samples,
                        const char *params, ...) {
    char text[PARAMS_SIZE];
    va_list arguments;
    va_start(arguments, params);
    vsnprintf(text, sizeof text, params, arguments);
    va_end(arguments);
    if (samples->count == 0) {
        report_absent(workload, "there was not the time for one operation");
        return;
    }
    for (size_t i = 0; i < sizeof PERCENTILES / sizeof PERCENTILES[0]; i++) {
        char with_percentile[PARAMS_SIZE + 16];
        snprintf(with_percentile, sizeof with_percentile, "%s;p=%g", text, PERCENTILES[i]);
        result(workload, with_percentile, peer, samples_percentile(samples, PERCENTILES[i]));
    }
}

void report_absent(const char *what, const char *why) {
    printf("ABSENT|%s|%s\n", what, why);
    fflush(stdout);
}

#include "arrivals.h"

#include "measure.h"

struct arrivals arrivals_from_now(int64_t period_nanos) {
    return (struct arrivals){now_nanos() + period_nanos, period_nanos};
}

int64_t arrivals_intended(const struct arrivals *arrivals, int64_t number) {
    return arrivals->start_nanos + number * arrivals->period_nanos;
}

int64_t arrivals_due_by(const struct arrivals *arrivals, int64_t moment_nanos) {
    int64_t since_nanos = moment_nanos - arrivals->start_nanos;
    return since_nanos < 0 ? 0 : since_nanos / arrivals->period_nanos + 1;
}

int64_t arrivals_within(const struct arrivals *arrivals, int64_t length_nanos) {
    return (length_nanos + arrivals->period_nanos - 1) / arrivals->period_nanos;
}

/*
 * How late does a timer fire on a loop that has nothing else to do? Each is set when the one before has fired, and
 * counts from when it was due. GLib counts ready times in microseconds, but tells poll how long to sleep in
 * milliseconds, rounded up.
 */
#include "loop_thread.h"
#include "names.h"
#include "placement.h"
#include "report.h"
#include "rows.h"
#include "ticker.h"

enum { WARM_UP_SHARE = 4 };

static void row(const struct effort *effort, const struct placement *placement, int interval_micros) {
    struct loop_thread loop;
    int64_t nanos = effort_nanos(effort);
    pin(placement->first_cpu);
    loop_thread_start(&loop, placement->second_cpu);
    struct ticker ticker = {
        .context = loop.context, .priority = G_PRIORITY_DEFAULT, .interval_nanos = interval_micros * INT64_C(1000)};
    ticker_start(&ticker, nanos / WARM_UP_SHARE, nanos);
    ticker_await(&ticker);
    loop_thread_end(&loop);
    unpin();
    report_percentiles_and_worst(W2_LATENESS, GLIB, &ticker.samples, "placement=%s;interval=%dus", placement->name,
                                 interval_micros);
    ticker_free(&ticker);
}

void lateness_rows(const struct effort *effort) {
    const struct placement *same_core = &placements()[0];
    row(effort, same_core, 1000);
    row(effort, same_core, 100);
}

/*
 * How late are posts that come at fixed times, whatever the loop does: one way, from when each was meant? The other
 * rows of W5 wait until the loop is blocked, and so never come while it is late.
 */
#include "loop_thread.h"
#include "names.h"
#include "open_load.h"
#include "placement.h"
#include "report.h"
#include "rows.h"

static void row(const struct effort *effort, const struct placement *placement, int per_second) {
    struct loop_thread loop;
    struct samples samples;
    pin(placement->first_cpu);
    loop_thread_start(&loop, placement->second_cpu);
    open_load_trips(effort, per_second, &(struct circuit){loop.context, trip_is_home, NULL}, &samples);
    loop_thread_end(&loop);
    unpin();
    report_percentiles(W5_WAKE, GLIB, &samples, "placement=%s;way=one;rate=%d/s", placement->name, per_second);
    samples_free(&samples);
}

void passing_rows(const struct effort *effort) {
    for (const struct placement *placement = placements(); placement->name != NULL; placement++) {
        row(effort, placement, OPEN_PER_SECOND);
        row(effort, placement, FAST_PER_SECOND);
    }
}

/*
 * How long from a post until it runs, on a loop that is proven to be blocked? One way, by the monotonic clock of the
 * two threads. With a gap the loop sleeps on for so long first, as a processor then may too.
 */
#include "loop_thread.h"
#include "names.h"
#include "placement.h"
#include "report.h"
#include "rows.h"
#include "sources.h"

enum { WARM_UP = 200, IN_FULL = 20000 };

struct wake {
    struct loop_thread loop;
    int64_t ran_nanos; /* published by has_run */
    gint has_run;
};

static gboolean ran(gpointer data) {
    struct wake *wake = data;
    wake->ran_nanos = now_nanos();
    g_atomic_int_set(&wake->has_run, TRUE);
    return G_SOURCE_REMOVE;
}

static void stay_for(int64_t nanos) {
    int64_t until = now_nanos() + nanos;
    while (nanos > 0 && now_nanos() < until) {
        wait_a_moment(false);
    }
}

static int64_t wake_once(struct wake *wake, bool same_core, int64_t gap_nanos) {
    await_blocked(wake->loop.state, same_core);
    stay_for(gap_nanos);
    g_atomic_int_set(&wake->has_run, FALSE);
    int64_t posted_nanos = now_nanos();
    post(wake->loop.context, ran, wake);
    while (!g_atomic_int_get(&wake->has_run)) {
        wait_a_moment(same_core);
    }
    return wake->ran_nanos - posted_nanos;
}

static void row(const struct effort *effort, const struct placement *placement, int gap_micros) {
    struct wake wake = {0};
    struct samples samples;
    bool same_core = placement->first_cpu == placement->second_cpu;
    pin(placement->first_cpu);
    loop_thread_start(&wake.loop, placement->second_cpu);
    samples_init(&samples, effort_count(effort, IN_FULL));
    for (int i = 0; i < WARM_UP; i++) {
        wake_once(&wake, same_core, gap_micros * INT64_C(1000));
    }
    int64_t until = now_nanos() + 4 * effort_nanos(effort);
    while (!samples_full(&samples) && now_nanos() < until) {
        samples_add(&samples, wake_once(&wake, same_core, gap_micros * INT64_C(1000)));
    }
    report_percentiles(W5_WAKE, GLIB, &samples, "placement=%s;gap=%dus", placement->name, gap_micros);
    samples_free(&samples);
    loop_thread_end(&wake.loop);
    unpin();
}

void wake_rows(const struct effort *effort) {
    static const int GAPS_MICROS[] = {0, 20, 200};
    for (const struct placement *placement = placements(); placement->name != NULL; placement++) {
        for (size_t i = 0; i < G_N_ELEMENTS(GAPS_MICROS); i++) {
            row(effort, placement, GAPS_MICROS[i]);
        }
    }
}

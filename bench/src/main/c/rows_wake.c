/*
 * How long from a post until it runs, on a loop that is proven to be blocked? One way, by the monotonic clock of the
 * two threads; or there and back, where the poster sleeps meanwhile. With a gap the loop sleeps on for so long first,
 * as a processor then may too. With a channel it watches one more descriptor, on which nothing comes.
 */
#include "loop_thread.h"
#include "names.h"
#include "placement.h"
#include "quiet_files.h"
#include "report.h"
#include "rows.h"
#include "sources.h"

#include <semaphore.h>
#include <stdlib.h>

enum { WARM_UP = 200, IN_FULL = 20000 };

struct wake {
    struct loop_thread loop;
    int64_t ran_nanos; /* published by has_run */
    gint has_run;
    sem_t answer;
};

/* What a row measures. */
struct question {
    const struct placement *placement;
    int gap_micros;
    bool channel;
    bool round_trip;
};

static gboolean ran(gpointer data) {
    struct wake *wake = data;
    wake->ran_nanos = now_nanos();
    g_atomic_int_set(&wake->has_run, TRUE);
    return G_SOURCE_REMOVE;
}

static gboolean answer(gpointer data) {
    struct wake *wake = data;
    sem_post(&wake->answer);
    return G_SOURCE_REMOVE;
}

static void stay_for(int64_t nanos) {
    int64_t until = now_nanos() + nanos;
    while (nanos > 0 && now_nanos() < until) {
        wait_a_moment(false);
    }
}

static int64_t one_way(struct wake *wake, bool same_core) {
    g_atomic_int_set(&wake->has_run, FALSE);
    int64_t posted_nanos = now_nanos();
    post(wake->loop.context, ran, wake);
    while (!g_atomic_int_get(&wake->has_run)) {
        wait_a_moment(same_core);
    }
    return wake->ran_nanos - posted_nanos;
}

static int64_t there_and_back(struct wake *wake) {
    int64_t posted_nanos = now_nanos();
    post(wake->loop.context, answer, wake);
    while (sem_wait(&wake->answer) != 0) {
    }
    return now_nanos() - posted_nanos;
}

static int64_t wake_once(struct wake *wake, const struct question *question) {
    bool same_core = question->placement->first_cpu == question->placement->second_cpu;
    await_blocked(wake->loop.state, same_core);
    stay_for(question->gap_micros * INT64_C(1000));
    return question->round_trip ? there_and_back(wake) : one_way(wake, same_core);
}

static void collect(const struct effort *effort, struct wake *wake, const struct question *question,
                    struct samples *samples) {
    for (int i = 0; i < WARM_UP; i++) {
        wake_once(wake, question);
    }
    int64_t until = now_nanos() + 3 * effort_nanos(effort);
    while (!samples_full(samples) && now_nanos() < until) {
        samples_add(samples, wake_once(wake, question));
    }
}

static void row(const struct effort *effort, const struct question *question) {
    struct wake wake = {0};
    struct quiet_files quiet;
    struct samples samples;
    sem_init(&wake.answer, 0, 0);
    pin(question->placement->first_cpu);
    loop_thread_start(&wake.loop, question->placement->second_cpu);
    if (!quiet_files_watch(&quiet, wake.loop.context, question->channel ? 1 : 0)) {
        abort();
    }
    samples_init(&samples, effort_count(effort, IN_FULL));
    collect(effort, &wake, question, &samples);
    report_percentiles(W5_WAKE, GLIB, &samples, "placement=%s;gap=%dus%s%s", question->placement->name,
                       question->gap_micros, question->channel ? ";channel=yes" : "",
                       question->round_trip ? ";way=round" : "");
    samples_free(&samples);
    quiet_files_close(&quiet);
    loop_thread_end(&wake.loop);
    sem_destroy(&wake.answer);
    unpin();
}

static void rows(const struct effort *effort, const struct placement *placement, int gap_micros) {
    row(effort, &(struct question){placement, gap_micros, false, false});
    row(effort, &(struct question){placement, gap_micros, true, false});
    row(effort, &(struct question){placement, gap_micros, false, true});
    if (!effort->quick) {
        row(effort, &(struct question){placement, gap_micros, true, true});
    }
}

void wake_rows(const struct effort *effort) {
    static const int GAPS_MICROS[] = {20, 0, 200};
    size_t gaps = effort->quick ? 1 : G_N_ELEMENTS(GAPS_MICROS);
    for (const struct placement *placement = placements(); placement->name != NULL; placement++) {
        for (size_t i = 0; i < gaps; i++) {
            rows(effort, placement, GAPS_MICROS[i]);
        }
    }
}

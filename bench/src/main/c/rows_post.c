/*
 * What does a post from another thread cost when posts come in a flood? One operation is one function posted to a
 * running loop and run there; posters wait while they are 10 000 ahead.
 */
#include "loop_thread.h"
#include "names.h"
#include "placement.h"
#include "report.h"
#include "rows.h"
#include "sources.h"

enum { WINDOW = 10000, MOST_POSTERS = 2 };

struct flood {
    struct loop_thread loop;
    gint64 posted; /* by all posters, atomic */
    gint64 ran;    /* written by the loop, atomic */
    gint is_over;
};

static gboolean ran(gpointer data) {
    struct flood *flood = data;
    __atomic_store_n(&flood->ran, flood->ran + 1, __ATOMIC_RELEASE);
    return G_SOURCE_REMOVE;
}

static gint64 ahead(struct flood *flood) {
    return __atomic_load_n(&flood->posted, __ATOMIC_RELAXED) - __atomic_load_n(&flood->ran, __ATOMIC_ACQUIRE);
}

static gpointer post_until_over(gpointer data) {
    struct flood *flood = data;
    while (!g_atomic_int_get(&flood->is_over)) {
        __atomic_add_fetch(&flood->posted, 1, __ATOMIC_RELAXED);
        post(flood->loop.context, ran, flood);
        while (ahead(flood) > WINDOW) {
            wait_a_moment(true);
        }
    }
    return NULL;
}

static void row(const struct effort *effort, int posters) {
    struct flood flood = {0};
    GThread *threads[MOST_POSTERS];
    int64_t nanos = 2 * effort_nanos(effort);
    loop_thread_start(&flood.loop, -1);
    for (int i = 0; i < posters; i++) {
        threads[i] = g_thread_new("poster", post_until_over, &flood);
    }
    g_usleep((gulong) (nanos / 5 / 1000));
    gint64 first = __atomic_load_n(&flood.ran, __ATOMIC_ACQUIRE);
    int64_t start = now_nanos();
    g_usleep((gulong) (nanos / 1000));
    gint64 count = __atomic_load_n(&flood.ran, __ATOMIC_ACQUIRE) - first;
    double each = (double) (now_nanos() - start) / (double) count;
    g_atomic_int_set(&flood.is_over, TRUE);
    for (int i = 0; i < posters; i++) {
        g_thread_join(threads[i]);
    }
    loop_thread_end(&flood.loop);
    report_result(W4_POST, GLIB, each, "posters=%d", posters);
}

void post_rows(const struct effort *effort) {
    row(effort, 1);
    row(effort, MOST_POSTERS);
}

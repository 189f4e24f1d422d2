/*
 * What does a post from another thread cost when posts come in a flood? One operation is one function posted to a
 * running loop and run there; posters wait while they are 10 000 ahead. Or a burst, from its first post until its
 * last has run. Or one source made ready by its ready time, which is dispatched once for many of these.
 */
#include "loop_thread.h"
#include "names.h"
#include "placement.h"
#include "report.h"
#include "rows.h"
#include "sources.h"

enum { WINDOW = 10000, MOST_POSTERS = 2, ARMINGS = 1000 };

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

struct burst {
    struct flood flood;
    int length;
};

static void burst_once(void *data) {
    struct burst *burst = data;
    for (int i = 0; i < burst->length; i++) {
        post(burst->flood.loop.context, ran, &burst->flood);
    }
    burst->flood.posted += burst->length;
    while (ahead(&burst->flood) > 0) {
        wait_a_moment(false);
    }
}

static void burst_row(const struct effort *effort, int length) {
    struct burst burst = {.length = length};
    loop_thread_start(&burst.flood.loop, -1);
    double nanos = measure(effort, burst_once, &burst, 1);
    loop_thread_end(&burst.flood.loop);
    report_result(W4_POST, GLIB, nanos, "op=burst;burst=%d", length);
}

static gboolean disarm(GSource *source, GSourceFunc function, gpointer data) {
    (void) function;
    (void) data;
    g_source_set_ready_time(source, -1);
    return G_SOURCE_CONTINUE;
}

static void arm(void *data) {
    for (int i = 0; i < ARMINGS; i++) {
        g_source_set_ready_time(data, i);
    }
}

static void arm_row(const struct effort *effort) {
    static GSourceFuncs funcs = {.dispatch = disarm};
    struct loop_thread loop;
    GSource *source = g_source_new(&funcs, sizeof(GSource));
    loop_thread_start(&loop, -1);
    g_source_set_callback(source, ran, NULL, NULL);
    g_source_attach(source, loop.context);
    report_result(W4_POST, GLIB, measure(effort, arm, source, ARMINGS), "op=arm");
    g_source_destroy(source);
    g_source_unref(source);
    loop_thread_end(&loop);
}

void post_rows(const struct effort *effort) {
    row(effort, 1);
    row(effort, MOST_POSTERS);
    burst_row(effort, 1);
    burst_row(effort, 10);
    burst_row(effort, 100);
    arm_row(effort);
}

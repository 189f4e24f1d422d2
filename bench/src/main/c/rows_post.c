/*
 * What does a post from another thread cost when posts come in a flood, from 1, 2, 4 or 8 threads? One operation is one
 * function posted to a running loop and run there, whoever posted it. A poster looks after each 1 000 posts how far the
 * loop is with them, and waits while it is more than 10 000 ahead; it does not look after each, which would fetch the
 * loop's count from the other processor every time. The loop has a processor of its own, if there are two. Or a burst,
 * from its first post until its last has run. Or one source made ready by its ready time, which is dispatched once for
 * many of these.
 */
#include "loop_thread.h"
#include "names.h"
#include "placement.h"
#include "report.h"
#include "rows.h"
#include "sources.h"

enum { WINDOW = 10000, BETWEEN_LOOKS = 1000, MOST_POSTERS = 8, ARMINGS = 1000, LINE = 128 };

/* What one thread writes and another reads stands apart from the rest: processors fetch a line, and often its neighbour. */
struct poster {
    _Alignas(LINE) GMainContext *context;
    gint64 posted;              /* by the poster alone */
    int loop_cpu;               /* where the loop is pinned, and the poster is not; -1: nowhere */
    _Alignas(LINE) gint64 ran;  /* written by the loop, atomic */
    _Alignas(LINE) gint is_over; /* written once, atomic */
};

static gboolean ran(gpointer data) {
    struct poster *poster = data;
    __atomic_store_n(&poster->ran, poster->ran + 1, __ATOMIC_RELEASE);
    return G_SOURCE_REMOVE;
}

static gint64 has_run(const struct poster *poster) {
    return __atomic_load_n(&poster->ran, __ATOMIC_ACQUIRE);
}

static void post_some(struct poster *poster, int count) {
    for (int i = 0; i < count; i++) {
        post(poster->context, ran, poster);
    }
    poster->posted += count;
}

static gpointer post_until_over(gpointer data) {
    struct poster *poster = data;
    if (poster->loop_cpu >= 0) {
        pin_elsewhere(poster->loop_cpu);
    }
    while (!g_atomic_int_get(&poster->is_over)) {
        post_some(poster, BETWEEN_LOOKS);
        while (poster->posted - has_run(poster) > WINDOW) {
            wait_a_moment(true);
        }
    }
    return NULL;
}

static gint64 all_have_run(const struct poster *posters, int count) {
    gint64 sum = 0;
    for (int i = 0; i < count; i++) {
        sum += has_run(&posters[i]);
    }
    return sum;
}

static double nanos_each(const struct effort *effort, const struct poster *posters, int count) {
    int64_t nanos = 2 * effort_nanos(effort);
    g_usleep((gulong) (nanos / 5 / 1000));
    gint64 first = all_have_run(posters, count);
    int64_t start = now_nanos();
    g_usleep((gulong) (nanos / 1000));
    gint64 ran_since = all_have_run(posters, count) - first;
    return (double) (now_nanos() - start) / (double) ran_since;
}

static void row(const struct effort *effort, int count) {
    struct loop_thread loop;
    struct poster posters[MOST_POSTERS] = {{0}};
    GThread *threads[MOST_POSTERS];
    const struct placement *two_cores = &placements()[1];
    int loop_cpu = two_cores->name == NULL ? -1 : two_cores->first_cpu;
    loop_thread_start(&loop, loop_cpu);
    for (int i = 0; i < count; i++) {
        posters[i].context = loop.context;
        posters[i].loop_cpu = loop_cpu;
        threads[i] = g_thread_new("poster", post_until_over, &posters[i]);
    }
    double each = nanos_each(effort, posters, count);
    for (int i = 0; i < count; i++) {
        g_atomic_int_set(&posters[i].is_over, TRUE);
    }
    for (int i = 0; i < count; i++) {
        g_thread_join(threads[i]);
    }
    loop_thread_end(&loop);
    report_result(W4_POST, GLIB, each, "posters=%d", count);
}

struct burst {
    struct poster poster;
    int length;
};

static void burst_once(void *data) {
    struct burst *burst = data;
    post_some(&burst->poster, burst->length);
    while (has_run(&burst->poster) < burst->poster.posted) {
        wait_a_moment(false);
    }
}

static void burst_row(const struct effort *effort, int length) {
    struct loop_thread loop;
    struct burst burst = {.poster.loop_cpu = -1, .length = length};
    loop_thread_start(&loop, -1);
    burst.poster.context = loop.context;
    double nanos = measure(effort, burst_once, &burst, 1);
    loop_thread_end(&loop);
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
    for (int posters = 2; posters <= MOST_POSTERS && !effort->quick; posters *= 2) {
        row(effort, posters);
    }
    burst_row(effort, 1);
    burst_row(effort, 10);
    burst_row(effort, 100);
    arm_row(effort);
}

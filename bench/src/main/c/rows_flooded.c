/*
 * How late does a more urgent timer fire, and how late is a byte seen on a channel, while another thread floods the
 * loop? So many tasks of the flood may wait at a time. They are idles, as ours are where we flood with idles; or come
 * by g_main_context_invoke, at the priority that the channel has too, which is the nearest that GLib has to an
 * executor. What was found ready is dispatched before anything else is looked at: so the bound is one batch.
 */
#define _GNU_SOURCE
#include "arrivals.h"
#include "loop_thread.h"
#include "names.h"
#include "placement.h"
#include "report.h"
#include "rows.h"
#include "sources.h"
#include "ticker.h"
#include "waiting.h"

#include <glib-unix.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum { WARM_UP_SHARE = 4, PERIOD_MICROS = 1000, MOST_AT_ONCE = 1024, LINE = 128 };

static const int64_t PERIOD_NANOS = PERIOD_MICROS * INT64_C(1000);

/* How a loop is flooded. */
struct way {
    const char *peer;
    void (*send)(GMainContext *context, GSourceFunc function, gpointer data);
};

struct flood {
    _Alignas(LINE) GMainContext *context;
    const struct way *way;
    gint64 window;
    gint64 posted;
    _Alignas(LINE) gint64 ran; /* written by the loop, atomic */
};

static void send_idle(GMainContext *context, GSourceFunc function, gpointer data) {
    attach_idle(context, function, data);
}

static const struct way WAYS[] = {{GLIB, send_idle}, {GLIB_INVOKE, g_main_context_invoke}};

static gboolean drop(gpointer data) {
    struct flood *flood = data;
    __atomic_store_n(&flood->ran, flood->ran + 1, __ATOMIC_RELEASE);
    return G_SOURCE_REMOVE;
}

static gint64 on_the_loop(const struct flood *flood) {
    return flood->posted - __atomic_load_n(&flood->ran, __ATOMIC_ACQUIRE);
}

/* Sends one, if the window has room for it. */
static void offer(struct flood *flood) {
    if (on_the_loop(flood) < flood->window) {
        flood->way->send(flood->context, drop, flood);
        flood->posted++;
    } else {
        wait_a_moment(false);
    }
}

static void drain(const struct flood *flood) {
    while (on_the_loop(flood) > 0) {
        nap();
    }
}

/* ---- a timer */

static void timer_row(const struct effort *effort, const struct placement *placement, const struct way *way,
                      int window) {
    struct loop_thread loop;
    int64_t nanos = effort_nanos(effort);
    pin(placement->first_cpu);
    loop_thread_start(&loop, placement->second_cpu);
    struct flood flood = {.context = loop.context, .way = way, .window = window};
    struct ticker ticker = {.context = loop.context, .priority = G_PRIORITY_HIGH, .interval_nanos = PERIOD_NANOS};
    ticker_start(&ticker, nanos / WARM_UP_SHARE, nanos);
    while (!ticker_is_over(&ticker)) {
        offer(&flood);
    }
    drain(&flood);
    loop_thread_end(&loop);
    unpin();
    report_percentiles_and_worst(FAIRNESS, way->peer, &ticker.samples,
                                 "placement=%s;delayed=timer;interval=%dus;window=%d", placement->name, PERIOD_MICROS,
                                 window);
    ticker_free(&ticker);
}

/* ---- a channel */

/* The sender writes the fields while no byte is on the way, and so the next byte publishes them. */
struct line {
    int files[2]; /* the sender's, the loop's */
    struct arrivals arrivals;
    struct samples samples;
    gint64 seen; /* written by the loop, atomic */
};

/* Takes all that are there: one in each batch would be fewer than come, where a batch takes longer than a period. */
static gboolean see(gint file, GIOCondition condition, gpointer data) {
    struct line *line = data;
    char bytes[MOST_AT_ONCE];
    (void) condition;
    ssize_t count = read(file, bytes, sizeof bytes);
    if (count <= 0) {
        abort();
    }
    int64_t now = now_nanos();
    for (ssize_t i = 0; i < count; i++) {
        samples_add(&line->samples, now - arrivals_intended(&line->arrivals, line->seen + i));
    }
    __atomic_store_n(&line->seen, line->seen + count, __ATOMIC_RELEASE);
    return G_SOURCE_CONTINUE;
}

static void send_for(int64_t nanos, struct line *line, struct flood *flood) {
    line->arrivals = arrivals_from_now(PERIOD_NANOS);
    line->seen = 0;
    samples_clear(&line->samples);
    gint64 count = arrivals_within(&line->arrivals, nanos);
    for (gint64 sent = 0; sent < count;) {
        if (sent < arrivals_due_by(&line->arrivals, now_nanos())) {
            if (write(line->files[0], "!", 1) != 1) {
                abort();
            }
            sent++;
        } else {
            offer(flood);
        }
    }
    while (__atomic_load_n(&line->seen, __ATOMIC_ACQUIRE) < count) {
        offer(flood);
    }
    drain(flood);
}

static void channel_row(const struct effort *effort, const struct placement *placement, const struct way *way,
                        int window) {
    struct loop_thread loop;
    struct line line = {0};
    int64_t nanos = effort_nanos(effort);
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, line.files) != 0) {
        abort();
    }
    samples_init(&line.samples, (size_t) (nanos / PERIOD_NANOS) + 1);
    pin(placement->first_cpu);
    loop_thread_start(&loop, placement->second_cpu);
    GSource *source = g_unix_fd_source_new(line.files[1], G_IO_IN);
    g_source_set_callback(source, G_SOURCE_FUNC(see), &line, NULL);
    g_source_attach(source, loop.context);
    struct flood flood = {.context = loop.context, .way = way, .window = window};
    send_for(nanos / WARM_UP_SHARE, &line, &flood);
    send_for(nanos, &line, &flood);
    loop_thread_end(&loop);
    g_source_unref(source);
    unpin();
    close(line.files[0]);
    close(line.files[1]);
    report_percentiles_and_worst(FAIRNESS, way->peer, &line.samples,
                                 "placement=%s;delayed=channel;period=%dus;window=%d", placement->name, PERIOD_MICROS,
                                 window);
    samples_free(&line.samples);
}

void flooded_rows(const struct effort *effort) {
    static const int WINDOWS[] = {100, 1000, 10000};
    const struct placement *two_cores = &placements()[1];
    if (two_cores->name == NULL) {
        return;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(WINDOWS); i++) {
        bool is_widest = i + 1 == G_N_ELEMENTS(WINDOWS);
        for (size_t way = 0; way < G_N_ELEMENTS(WAYS); way++) {
            timer_row(effort, two_cores, &WAYS[way], WINDOWS[i]);
            if (!effort->quick || is_widest) {
                channel_row(effort, two_cores, &WAYS[way], WINDOWS[i]);
            }
        }
    }
}

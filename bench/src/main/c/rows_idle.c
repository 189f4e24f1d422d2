/* What does it cost to dispatch an idle? One operation is one call of one idle. */
#include "names.h"
#include "report.h"
#include "rows.h"
#include "sources.h"

enum { ITERATIONS = 1000, MOST_CALLS = 10000 };

struct idles {
    GMainContext *context;
    gint64 calls;
    int iterations;
};

static void iterate(void *self) {
    struct idles *idles = self;
    for (int i = 0; i < idles->iterations; i++) {
        g_main_context_iteration(idles->context, FALSE);
    }
}

static void open(struct idles *idles) {
    idles->context = g_main_context_new();
    idles->calls = 0;
    g_main_context_acquire(idles->context);
}

static void close(struct idles *idles) {
    g_main_context_release(idles->context);
    g_main_context_unref(idles->context);
}

/* An iteration calls all idles of the most urgent priority, and none of the others. */
static void many(const struct effort *effort, int count, int priorities) {
    struct idles idles;
    int called = count > priorities ? count / priorities : 1;
    open(&idles);
    for (int i = 0; i < count; i++) {
        GSource *idle = attach_idle(idles.context, count_and_continue, &idles.calls);
        g_source_set_priority(idle, G_PRIORITY_DEFAULT_IDLE + i % priorities);
    }
    idles.iterations = called > 10 ? MOST_CALLS / called : ITERATIONS;
    double nanos = measure(effort, iterate, &idles, (long) idles.iterations * called);
    if (priorities == 1) {
        report_result(W1_IDLE, GLIB, nanos, "idles=%d", count);
    } else {
        report_result(W1_IDLE, GLIB, nanos, "idles=%d;priorities=%d", count, priorities);
    }
    close(&idles);
}

static gboolean add_another(gpointer data) {
    struct idles *idles = data;
    idles->calls++;
    attach_idle(idles->context, add_another, idles);
    return G_SOURCE_REMOVE;
}

static void once(const struct effort *effort) {
    struct idles idles;
    open(&idles);
    attach_idle(idles.context, add_another, &idles);
    idles.iterations = ITERATIONS;
    report_result(W1_IDLE, GLIB, measure(effort, iterate, &idles, ITERATIONS), "idles=once");
    close(&idles);
}

void idle_rows(const struct effort *effort) {
    for (int count = 1; count <= 1000; count *= 10) {
        many(effort, count, 1);
        if (!effort->quick) {
            many(effort, count, 10);
        }
    }
    once(effort);
}

/*
 * What does an iteration cost beside N timeouts that are not due, N sources that are asked and have nothing, or N that
 * only wait for a ready time? One operation is one iteration that dispatches one idle: one that stays, or one that
 * adds another and goes.
 */
#include "names.h"
#include "report.h"
#include "rows.h"
#include "sources.h"

enum { HOUR_MILLIS = 3600 * 1000 };

struct attached {
    GMainContext *context;
    gint64 calls;
    int iterations;
};

static void iterate(void *self) {
    struct attached *attached = self;
    for (int i = 0; i < attached->iterations; i++) {
        g_main_context_iteration(attached->context, FALSE);
    }
}

static gboolean add_another(gpointer data) {
    struct attached *attached = data;
    attach_idle(attached->context, add_another, attached);
    return G_SOURCE_REMOVE;
}

static void add_timeout(GMainContext *context, int i) {
    static gint64 never;
    attach_timeout(context, HOUR_MILLIS + (guint) i, count_and_remove, &never);
}

static void add_quiet(GMainContext *context, int i) {
    (void) i;
    attach_quiet(context);
}

static void add_waiting(GMainContext *context, int i) {
    (void) i;
    attach_waiting(context);
}

static void open(struct attached *self, void (*add)(GMainContext *, int), int count) {
    self->context = g_main_context_new();
    self->iterations = count > 1000 ? 1 : 100;
    g_main_context_acquire(self->context);
    for (int i = 0; i < count; i++) {
        add(self->context, i);
    }
}

static void close(struct attached *self) {
    g_main_context_release(self->context);
    g_main_context_unref(self->context);
}

static void row(const struct effort *effort, const char *kind, void (*add)(GMainContext *, int), int count) {
    struct attached self = {0};
    open(&self, add, count);
    attach_idle(self.context, count_and_continue, &self.calls);
    report_result(W3_ATTACHED, GLIB, measure(effort, iterate, &self, self.iterations), "kind=%s;attached=%d", kind,
                  count);
    close(&self);
}

static void once(const struct effort *effort, int count) {
    struct attached self = {0};
    open(&self, add_timeout, count);
    attach_idle(self.context, add_another, &self);
    report_result(W3_ATTACHED, GLIB, measure(effort, iterate, &self, self.iterations),
                  "op=self-post;kind=timeouts;attached=%d", count);
    close(&self);
}

void attached_rows(const struct effort *effort) {
    static const int COUNTS[] = {0, 10, 1000, 100000};
    for (size_t i = 0; i < G_N_ELEMENTS(COUNTS); i++) {
        row(effort, "timeouts", add_timeout, COUNTS[i]);
        row(effort, "quiet", add_quiet, COUNTS[i]);
        if (!effort->quick) {
            row(effort, "waiting", add_waiting, COUNTS[i]);
            once(effort, COUNTS[i]);
        }
    }
}

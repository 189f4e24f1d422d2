/*
 * What does an iteration cost beside N timeouts that are not due, or N sources that have nothing? One operation is
 * one iteration that dispatches one idle.
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

static void row(const struct effort *effort, const char *kind, int count) {
    struct attached self = {.context = g_main_context_new(), .iterations = count > 1000 ? 2 : 100};
    g_main_context_acquire(self.context);
    for (int i = 0; i < count; i++) {
        if (kind[0] == 't') {
            attach_timeout(self.context, HOUR_MILLIS + (guint) i, count_and_remove, &self.calls);
        } else {
            attach_quiet(self.context);
        }
    }
    attach_idle(self.context, count_and_continue, &self.calls);
    report_result(W3_ATTACHED, GLIB, measure(effort, iterate, &self, self.iterations), "kind=%s;attached=%d", kind,
                  count);
    g_main_context_release(self.context);
    g_main_context_unref(self.context);
}

void attached_rows(const struct effort *effort) {
    static const int COUNTS[] = {0, 1000, 10000, 100000};
    for (size_t i = 0; i < G_N_ELEMENTS(COUNTS); i++) {
        row(effort, "timeouts", COUNTS[i]);
        row(effort, "quiet", COUNTS[i]);
    }
}

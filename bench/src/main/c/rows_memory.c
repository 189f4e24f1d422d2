/* How many bytes of the heap does a timeout take that is armed, and an idle, and a source of one's own? */
#include "names.h"
#include "report.h"
#include "rows.h"
#include "sources.h"

#include <malloc.h>

enum { SOURCES = 100000, WARM_UP = 1000, HOUR_MILLIS = 3600 * 1000 };

static gint64 calls;

static void add_timeout(GMainContext *context, int i) {
    attach_timeout(context, HOUR_MILLIS + (guint) i, count_and_remove, &calls);
}

static void add_idle(GMainContext *context, int i) {
    (void) i;
    attach_idle(context, count_and_remove, &calls);
}

static void add_quiet(GMainContext *context, int i) {
    (void) i;
    attach_quiet(context);
}

static double bytes_in_use(void) {
    struct mallinfo2 info = mallinfo2();
    return (double) info.uordblks + (double) info.hblkhd;
}

static void row(const char *kind, void (*add)(GMainContext *, int)) {
    GMainContext *context = g_main_context_new();
    for (int i = 0; i < WARM_UP; i++) {
        add(context, i);
    }
    double before = bytes_in_use();
    for (int i = 0; i < SOURCES; i++) {
        add(context, i);
    }
    double bytes = (bytes_in_use() - before) / SOURCES;
    report_count(W10_MEMORY, GLIB, "bytes", bytes, "kind=%s;attached=%d", kind, SOURCES);
    g_main_context_unref(context);
}

void memory_rows(const struct effort *effort) {
    (void) effort;
    row("timeout", add_timeout);
    row("idle", add_idle);
    row("quiet", add_quiet);
}

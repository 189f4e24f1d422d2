/*
 * 50 000 sources attached, found by their ids and destroyed, in random order: one operation is one source attached,
 * found, or destroyed. All have one priority, or each its own, where GLib keeps a list for each priority.
 */
#include "names.h"
#include "report.h"
#include "rows.h"
#include "sources.h"

#include <stdlib.h>

enum { SOURCES = 50000 };

struct many {
    GMainContext *context;
    gboolean same_priority;
    guint priorities; /* how many different ones, where not the same */
    guint ids[SOURCES];
    guint order[SOURCES];
    gint64 calls;
};

static void shuffle(guint *order, GRand *random) {
    for (int i = 0; i < SOURCES; i++) {
        order[i] = (guint) i;
    }
    for (int i = SOURCES - 1; i > 0; i--) {
        int j = g_rand_int_range(random, 0, i + 1);
        guint swapped = order[i];
        order[i] = order[j];
        order[j] = swapped;
    }
}

static void add(struct many *many) {
    for (int i = 0; i < SOURCES; i++) {
        GSource *source = g_idle_source_new();
        g_source_set_priority(source, many->same_priority ? 0 : i % (gint) many->priorities);
        g_source_set_callback(source, count_and_remove, &many->calls, NULL);
        many->ids[i] = g_source_attach(source, many->context);
        g_source_unref(source);
    }
}

static void find(struct many *many) {
    for (int i = 0; i < SOURCES; i++) {
        if (g_main_context_find_source_by_id(many->context, many->ids[many->order[i]]) == NULL) {
            abort();
        }
    }
}

static void destroy(struct many *many) {
    for (int i = 0; i < SOURCES; i++) {
        g_source_destroy(g_main_context_find_source_by_id(many->context, many->ids[many->order[i]]));
    }
}

static void timed(void (*step)(struct many *), struct many *many, struct samples *samples) {
    int64_t start = now_nanos();
    step(many);
    samples_add(samples, (now_nanos() - start) / SOURCES);
}

static void report(const char *op, const char *priorities, struct samples *samples) {
    report_result(MANY_SOURCES, GLIB, samples_percentile(samples, 50), "op=%s;sources=%d;priorities=%s", op, SOURCES,
                  priorities);
    samples_free(samples);
}

static void rows(const struct effort *effort, const char *priorities, guint count) {
    enum { ROUNDS = 20 };
    struct many *many = g_new0(struct many, 1);
    GRand *random = g_rand_new_with_seed(1);
    struct samples added;
    struct samples found;
    struct samples destroyed;
    size_t rounds = effort_count(effort, ROUNDS);
    samples_init(&added, rounds);
    samples_init(&found, rounds);
    samples_init(&destroyed, rounds);
    many->context = g_main_context_new();
    many->same_priority = count == 1;
    many->priorities = count;
    while (!samples_full(&added)) {
        shuffle(many->order, random);
        timed(add, many, &added);
        timed(find, many, &found);
        timed(destroy, many, &destroyed);
    }
    report("add", priorities, &added);
    report("find", priorities, &found);
    report("remove", priorities, &destroyed);
    g_main_context_unref(many->context);
    g_rand_free(random);
    g_free(many);
}

void many_source_rows(const struct effort *effort) {
    rows(effort, "1", 1);
    if (effort_nanos(effort) >= NANOS_PER_SECOND) { /* It takes half a minute. */
        rows(effort, "50000", SOURCES);
    }
}

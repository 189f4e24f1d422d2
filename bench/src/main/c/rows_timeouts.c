/*
 * What do timeouts cost? One operation is one timeout added and destroyed, or added, or destroyed, beside others
 * that are armed; one that is dispatched and armed again; one of many that are due together; one of many that are
 * added to none, or destroyed in the order in which they were added.
 */
#include "names.h"
#include "report.h"
#include "rows.h"
#include "sources.h"

enum { BATCH = 1000, EXPIRING = 100000, WITHIN_MILLIS = 100, INTERVALS = 1 << 16, HOUR_MILLIS = 3600 * 1000 };

struct timeouts {
    GMainContext *context;
    gint64 calls;
    GSource *added[EXPIRING];
    int batch;
    guint intervals_millis[INTERVALS];
    guint next;
};

static GSource *add_one(struct timeouts *self) {
    guint interval_millis = self->intervals_millis[self->next++ % INTERVALS];
    return attach_timeout(self->context, interval_millis, count_and_remove, &self->calls);
}

static struct timeouts *timeouts_new(int armed) {
    struct timeouts *self = g_new0(struct timeouts, 1);
    self->context = g_main_context_new();
    g_main_context_acquire(self->context);
    GRand *random = g_rand_new_with_seed(1);
    for (int i = 0; i < INTERVALS; i++) {
        self->intervals_millis[i] = HOUR_MILLIS + (guint) g_rand_int_range(random, 0, HOUR_MILLIS);
    }
    g_rand_free(random);
    for (int i = 0; i < armed; i++) {
        add_one(self);
    }
    return self;
}

static void timeouts_free(struct timeouts *self) {
    g_main_context_release(self->context);
    g_main_context_unref(self->context);
    g_free(self);
}

static void add_and_remove(void *data) {
    for (int i = 0; i < BATCH; i++) {
        g_source_destroy(add_one(data));
    }
}

static void add(void *data) {
    struct timeouts *self = data;
    for (int i = 0; i < self->batch; i++) {
        self->added[i] = add_one(self);
    }
}

static void remove_added(void *data) {
    struct timeouts *self = data;
    for (int i = 0; i < self->batch; i++) {
        if (self->added[i] != NULL) {
            g_source_destroy(self->added[i]);
            self->added[i] = NULL;
        }
    }
}

static void add_remove_row(const struct effort *effort, int armed) {
    struct timeouts *self = timeouts_new(armed);
    report_result(W2_TIMEOUTS, GLIB, measure(effort, add_and_remove, self, BATCH), "op=add-remove;armed=%d", armed);
    timeouts_free(self);
}

static void halves(const struct effort *effort, int armed) {
    struct timeouts *self = timeouts_new(armed);
    self->batch = BATCH;
    report_result(W2_TIMEOUTS, GLIB, measure_prepared(effort, remove_added, add, self, BATCH), "op=add;armed=%d",
                  armed);
    remove_added(self);
    report_result(W2_TIMEOUTS, GLIB, measure_prepared(effort, add, remove_added, self, BATCH),
                  "op=remove;armed=%d", armed);
    timeouts_free(self);
}

static void fill_and_drain(const struct effort *effort) {
    struct timeouts *self = timeouts_new(0);
    self->batch = EXPIRING;
    report_result(W2_TIMEOUTS, GLIB, measure_prepared(effort, remove_added, add, self, EXPIRING),
                  "op=fill;timers=%d", EXPIRING);
    remove_added(self);
    report_result(W2_TIMEOUTS, GLIB, measure_prepared(effort, add, remove_added, self, EXPIRING),
                  "op=drain;timers=%d", EXPIRING);
    timeouts_free(self);
}

static void iterate(void *data) {
    struct timeouts *self = data;
    for (int i = 0; i < self->batch; i++) {
        g_main_context_iteration(self->context, FALSE);
    }
}

static void rearm(const struct effort *effort, int armed) {
    struct timeouts *self = timeouts_new(armed);
    self->batch = armed > 1000 ? 1 : BATCH;
    attach_timeout(self->context, 0, count_and_continue, &self->calls);
    report_result(W2_TIMEOUTS, GLIB, measure(effort, iterate, self, self->batch), "op=rearm;armed=%d", armed);
    timeouts_free(self);
}

static void add_expiring(void *data) {
    struct timeouts *self = data;
    self->calls = 0;
    for (int i = 0; i < EXPIRING; i++) {
        attach_timeout(self->context, self->intervals_millis[i % INTERVALS] % WITHIN_MILLIS, count_and_remove,
                       &self->calls);
    }
    g_usleep(WITHIN_MILLIS * 1000);
}

static void expire(void *data) {
    struct timeouts *self = data;
    while (self->calls < EXPIRING) {
        g_main_context_iteration(self->context, FALSE);
    }
}

static void mass_expiry(const struct effort *effort) {
    struct timeouts *self = timeouts_new(0);
    report_result(W2_TIMEOUTS, GLIB, measure_prepared(effort, add_expiring, expire, self, EXPIRING),
                  "op=expire;armed=%d", EXPIRING);
    timeouts_free(self);
}

void timeout_rows(const struct effort *effort) {
    static const int ARMED[] = {10, 1000, 100000, 1000000};
    size_t counts = effort->quick ? 3 : G_N_ELEMENTS(ARMED);
    for (size_t i = 0; i < counts; i++) {
        add_remove_row(effort, ARMED[i]);
        halves(effort, ARMED[i]);
    }
    fill_and_drain(effort);
    rearm(effort, 0);
    rearm(effort, 100000);
    mass_expiry(effort);
}

#include "open_load.h"

#include "arrivals.h"
#include "sources.h"
#include "waiting.h"

enum { WARM_UP_SHARE = 4 };

static int64_t period_of(int per_second) {
    return NANOS_PER_SECOND / per_second;
}

static void samples_for(struct samples *samples, const struct effort *effort, int per_second) {
    struct arrivals arrivals = {0, period_of(per_second)};
    samples_init(samples, (size_t) arrivals_within(&arrivals, effort_nanos(effort)));
}

/* ---- calls */

/* Returns the median of how long a call took from when it began, and not from when it was meant. */
static double call_for(int64_t nanos, int64_t period_nanos, void (*call)(void *), void *self,
                       struct samples *samples) {
    struct arrivals arrivals = arrivals_from_now(period_nanos);
    int64_t count = arrivals_within(&arrivals, nanos);
    struct samples taken;
    samples_init(&taken, (size_t) count);
    for (int64_t i = 0; i < count; i++) {
        int64_t intended = arrivals_intended(&arrivals, i);
        wait_until(intended);
        int64_t begun = now_nanos();
        call(self);
        int64_t over = now_nanos();
        samples_add(samples, over - intended);
        samples_add(&taken, over - begun);
    }
    double median = samples_percentile(&taken, 50);
    samples_free(&taken);
    return median;
}

bool open_load_calls(const struct effort *effort, int per_second, void (*call)(void *), void *self,
                     struct samples *samples) {
    int64_t nanos = effort_nanos(effort);
    int64_t period = period_of(per_second);
    samples_for(samples, effort, per_second);
    bool keeps_up = call_for(nanos / WARM_UP_SHARE, period, call, self, samples) < (double) period;
    samples_clear(samples);
    if (keeps_up) {
        call_for(nanos, period, call, self, samples);
    }
    return keeps_up;
}

/* ---- trips */

struct trips {
    const struct circuit *circuit;
    struct samples *samples; /* the origin's until all are home */
    int64_t home;            /* written by the origin, atomic */
};

struct trip {
    struct trips *all;
    int64_t intended_nanos;
};

static gboolean set_out(gpointer data) {
    struct trip *trip = data;
    trip->all->circuit->set_out(trip);
    return G_SOURCE_REMOVE;
}

void *trip_self(const struct trip *trip) {
    return trip->all->circuit->self;
}

void trip_is_home(struct trip *trip) {
    struct trips *all = trip->all;
    samples_add(all->samples, now_nanos() - trip->intended_nanos);
    __atomic_store_n(&all->home, all->home + 1, __ATOMIC_RELEASE);
}

static void travel_for(int64_t nanos, int64_t period_nanos, const struct circuit *circuit, struct samples *samples) {
    struct arrivals arrivals = arrivals_from_now(period_nanos);
    int64_t count = arrivals_within(&arrivals, nanos);
    struct trips all = {circuit, samples, 0};
    struct trip *each = g_new(struct trip, count);
    for (int64_t i = 0; i < count; i++) {
        each[i] = (struct trip){&all, arrivals_intended(&arrivals, i)};
        wait_until(each[i].intended_nanos);
        post(circuit->origin, set_out, &each[i]);
    }
    while (__atomic_load_n(&all.home, __ATOMIC_ACQUIRE) < count) {
        nap();
    }
    g_free(each);
}

void open_load_trips(const struct effort *effort, int per_second, const struct circuit *circuit,
                     struct samples *samples) {
    samples_for(samples, effort, per_second);
    travel_for(effort_nanos(effort) / WARM_UP_SHARE, period_of(per_second), circuit, samples);
    samples_clear(samples);
    travel_for(effort_nanos(effort), period_of(per_second), circuit, samples);
}

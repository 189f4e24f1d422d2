/*
 * Puts open loads to what stalls for 20 ms once and to what is too slow, and prints what they tell. With a message each
 * millisecond for 30 ms, some 20 have to wait through a stall of 20 ms.
 */
#include "arrivals.h"
#include "loop_thread.h"
#include "open_load.h"
#include "report.h"
#include "waiting.h"

static const struct effort EFFORT = {false, 30 * NANOS_PER_MILLI};

struct stall {
    int left;
    int64_t nanos;
};

/* After so many calls that are quick. */
static void stall_once(void *data) {
    struct stall *stall = data;
    if (stall->left-- == 0) {
        wait_until(now_nanos() + stall->nanos);
    }
}

static void take_long(void *nanos) {
    wait_until(now_nanos() + *(int64_t *) nanos);
}

static void stall_the_loop(struct trip *trip) {
    stall_once(trip_self(trip));
    trip_is_home(trip);
}

static void print(const char *workload, struct samples *samples) {
    report_percentiles_and_worst(workload, "glib", samples, "stall=20ms");
    report_count(workload, "glib", "samples", (double) samples->count, "%s", "");
    samples_free(samples);
}

static void calls(int first_stalled) {
    struct samples samples;
    struct stall stall = {first_stalled, 20 * NANOS_PER_MILLI};
    bool keeps_up = open_load_calls(&EFFORT, OPEN_PER_SECOND, stall_once, &stall, &samples);
    report_count("calls", "glib", "keeps up", keeps_up, "%s", "");
    print("calls", &samples);
}

static void trips(int first_stalled) {
    struct samples samples;
    struct loop_thread loop;
    struct stall stall = {first_stalled, 20 * NANOS_PER_MILLI};
    loop_thread_start(&loop, -1);
    open_load_trips(&EFFORT, OPEN_PER_SECOND, &(struct circuit){loop.context, stall_the_loop, &stall}, &samples);
    loop_thread_end(&loop);
    print("trips", &samples);
}

static void calls_that_take_too_long(void) {
    struct samples samples;
    int64_t nanos = 2 * NANOS_PER_MILLI;
    bool keeps_up = open_load_calls(&EFFORT, OPEN_PER_SECOND, take_long, &nanos, &samples);
    report_count("slow calls", "glib", "keeps up", keeps_up, "%s", "");
    report_count("slow calls", "glib", "samples", (double) samples.count, "%s", "");
    samples_free(&samples);
}

static void schedule(void) {
    const struct arrivals arrivals = {1000, 50};
    report_count("schedule", "glib", "intended", (double) arrivals_intended(&arrivals, 3), "number=3");
    report_count("schedule", "glib", "due", (double) arrivals_due_by(&arrivals, 999), "moment=999");
    report_count("schedule", "glib", "due", (double) arrivals_due_by(&arrivals, 1049), "moment=1049");
    report_count("schedule", "glib", "due", (double) arrivals_due_by(&arrivals, 1050), "moment=1050");
    report_count("schedule", "glib", "within", (double) arrivals_within(&arrivals, 51), "length=51");
}

int main(void) {
    const int first_measured = 8; /* a quarter of 30 calls goes before */
    calls(first_measured);
    trips(first_measured);
    calls_that_take_too_long();
    schedule();
    return 0;
}

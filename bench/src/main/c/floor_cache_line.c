/* Two threads on two cores hand a number to and fro, each in a line of its own. One operation is one way. */
#include "floor.h"
#include "names.h"
#include "placement.h"
#include "report.h"

#include <pthread.h>
#include <stdatomic.h>

enum { ROUND_TRIPS = 1000, LINE = 128 };

struct lines {
    _Alignas(LINE) _Atomic int64_t to;
    _Alignas(LINE) _Atomic int64_t back;
    _Alignas(LINE) int64_t sent; /* of the thread that sends */
    int cpu;                     /* of the other */
};

static void *return_all(void *data) {
    struct lines *lines = data;
    pin(lines->cpu);
    for (int64_t seen = 0; seen >= 0;) {
        int64_t now = atomic_load_explicit(&lines->to, memory_order_acquire);
        if (now != seen) {
            seen = now;
            atomic_store_explicit(&lines->back, now, memory_order_release);
        }
    }
    return NULL;
}

static void send_and_await(void *data) {
    struct lines *lines = data;
    for (int i = 0; i < ROUND_TRIPS; i++) {
        int64_t number = ++lines->sent;
        atomic_store_explicit(&lines->to, number, memory_order_release);
        while (atomic_load_explicit(&lines->back, memory_order_acquire) != number) {
        }
    }
}

void floor_cache_line(const struct effort *effort) {
    const struct placement *two_cores = &placements()[1];
    struct lines lines = {0};
    pthread_t other;
    if (two_cores->name == NULL) {
        report_absent("there is only one core", "floor what=cache-line");
        return;
    }
    lines.cpu = two_cores->second_cpu;
    pin(two_cores->first_cpu);
    pthread_create(&other, NULL, return_all, &lines);
    double nanos = measure(effort, send_and_await, &lines, 2 * ROUND_TRIPS);
    atomic_store(&lines.to, -1);
    pthread_join(other, NULL);
    unpin();
    report_result(FLOOR, MACHINE, nanos, "what=cache-line;placement=two-cores;in=c");
}

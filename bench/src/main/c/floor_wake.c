/*
 * From a wake-up until the woken thread runs, which was proven to be blocked: in a futex, and in epoll_wait on an
 * eventfd. One way, as rows_wake.c measures GLib.
 */
#define _GNU_SOURCE
#include "floor.h"
#include "names.h"
#include "placement.h"
#include "report.h"

#include <limits.h>
#include <linux/futex.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { WARM_UP = 200, IN_FULL = 20000 };

struct sleeper {
    const struct way *way;
    int cpu;
    int state;               /* open file of /proc; published by ready */
    _Atomic int ready;
    _Atomic uint32_t word;   /* how often it was woken; the futex */
    int64_t ran_nanos;       /* published by woken */
    _Atomic uint32_t woken;
    _Atomic int is_over;
    int epoll;
    int event;
};

/* A way to sleep, and to wake who sleeps so. */
struct way {
    const char *name;
    void (*sleep)(struct sleeper *, uint32_t seen);
    void (*wake)(struct sleeper *);
};

static void sleep_in_futex(struct sleeper *self, uint32_t seen) {
    while (atomic_load(&self->word) == seen) {
        syscall(SYS_futex, &self->word, FUTEX_WAIT_PRIVATE, seen, NULL, NULL, 0);
    }
}

static void wake_futex(struct sleeper *self) {
    atomic_fetch_add(&self->word, 1);
    syscall(SYS_futex, &self->word, FUTEX_WAKE_PRIVATE, 1, NULL, NULL, 0);
}

static void sleep_in_epoll(struct sleeper *self, uint32_t seen) {
    struct epoll_event ready;
    (void) seen;
    while (epoll_wait(self->epoll, &ready, 1, -1) != 1) {
    }
}

/* Edge-triggered, so nobody needs to read. */
static void wake_epoll(struct sleeper *self) {
    uint64_t one = 1;
    atomic_fetch_add(&self->word, 1);
    if (write(self->event, &one, sizeof one) != sizeof one) {
        abort();
    }
}

static void *run(void *data) {
    struct sleeper *self = data;
    pin(self->cpu);
    self->state = thread_state_open(thread_id());
    atomic_store(&self->ready, 1);
    for (uint32_t seen = 0; !atomic_load(&self->is_over); seen++) {
        self->way->sleep(self, seen);
        self->ran_nanos = now_nanos();
        atomic_store(&self->woken, seen + 1);
    }
    return NULL;
}

static int64_t wake_once(struct sleeper *self, bool same_core) {
    await_blocked(self->state, same_core);
    uint32_t before = atomic_load(&self->woken);
    int64_t start = now_nanos();
    self->way->wake(self);
    while (atomic_load(&self->woken) == before) {
        wait_a_moment(same_core);
    }
    return self->ran_nanos - start;
}

static void open_epoll(struct sleeper *self) {
    struct epoll_event wanted = {.events = EPOLLIN | EPOLLET};
    self->epoll = epoll_create1(EPOLL_CLOEXEC);
    self->event = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    if (self->epoll < 0 || self->event < 0 || epoll_ctl(self->epoll, EPOLL_CTL_ADD, self->event, &wanted) != 0) {
        perror("epoll");
        abort();
    }
}

static void row(const struct effort *effort, const struct way *way, const struct placement *placement) {
    struct sleeper self = {.way = way, .cpu = placement->second_cpu};
    struct samples samples;
    pthread_t thread;
    bool same_core = placement->first_cpu == placement->second_cpu;
    open_epoll(&self);
    pin(placement->first_cpu);
    pthread_create(&thread, NULL, run, &self);
    while (!atomic_load(&self.ready)) {
        wait_a_moment(true);
    }
    samples_init(&samples, effort_count(effort, IN_FULL));
    for (int i = 0; i < WARM_UP; i++) {
        wake_once(&self, same_core);
    }
    for (int64_t until = now_nanos() + 3 * effort_nanos(effort); !samples_full(&samples) && now_nanos() < until;) {
        samples_add(&samples, wake_once(&self, same_core));
    }
    atomic_store(&self.is_over, 1);
    way->wake(&self);
    pthread_join(thread, NULL);
    unpin();
    report_percentiles(FLOOR, MACHINE, &samples, "what=%s;placement=%s;in=c", way->name, placement->name);
    samples_free(&samples);
    close(self.state);
    close(self.event);
    close(self.epoll);
}

void floor_wake(const struct effort *effort) {
    static const struct way WAYS[] = {{"futex-wake", sleep_in_futex, wake_futex},
                                      {"epoll-wake", sleep_in_epoll, wake_epoll}};
    for (const struct placement *placement = placements(); placement->name != NULL; placement++) {
        row(effort, &WAYS[0], placement);
        row(effort, &WAYS[1], placement);
    }
}

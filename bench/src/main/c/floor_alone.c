/* One operation each: a look at the clock, a compare-and-set, a block of memory, a system call, a thread. */
#define _GNU_SOURCE
#include "floor.h"
#include "names.h"
#include "report.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { BATCH = 1000, THREADS = 20, BLOCK = 64 };

static volatile int64_t sink;
static void *volatile block;
static _Atomic int64_t word;

static void look_at_clock(void *self) {
    (void) self;
    for (int i = 0; i < BATCH; i++) {
        sink = now_nanos();
    }
}

static void compare_and_set(void *self) {
    (void) self;
    for (int i = 0; i < BATCH; i++) {
        int64_t seen = atomic_load_explicit(&word, memory_order_relaxed);
        atomic_compare_exchange_strong(&word, &seen, seen + 1);
    }
}

static void allocate(void *self) {
    (void) self;
    for (int i = 0; i < BATCH; i++) {
        block = malloc(BLOCK);
        free(block);
    }
}

static void call_system(void *self) {
    (void) self;
    for (int i = 0; i < BATCH; i++) {
        sink = syscall(SYS_getppid);
    }
}

struct round {
    int epoll;
    int event;
};

static void look_for_nothing(void *self) {
    struct round *round = self;
    struct epoll_event ready;
    for (int i = 0; i < BATCH; i++) {
        sink = epoll_wait(round->epoll, &ready, 1, 0);
    }
}

static void go_round(void *self) {
    struct round *round = self;
    struct epoll_event ready;
    uint64_t one = 1;
    for (int i = 0; i < BATCH; i++) {
        if (write(round->event, &one, sizeof one) != sizeof one || epoll_wait(round->epoll, &ready, 1, -1) != 1 ||
            read(round->event, &one, sizeof one) != sizeof one) {
            abort();
        }
    }
}

static void epoll_rows(const struct effort *effort) {
    struct round round = {.epoll = epoll_create1(EPOLL_CLOEXEC), .event = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)};
    struct epoll_event wanted = {.events = EPOLLIN};
    if (round.epoll < 0 || round.event < 0 || epoll_ctl(round.epoll, EPOLL_CTL_ADD, round.event, &wanted) != 0) {
        perror("epoll");
        abort();
    }
    report_result(FLOOR, MACHINE, measure(effort, look_for_nothing, &round, BATCH), "what=epoll-empty;in=c");
    report_result(FLOOR, MACHINE, measure(effort, go_round, &round, BATCH), "what=epoll-round;in=c");
    close(round.event);
    close(round.epoll);
}

static void *nothing(void *data) {
    return data;
}

static void start_threads(void *self) {
    (void) self;
    for (int i = 0; i < THREADS; i++) {
        pthread_t thread;
        if (pthread_create(&thread, NULL, nothing, NULL) != 0) {
            abort();
        }
        pthread_join(thread, NULL);
    }
}

void floor_alone(const struct effort *effort) {
    report_result(FLOOR, MACHINE, measure(effort, look_at_clock, NULL, BATCH), "what=clock;in=c");
    report_result(FLOOR, MACHINE, measure(effort, compare_and_set, NULL, BATCH), "what=cas;in=c");
    report_result(FLOOR, MACHINE, measure(effort, allocate, NULL, BATCH), "what=allocation;in=c");
    report_result(FLOOR, MACHINE, measure(effort, call_system, NULL, BATCH), "what=system-call;in=c");
    epoll_rows(effort);
    report_result(FLOOR, MACHINE, measure(effort, start_threads, NULL, THREADS), "what=thread;in=c");
}

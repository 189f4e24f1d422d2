#define _GNU_SOURCE
#include "placement.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

enum {
    STATE_SIZE = 256,
    STABLE_READINGS = 3 /* a thread that only passes through a lock does not sleep so many readings long */
};

static cpu_set_t at_start;

__attribute__((constructor)) static void remember_where_we_may_run(void) {
    if (sched_getaffinity(0, sizeof at_start, &at_start) != 0) {
        perror("sched_getaffinity");
        abort();
    }
}

/* The nth processor that the program may use, or -1. */
static int nth_cpu(int n) {
    for (int cpu = 0; cpu < CPU_SETSIZE; cpu++) {
        if (CPU_ISSET(cpu, &at_start) && n-- == 0) {
            return cpu;
        }
    }
    return -1;
}

const struct placement *placements(void) {
    static struct placement table[3];
    int first = nth_cpu(0);
    int second = nth_cpu(1);
    table[0] = (struct placement){"same-core", first, first};
    table[1] = (struct placement){second < 0 ? NULL : "two-cores", first, second};
    return table;
}

static void pin_to(const cpu_set_t *cpus) {
    if (sched_setaffinity(0, sizeof *cpus, cpus) != 0) {
        perror("sched_setaffinity");
    }
}

void pin(int cpu) {
    cpu_set_t one;
    CPU_ZERO(&one);
    CPU_SET(cpu, &one);
    pin_to(&one);
}

void pin_elsewhere(int cpu) {
    cpu_set_t others = at_start;
    CPU_CLR(cpu, &others);
    pin_to(&others);
}

void unpin(void) {
    pin_to(&at_start);
}

pid_t thread_id(void) {
    return (pid_t) syscall(SYS_gettid);
}

int thread_state_open(pid_t thread) {
    char path[64];
    snprintf(path, sizeof path, "/proc/self/task/%d/stat", (int) thread);
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        perror(path);
        abort();
    }
    return file;
}

/* The state stands behind the name, which is in parentheses and may hold some itself. */
static bool is_asleep(int thread_state) {
    char text[STATE_SIZE];
    ssize_t length = pread(thread_state, text, sizeof text - 1, 0);
    if (length <= 0) {
        perror("state of a thread");
        abort();
    }
    text[length] = '\0';
    const char *name_end = strrchr(text, ')');
    return name_end != NULL && name_end[1] != '\0' && name_end[2] == 'S';
}

void await_blocked(int thread_state, bool same_core) {
    for (int readings = 0; readings < STABLE_READINGS;) {
        if (is_asleep(thread_state)) {
            readings++;
        } else {
            readings = 0;
            wait_a_moment(same_core);
        }
    }
}

void wait_a_moment(bool same_core) {
    if (same_core) {
        sched_yield();
    } else {
#if defined(__x86_64__) || defined(__i386__)
        __builtin_ia32_pause();
#elif defined(__aarch64__)
        __asm__ volatile("yield");
#endif
    }
}

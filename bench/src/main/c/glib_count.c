/*
 * Does operations of GLib that strace counts the system calls of: so many, and twice as many, each between two marks.
 * A mark is a look for a file that is not there; its name tells what is done, how often, and by which thread beside
 * the one that makes the mark. What serves the proof that the loop is blocked, pread64 and sched_yield, is not to be
 * counted.
 */
#include "echo_line.h"
#include "loop_thread.h"
#include "names.h"
#include "placement.h"
#include "report.h"
#include "sources.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { WINDOW = 10000 };

struct counted {
    struct loop_thread loop;
    struct echo_line line;
    gint64 ran; /* written by the loop, atomic */
    gint64 left;
};

struct scenario {
    const char *name;
    void (*run)(struct counted *, long operations);
};

static gint64 how_many_ran(struct counted *counted) {
    return __atomic_load_n(&counted->ran, __ATOMIC_ACQUIRE);
}

static gboolean run_once(gpointer data) {
    struct counted *counted = data;
    __atomic_store_n(&counted->ran, counted->ran + 1, __ATOMIC_RELEASE);
    return G_SOURCE_REMOVE;
}

static void await(struct counted *counted, gint64 count) {
    while (how_many_ran(counted) < count) {
        wait_a_moment(true);
    }
}

static void wake(struct counted *counted, long operations) {
    gint64 ran = how_many_ran(counted);
    for (long i = 0; i < operations; i++) {
        await_blocked(counted->loop.state, true);
        post(counted->loop.context, run_once, counted);
        await(counted, ++ran);
    }
}

static void flood(struct counted *counted, long operations) {
    gint64 ran = how_many_ran(counted);
    for (long i = 1; i <= operations; i++) {
        post(counted->loop.context, run_once, counted);
        await(counted, ran + i - WINDOW);
    }
    await(counted, ran + operations);
}

static gboolean run_until_none_is_left(gpointer data) {
    struct counted *counted = data;
    if (--counted->left > 0) {
        return G_SOURCE_CONTINUE;
    }
    return run_once(counted);
}

static void idle(struct counted *counted, long operations) {
    gint64 ran = how_many_ran(counted);
    counted->left = operations;
    attach_idle(counted->loop.context, run_until_none_is_left, counted);
    await(counted, ran + 1);
}

static gboolean add_until_none_is_left(gpointer data) {
    struct counted *counted = data;
    if (--counted->left == 0) {
        return run_once(counted);
    }
    attach_idle(counted->loop.context, add_until_none_is_left, counted);
    return G_SOURCE_REMOVE;
}

static void once(struct counted *counted, long operations) {
    gint64 ran = how_many_ran(counted);
    counted->left = operations;
    attach_idle(counted->loop.context, add_until_none_is_left, counted);
    await(counted, ran + 1);
}

static void echo(struct counted *counted, long operations) {
    for (long i = 0; i < operations; i++) {
        echo_line_round_trip(&counted->line, 1);
    }
}

/* The file is not there, and that is no error. */
static void mark(const char *path) {
    if (access(path, F_OK) == 0) {
        fprintf(stderr, "%s is there\n", path);
    }
}

/* How often a thread gave its processor up because it had to wait. */
static long sleeps(pid_t thread) {
    char line[128];
    long count = 0;
    snprintf(line, sizeof line, "/proc/self/task/%d/status", (int) thread);
    FILE *status = fopen(line, "r");
    while (status != NULL && fgets(line, sizeof line, status) != NULL) {
        if (sscanf(line, "voluntary_ctxt_switches: %ld", &count) == 1) {
            break;
        }
    }
    if (status != NULL) {
        fclose(status);
    }
    return count;
}

static void between_marks(const struct scenario *scenario, struct counted *counted, long operations, pid_t loop) {
    char path[128];
    snprintf(path, sizeof path, "/mainspring-mark/begin/%s/%ld/%d", scenario->name, operations, (int) loop);
    mark(path);
    scenario->run(counted, operations);
    mark("/mainspring-mark/end");
}

static gboolean tell_thread(gpointer data) {
    __atomic_store_n((pid_t *) data, thread_id(), __ATOMIC_RELEASE);
    return G_SOURCE_REMOVE;
}

static void run(const struct scenario *scenario, long operations) {
    struct counted counted = {0};
    pid_t loop = 0;
    loop_thread_start(&counted.loop, -1);
    post(counted.loop.context, tell_thread, &loop);
    while (__atomic_load_n(&loop, __ATOMIC_ACQUIRE) == 0) {
        wait_a_moment(true);
    }
    if (scenario->run == echo) {
        echo_line_open(&counted.line, counted.loop.context, "socketpair", false);
    }
    scenario->run(&counted, operations / 10 + 1);
    between_marks(scenario, &counted, operations, loop);
    long before = sleeps(loop);
    between_marks(scenario, &counted, 2 * operations, loop);
    if (scenario->run == flood) {
        report_count(W4_POST, GLIB, "wake-ups", (double) (sleeps(loop) - before) / (double) (2 * operations),
                     "posters=1");
    }
    if (scenario->run == echo) {
        echo_line_close(&counted.line);
    }
    loop_thread_end(&counted.loop);
}

int main(int argc, char **argv) {
    static const struct scenario SCENARIOS[] = {
        {"wake", wake}, {"idle", idle}, {"once", once}, {"flood", flood}, {"echo", echo}};
    long operations = argc > 1 ? strtol(argv[1], NULL, 10) : 0;
    if (operations <= 0 || argc > 3) {
        fprintf(stderr, "usage: %s OPERATIONS [SCENARIO]\n", argv[0]);
        return 2;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(SCENARIOS); i++) {
        if (argc == 2 || strcmp(argv[2], SCENARIOS[i].name) == 0) {
            run(&SCENARIOS[i], operations);
        }
    }
    return 0;
}

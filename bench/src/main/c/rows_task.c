/*
 * How long does a task take that has nothing to do: from its start on a loop, through a worker thread, until its
 * completion runs on that loop again? As QEMU does it, with a thread for each task, detached, that leaves a source
 * to the origin's context; and with GLib's pool of one and of four threads, which are pinned. Tasks start as soon as
 * the one before is complete, or at fixed times, for which another thread posts to the loop.
 */
#include "loop_thread.h"
#include "names.h"
#include "open_load.h"
#include "placement.h"
#include "report.h"
#include "rows.h"
#include "sources.h"

#include <pthread.h>
#include <stdlib.h>

enum { WARM_UP = 200, IN_FULL = 20000 };

struct tasks {
    struct loop_thread origin;
    GThreadPool *pool; /* NULL: a thread each */
    int pool_number;   /* no two pools have the same */
    int worker_cpu;    /* where the threads of the pool are pinned, -1: nowhere */
    struct samples samples;
    /* Of tasks that do not come at fixed times: */
    size_t warm_up;
    int64_t until_nanos;
    gint is_over;
};

/* One is made for each task and freed on completion, as a task is. */
struct task {
    struct tasks *tasks;
    struct trip *trip; /* NULL: it does not come at a fixed time */
    int64_t started_nanos;
    gint64 result;
};

static void start(struct tasks *tasks, struct trip *trip);

static void start_next(struct tasks *tasks, int64_t started_nanos) {
    int64_t now = now_nanos();
    if (tasks->warm_up > 0) {
        tasks->warm_up--;
    } else {
        samples_add(&tasks->samples, now - started_nanos);
    }
    if (!samples_full(&tasks->samples) && now < tasks->until_nanos) {
        start(tasks, NULL);
    } else {
        g_atomic_int_set(&tasks->is_over, TRUE);
    }
}

static gboolean complete(gpointer data) {
    struct task task = *(struct task *) data;
    g_free(data);
    if (task.result != task.started_nanos) {
        abort();
    }
    if (task.trip == NULL) {
        start_next(task.tasks, task.started_nanos);
    } else {
        trip_is_home(task.trip);
    }
    return G_SOURCE_REMOVE;
}

static void work(struct task *task) {
    GMainContext *origin = task->tasks->origin.context;
    task->result = task->started_nanos;
    post(origin, complete, task);
}

static void *thread_each(void *data) {
    work(data);
    return NULL;
}

/* A pool may get a thread that another has left, pinned where it was. */
static void in_pool(gpointer data, gpointer unused) {
    static _Thread_local int placed_for;
    struct task *task = data;
    const struct tasks *tasks = task->tasks;
    (void) unused;
    if (placed_for != tasks->pool_number && tasks->worker_cpu >= 0) {
        pin(tasks->worker_cpu);
        placed_for = tasks->pool_number;
    }
    work(task);
}

static void start_thread(struct task *task) {
    pthread_t thread;
    pthread_attr_t detached;
    pthread_attr_init(&detached);
    pthread_attr_setdetachstate(&detached, PTHREAD_CREATE_DETACHED);
    if (pthread_create(&thread, &detached, thread_each, task) != 0) {
        abort();
    }
    pthread_attr_destroy(&detached);
}

static void start(struct tasks *tasks, struct trip *trip) {
    struct task *task = g_new0(struct task, 1);
    task->tasks = tasks;
    task->trip = trip;
    task->started_nanos = now_nanos();
    if (tasks->pool == NULL) {
        start_thread(task);
    } else {
        g_thread_pool_push(tasks->pool, task, NULL);
    }
}

/* ---- rows */

static void open(struct tasks *tasks, const struct placement *placement, int pool_threads) {
    static int pools;
    tasks->pool_number = ++pools;
    tasks->worker_cpu = placement->second_cpu;
    tasks->pool = pool_threads == 0 ? NULL : g_thread_pool_new(in_pool, NULL, pool_threads, TRUE, NULL);
    loop_thread_start(&tasks->origin, placement->first_cpu);
}

static void close(struct tasks *tasks) {
    loop_thread_end(&tasks->origin);
    if (tasks->pool != NULL) {
        g_thread_pool_free(tasks->pool, FALSE, TRUE);
    }
}

static void print(struct tasks *tasks, const struct placement *placement, const char *load, int pool_threads) {
    if (pool_threads == 0) {
        report_percentiles(W9_TASK, QEMU_THREAD_EACH, &tasks->samples, "placement=%s;%s", placement->name, load);
    } else {
        report_percentiles(W9_TASK, GLIB_THREAD_POOL, &tasks->samples, "placement=%s;%s;pool=%d", placement->name,
                           load, pool_threads);
    }
    samples_free(&tasks->samples);
}

static gboolean start_first(gpointer data) {
    start(data, NULL);
    return G_SOURCE_REMOVE;
}

static void closed_row(const struct effort *effort, const struct placement *placement, int pool_threads) {
    struct tasks tasks = {.warm_up = WARM_UP, .until_nanos = now_nanos() + 4 * effort_nanos(effort)};
    samples_init(&tasks.samples, effort_count(effort, IN_FULL));
    open(&tasks, placement, pool_threads);
    post(tasks.origin.context, start_first, &tasks);
    while (!g_atomic_int_get(&tasks.is_over)) {
        g_usleep(1000);
    }
    close(&tasks);
    print(&tasks, placement, "outstanding=1", pool_threads);
}

static void set_out(struct trip *trip) {
    start(trip_self(trip), trip);
}

static void open_row(const struct effort *effort, const struct placement *placement, int pool_threads) {
    struct tasks tasks = {0};
    bool is_placed = placement->first_cpu >= 0;
    open(&tasks, placement, pool_threads);
    if (is_placed) {
        pin(placement->first_cpu);
    }
    open_load_trips(effort, OPEN_PER_SECOND, &(struct circuit){tasks.origin.context, set_out, &tasks}, &tasks.samples);
    if (is_placed) {
        unpin();
    }
    close(&tasks);
    print(&tasks, placement, "way=in-out-in;rate=1000/s", pool_threads);
}

static void rows(const struct effort *effort, const struct placement *placement, int pool_threads) {
    closed_row(effort, placement, pool_threads);
    if (!effort->quick) {
        open_row(effort, placement, pool_threads);
    }
}

void task_rows(const struct effort *effort) {
    static const struct placement UNPINNED = {"unpinned", -1, -1};
    rows(effort, &UNPINNED, 0);
    for (const struct placement *placement = placements(); placement->name != NULL; placement++) {
        rows(effort, placement, 1);
        if (!effort->quick) {
            rows(effort, placement, 4);
        }
    }
}

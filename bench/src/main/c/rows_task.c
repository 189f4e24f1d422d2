/*
 * How long does a task take that has nothing to do: from its start on a loop, through a worker thread, until its
 * completion runs on that loop again? As QEMU does it, with a thread for each task, detached, that leaves a source
 * to the origin's context; and with GLib's pool of one and of four threads, pinned or not.
 */
#include "loop_thread.h"
#include "names.h"
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
    int worker_cpu;    /* where the threads of the pool are pinned, -1: nowhere */
    struct samples samples;
    size_t warm_up;
    int64_t until_nanos;
    int in_flight;
    gint is_over;
};

/* One is made for each task and freed on completion, as a task is. */
struct task {
    struct tasks *tasks;
    int64_t started_nanos;
    gint64 result;
};

static void start(struct tasks *tasks);

static gboolean complete(gpointer data) {
    struct task *task = data;
    struct tasks *tasks = task->tasks;
    int64_t now = now_nanos();
    if (task->result != task->started_nanos) {
        abort();
    }
    if (tasks->warm_up > 0) {
        tasks->warm_up--;
    } else {
        samples_add(&tasks->samples, now - task->started_nanos);
    }
    g_free(task);
    if (!samples_full(&tasks->samples) && now < tasks->until_nanos) {
        start(tasks);
    } else if (--tasks->in_flight == 0) {
        g_atomic_int_set(&tasks->is_over, TRUE);
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

static void in_pool(gpointer data, gpointer unused) {
    static _Thread_local bool is_placed;
    struct task *task = data;
    (void) unused;
    if (!is_placed && task->tasks->worker_cpu >= 0) {
        pin(task->tasks->worker_cpu);
    }
    is_placed = true;
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

static void start(struct tasks *tasks) {
    struct task *task = g_new0(struct task, 1);
    task->tasks = tasks;
    task->started_nanos = now_nanos();
    if (tasks->pool == NULL) {
        start_thread(task);
    } else {
        g_thread_pool_push(tasks->pool, task, NULL);
    }
}

static gboolean start_first(gpointer data) {
    start(data);
    return G_SOURCE_REMOVE;
}

static void print(struct tasks *tasks, const char *placement, int pool_threads) {
    if (pool_threads == 0) {
        report_percentiles(W9_TASK, QEMU_THREAD_EACH, &tasks->samples, "placement=%s;outstanding=1", placement);
    } else {
        report_percentiles(W9_TASK, GLIB_THREAD_POOL, &tasks->samples, "placement=%s;outstanding=1;pool=%d",
                           placement, pool_threads);
    }
}

static void row(const struct effort *effort, const struct placement *placement, int pool_threads) {
    struct tasks tasks = {.warm_up = WARM_UP, .in_flight = 1, .worker_cpu = placement->second_cpu};
    samples_init(&tasks.samples, effort_count(effort, IN_FULL));
    tasks.pool = pool_threads == 0 ? NULL : g_thread_pool_new(in_pool, NULL, pool_threads, TRUE, NULL);
    tasks.until_nanos = now_nanos() + 4 * effort_nanos(effort);
    loop_thread_start(&tasks.origin, placement->first_cpu);
    post(tasks.origin.context, start_first, &tasks);
    while (!g_atomic_int_get(&tasks.is_over)) {
        g_usleep(1000);
    }
    loop_thread_end(&tasks.origin);
    if (tasks.pool != NULL) {
        g_thread_pool_free(tasks.pool, FALSE, TRUE);
    }
    print(&tasks, placement->name, pool_threads);
    samples_free(&tasks.samples);
}

void task_rows(const struct effort *effort) {
    static const struct placement UNPINNED = {"unpinned", -1, -1};
    row(effort, &UNPINNED, 0);
    row(effort, &UNPINNED, 1);
    if (!effort->quick) {
        row(effort, &UNPINNED, 4);
    }
    for (const struct placement *placement = placements(); placement->name != NULL; placement++) {
        row(effort, placement, 1);
    }
}

/*
 * How long does a message take over a pair of sockets, out and back, where loops watch both ends: one loop for both, so
 * that a lap is two dispatches of it, or two loops? Beside quiet descriptors as well, which the loop of the near end
 * watches.
 */
#define _GNU_SOURCE
#include "echo_line.h"
#include "loop_thread.h"
#include "names.h"
#include "placement.h"
#include "quiet_files.h"
#include "report.h"
#include "rows.h"
#include "sources.h"

#include <glib-unix.h>
#include <stdlib.h>
#include <unistd.h>

enum { WARM_UP = 200, IN_FULL = 50000, PAGE = 4096, QUIET = 5000, MANY_QUIET = 10000 };

struct rally {
    struct loop_thread near;
    struct loop_thread far; /* unused where one loop has both ends */
    struct echo_line line;
    struct quiet_files quiet;
    GSource *home;
    struct samples samples; /* the near loop's until is_over */
    size_t bytes;
    size_t missing;
    size_t warm_up;
    int64_t sent_nanos;
    int64_t warm_nanos;
    int64_t until_nanos;
    gint is_over;
};

struct question {
    const struct placement *placement;
    int loops;
    size_t bytes;
    int quiet;
};

static void send_message(struct rally *rally) {
    rally->missing = rally->bytes;
    rally->sent_nanos = now_nanos();
    if (write(rally->line.client_out, rally->line.client_buffer, rally->bytes) != (ssize_t) rally->bytes) {
        abort();
    }
}

static void take_time(struct rally *rally, int64_t now) {
    if (rally->warm_up > 0 && now < rally->warm_nanos) {
        rally->warm_up--;
    } else {
        samples_add(&rally->samples, now - rally->sent_nanos);
    }
}

static gboolean is_home(gint file, GIOCondition condition, gpointer data) {
    struct rally *rally = data;
    (void) condition;
    ssize_t length = read(file, rally->line.client_buffer, rally->missing);
    if (length <= 0) {
        abort();
    }
    rally->missing -= (size_t) length;
    if (rally->missing > 0) {
        return G_SOURCE_CONTINUE;
    }
    int64_t now = now_nanos();
    take_time(rally, now);
    if (samples_full(&rally->samples) || now >= rally->until_nanos) {
        g_atomic_int_set(&rally->is_over, TRUE);
        return G_SOURCE_REMOVE;
    }
    send_message(rally);
    return G_SOURCE_CONTINUE;
}

static gboolean begin(gpointer data) {
    send_message(data);
    return G_SOURCE_REMOVE;
}

static void play(struct rally *rally, const struct question *question) {
    GMainContext *far = question->loops == 1 ? rally->near.context : rally->far.context;
    echo_line_open(&rally->line, far, "socketpair", false);
    rally->home = g_unix_fd_source_new(rally->line.client_in, G_IO_IN);
    g_source_set_callback(rally->home, G_SOURCE_FUNC(is_home), rally, NULL);
    g_source_attach(rally->home, rally->near.context);
    post(rally->near.context, begin, rally);
    while (!g_atomic_int_get(&rally->is_over)) {
        g_usleep(1000);
    }
    g_source_unref(rally->home);
    echo_line_close(&rally->line);
}

static void print(struct rally *rally, const struct question *question) {
    if (question->quiet == 0) {
        report_percentiles(W7_ECHO, GLIB, &rally->samples, "placement=%s;channel=socketpair;bytes=%zu;loops=%d",
                           question->placement->name, question->bytes, question->loops);
    } else {
        report_percentiles(W8_QUIET, GLIB, &rally->samples,
                           "placement=%s;channel=socketpair;bytes=%zu;quiet=%d;loops=%d", question->placement->name,
                           question->bytes, question->quiet, question->loops);
    }
}

static void row(const struct effort *effort, const struct question *question) {
    struct rally *rally = g_new0(struct rally, 1);
    rally->bytes = question->bytes;
    rally->warm_up = WARM_UP;
    samples_init(&rally->samples, effort_count(effort, IN_FULL));
    loop_thread_start(&rally->near, question->placement->first_cpu);
    loop_thread_start(&rally->far, question->placement->second_cpu);
    if (quiet_files_watch(&rally->quiet, rally->near.context, question->quiet)) {
        rally->warm_nanos = now_nanos() + effort_nanos(effort);
        rally->until_nanos = rally->warm_nanos + 3 * effort_nanos(effort);
        play(rally, question);
        print(rally, question);
    } else {
        report_absent("not so many files may be open", "%s quiet=%d loops=%d %s", W8_QUIET, question->quiet,
                      question->loops, GLIB);
    }
    quiet_files_close(&rally->quiet);
    loop_thread_end(&rally->near);
    loop_thread_end(&rally->far);
    samples_free(&rally->samples);
    g_free(rally);
}

void rally_rows(const struct effort *effort) {
    const struct placement *same_core = &placements()[0];
    row(effort, &(struct question){same_core, 1, 1, 0});
    row(effort, &(struct question){same_core, 1, 1, QUIET});
    if (effort->quick) {
        return;
    }
    row(effort, &(struct question){same_core, 1, PAGE, 0});
    row(effort, &(struct question){same_core, 1, 1, MANY_QUIET});
    for (const struct placement *placement = placements(); placement->name != NULL; placement++) {
        row(effort, &(struct question){placement, 2, 1, 0});
        row(effort, &(struct question){placement, 2, PAGE, 0});
    }
}

/*
 * How long does it take to send bytes to a loop and get them back, over a pair of sockets or of pipes, alone and
 * beside quiet descriptors that the loop watches too? The other side is a thread that blocks in read. The loop
 * watches by g_unix_fd_add's kind of source, or through a GIOChannel.
 */
#define _GNU_SOURCE
#include "echo_line.h"
#include "loop_thread.h"
#include "names.h"
#include "placement.h"
#include "quiet_files.h"
#include "report.h"
#include "rows.h"

#include <stdlib.h>

enum { WARM_UP = 500, IN_FULL = 50000, PAGE = 4096, QUIET = 5000, MANY_QUIET = 10000 };

struct echo {
    const struct effort *effort;
    const struct placement *placement;
    const char *workload;
    const char *channel;
    bool io_channel;
    size_t bytes;
    int quiet;
};

static void collect(struct echo_line *line, size_t bytes, int64_t nanos, struct samples *samples) {
    int64_t warm_nanos = now_nanos() + nanos / 4;
    for (int i = 0; i < WARM_UP && now_nanos() < warm_nanos; i++) {
        echo_line_round_trip(line, bytes);
    }
    int64_t until_nanos = now_nanos() + nanos;
    while (!samples_full(samples) && now_nanos() < until_nanos) {
        int64_t start = now_nanos();
        echo_line_round_trip(line, bytes);
        samples_add(samples, now_nanos() - start);
    }
}

static void print(const struct echo *echo, struct samples *samples) {
    const char *peer = echo->io_channel ? GLIB_IO_CHANNEL : GLIB;
    if (echo->quiet == 0) {
        report_percentiles(echo->workload, peer, samples, "placement=%s;channel=%s;bytes=%zu",
                           echo->placement->name, echo->channel, echo->bytes);
    } else {
        report_percentiles(echo->workload, peer, samples, "placement=%s;channel=%s;bytes=%zu;quiet=%d",
                           echo->placement->name, echo->channel, echo->bytes, echo->quiet);
    }
}

static void row(const struct echo *echo) {
    struct loop_thread loop;
    struct echo_line line;
    struct quiet_files quiet;
    struct samples samples;
    pin(echo->placement->first_cpu);
    loop_thread_start(&loop, echo->placement->second_cpu);
    if (quiet_files_watch(&quiet, loop.context, echo->quiet)) {
        echo_line_open(&line, loop.context, echo->channel, echo->io_channel);
        samples_init(&samples, effort_count(echo->effort, IN_FULL));
        collect(&line, echo->bytes, 3 * effort_nanos(echo->effort), &samples);
        print(echo, &samples);
        samples_free(&samples);
        echo_line_close(&line);
    } else {
        report_absent("not so many files may be open", "%s quiet=%d %s", echo->workload, echo->quiet, GLIB);
    }
    quiet_files_close(&quiet);
    loop_thread_end(&loop);
    unpin();
}

static void rows(const struct effort *effort, const struct placement *placement) {
    struct echo echo = {.effort = effort, .placement = placement, .workload = W7_ECHO, .bytes = 1};
    static const char *const CHANNELS[] = {"socketpair", "pipe"};
    size_t channels = effort->quick ? 1 : G_N_ELEMENTS(CHANNELS);
    for (size_t channel = 0; channel < channels; channel++) {
        echo.channel = CHANNELS[channel];
        row(&echo);
        echo.bytes = PAGE;
        row(&echo);
        echo.bytes = 1;
    }
    echo.channel = CHANNELS[0];
    echo.io_channel = true;
    row(&echo);
    echo.io_channel = false;
    echo.workload = W8_QUIET;
    echo.quiet = QUIET;
    row(&echo);
    if (!effort->quick) {
        echo.quiet = MANY_QUIET;
        row(&echo);
    }
}

void echo_rows(const struct effort *effort) {
    for (const struct placement *placement = placements(); placement->name != NULL; placement++) {
        rows(effort, placement);
    }
}

/*
 * How long does it take to send bytes to a loop and get them back, over a pair of sockets or of pipes, alone and
 * beside quiet descriptors that the loop watches too? The other side is a thread that blocks in read, and sends as soon
 * as it has the answer, or at fixed times. The loop watches by g_unix_fd_add's kind of source, or through a GIOChannel.
 */
#define _GNU_SOURCE
#include "echo_line.h"
#include "loop_thread.h"
#include "names.h"
#include "open_load.h"
#include "placement.h"
#include "quiet_files.h"
#include "report.h"
#include "rows.h"

#include <stdio.h>
#include <stdlib.h>

enum { WARM_UP = 500, IN_FULL = 50000, PAGE = 4096, QUIET = 5000, MANY_QUIET = 10000, PARAMS_SIZE = 128 };

struct echo {
    const struct effort *effort;
    const struct placement *placement;
    const char *channel;
    bool io_channel;
    size_t bytes;
    int quiet;
    int per_second; /* 0: the next as soon as the one before is back */
};

static const char *workload(const struct echo *echo) {
    return echo->quiet == 0 ? W7_ECHO : W8_QUIET;
}

static const char *peer(const struct echo *echo) {
    return echo->io_channel ? GLIB_IO_CHANNEL : GLIB;
}

static void params(const struct echo *echo, char text[static PARAMS_SIZE]) {
    int length = snprintf(text, PARAMS_SIZE, "placement=%s;channel=%s;bytes=%zu", echo->placement->name, echo->channel,
                          echo->bytes);
    if (echo->quiet > 0) {
        length += snprintf(text + length, (size_t) (PARAMS_SIZE - length), ";quiet=%d", echo->quiet);
    }
    if (echo->per_second > 0) {
        snprintf(text + length, (size_t) (PARAMS_SIZE - length), ";rate=%d/s", echo->per_second);
    }
}

static void collect(const struct effort *effort, struct echo_line *line, size_t bytes, struct samples *samples) {
    int64_t nanos = 3 * effort_nanos(effort);
    int64_t warm_nanos = now_nanos() + nanos / 4;
    for (int i = 0; i < WARM_UP && now_nanos() < warm_nanos; i++) {
        echo_line_round_trip(line, bytes);
    }
    int64_t until_nanos = now_nanos() + nanos;
    samples_init(samples, effort_count(effort, IN_FULL));
    while (!samples_full(samples) && now_nanos() < until_nanos) {
        int64_t start = now_nanos();
        echo_line_round_trip(line, bytes);
        samples_add(samples, now_nanos() - start);
    }
}

struct sender {
    struct echo_line *line;
    size_t bytes;
};

static void send_one(void *data) {
    struct sender *sender = data;
    echo_line_round_trip(sender->line, sender->bytes);
}

static void measure_and_print(const struct echo *echo, struct echo_line *line) {
    char text[PARAMS_SIZE];
    struct samples samples;
    bool keeps_up = true;
    params(echo, text);
    if (echo->per_second == 0) {
        collect(echo->effort, line, echo->bytes, &samples);
    } else {
        keeps_up = open_load_calls(echo->effort, echo->per_second, send_one, &(struct sender){line, echo->bytes},
                                   &samples);
    }
    if (keeps_up) {
        report_percentiles(workload(echo), peer(echo), &samples, "%s", text);
    } else {
        report_absent("an answer takes longer than from one message to the next, so they would queue up without end",
                      "%s %s %s", workload(echo), text, peer(echo));
    }
    samples_free(&samples);
}

static void row(const struct echo *echo) {
    struct loop_thread loop;
    struct echo_line line;
    struct quiet_files quiet;
    pin(echo->placement->first_cpu);
    loop_thread_start(&loop, echo->placement->second_cpu);
    if (quiet_files_watch(&quiet, loop.context, echo->quiet)) {
        echo_line_open(&line, loop.context, echo->channel, echo->io_channel);
        measure_and_print(echo, &line);
        echo_line_close(&line);
    } else {
        report_absent("not so many files may be open", "%s quiet=%d %s", workload(echo), echo->quiet, peer(echo));
    }
    quiet_files_close(&quiet);
    loop_thread_end(&loop);
    unpin();
}

static void closed_rows(const struct effort *effort, const struct placement *placement) {
    struct echo echo = {.effort = effort, .placement = placement, .bytes = 1};
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
    echo.quiet = QUIET;
    row(&echo);
    if (!effort->quick) {
        echo.quiet = MANY_QUIET;
        row(&echo);
    }
}

static void open_rows(const struct effort *effort, const struct placement *placement) {
    struct echo echo = {effort, placement, "socketpair", false, 1, 0, OPEN_PER_SECOND};
    row(&echo);
    if (effort->quick) {
        return;
    }
    echo.bytes = PAGE;
    row(&echo);
    echo.bytes = 1;
    echo.quiet = QUIET;
    row(&echo);
    echo.quiet = MANY_QUIET;
    row(&echo);
}

void echo_rows(const struct effort *effort) {
    for (const struct placement *placement = placements(); placement->name != NULL; placement++) {
        closed_rows(effort, placement);
        open_rows(effort, placement);
    }
}

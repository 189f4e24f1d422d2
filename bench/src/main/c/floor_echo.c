/* One byte through a pair of sockets or of pipes to a thread that blocks in read, and back. */
#define _GNU_SOURCE
#include "floor.h"
#include "names.h"
#include "placement.h"
#include "report.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum { WARM_UP = 500, IN_FULL = 50000 };

struct line {
    int near_in;
    int near_out;
    int far_in;
    int far_out;
    int cpu; /* of the far side */
};

static void open_sockets(struct line *line) {
    int pair[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0) {
        perror("socketpair");
        abort();
    }
    line->near_in = line->near_out = pair[0];
    line->far_in = line->far_out = pair[1];
}

static void open_pipes(struct line *line) {
    int there[2];
    int back[2];
    if (pipe2(there, O_CLOEXEC) != 0 || pipe2(back, O_CLOEXEC) != 0) {
        perror("pipe2");
        abort();
    }
    line->far_in = there[0];
    line->near_out = there[1];
    line->near_in = back[0];
    line->far_out = back[1];
}

static void close_line(struct line *line) {
    close(line->near_in);
    close(line->far_in);
    if (line->near_out != line->near_in) {
        close(line->near_out);
        close(line->far_out);
    }
}

/* Ends when it gets a byte that is not 0. */
static void *send_back(void *data) {
    struct line *line = data;
    char byte = 0;
    pin(line->cpu);
    while (byte == 0) {
        if (read(line->far_in, &byte, 1) != 1 || write(line->far_out, &byte, 1) != 1) {
            abort();
        }
    }
    return NULL;
}

static int64_t round_trip(struct line *line, char byte) {
    int64_t start = now_nanos();
    if (write(line->near_out, &byte, 1) != 1 || read(line->near_in, &byte, 1) != 1) {
        abort();
    }
    return now_nanos() - start;
}

static void row(const struct effort *effort, const char *channel, void (*open)(struct line *),
                const struct placement *placement) {
    struct line line = {.cpu = placement->second_cpu};
    struct samples samples;
    pthread_t far;
    open(&line);
    pin(placement->first_cpu);
    pthread_create(&far, NULL, send_back, &line);
    samples_init(&samples, effort_count(effort, IN_FULL));
    for (int i = 0; i < WARM_UP; i++) {
        round_trip(&line, 0);
    }
    for (int64_t until = now_nanos() + 2 * effort_nanos(effort); !samples_full(&samples) && now_nanos() < until;) {
        samples_add(&samples, round_trip(&line, 0));
    }
    round_trip(&line, 1);
    pthread_join(far, NULL);
    unpin();
    report_percentiles(FLOOR, MACHINE, &samples, "what=echo;placement=%s;channel=%s;bytes=1;in=c", placement->name,
                       channel);
    samples_free(&samples);
    close_line(&line);
}

void floor_echo(const struct effort *effort) {
    for (const struct placement *placement = placements(); placement->name != NULL; placement++) {
        row(effort, "socketpair", open_sockets, placement);
        row(effort, "pipe", open_pipes, placement);
    }
}

#define _GNU_SOURCE
#include "echo_line.h"

#include <fcntl.h>
#include <glib-unix.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static void fail(const char *what) {
    perror(what);
    abort();
}

static void open_files(struct echo_line *line, const char *kind) {
    int to_loop[2];
    int to_client[2];
    if (strcmp(kind, "pipe") == 0) {
        if (pipe2(to_loop, O_CLOEXEC) != 0 || pipe2(to_client, O_CLOEXEC) != 0) {
            fail("pipe2");
        }
        line->loop_in = to_loop[0];
        line->client_out = to_loop[1];
        line->client_in = to_client[0];
        line->loop_out = to_client[1];
    } else {
        if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, to_loop) != 0) {
            fail("socketpair");
        }
        line->loop_in = line->loop_out = to_loop[0];
        line->client_in = line->client_out = to_loop[1];
    }
    if (!g_unix_set_fd_nonblocking(line->loop_in, TRUE, NULL) ||
        !g_unix_set_fd_nonblocking(line->loop_out, TRUE, NULL)) {
        fail("O_NONBLOCK");
    }
}

/* There is always room: no more is on the way than the client awaits. */
static gboolean echo_bare(gint file, GIOCondition condition, gpointer data) {
    struct echo_line *line = data;
    (void) condition;
    ssize_t length = read(file, line->loop_buffer, sizeof line->loop_buffer);
    if (length > 0 && write(line->loop_out, line->loop_buffer, (size_t) length) != length) {
        fail("write of the loop");
    }
    return G_SOURCE_CONTINUE;
}

static gboolean echo_channel(GIOChannel *channel, GIOCondition condition, gpointer data) {
    struct echo_line *line = data;
    gsize length = 0;
    gsize written = 0;
    (void) condition;
    g_io_channel_read_chars(channel, line->loop_buffer, sizeof line->loop_buffer, &length, NULL);
    if (length > 0) {
        g_io_channel_write_chars(line->channel_out, line->loop_buffer, (gssize) length, &written, NULL);
        if (written != length) {
            fail("write of the channel");
        }
    }
    return G_SOURCE_CONTINUE;
}

static GIOChannel *channel_of(int file) {
    GIOChannel *channel = g_io_channel_unix_new(file);
    g_io_channel_set_encoding(channel, NULL, NULL);
    g_io_channel_set_buffered(channel, FALSE);
    return channel;
}

void echo_line_open(struct echo_line *line, GMainContext *context, const char *kind, bool io_channel) {
    open_files(line, kind);
    line->channel_in = io_channel ? channel_of(line->loop_in) : NULL;
    line->channel_out = io_channel ? channel_of(line->loop_out) : NULL;
    if (io_channel) {
        line->source = g_io_create_watch(line->channel_in, G_IO_IN);
        g_source_set_callback(line->source, G_SOURCE_FUNC(echo_channel), line, NULL);
    } else {
        line->source = g_unix_fd_source_new(line->loop_in, G_IO_IN);
        g_source_set_callback(line->source, G_SOURCE_FUNC(echo_bare), line, NULL);
    }
    g_source_attach(line->source, context);
}

void echo_line_round_trip(struct echo_line *line, size_t bytes) {
    if (write(line->client_out, line->client_buffer, bytes) != (ssize_t) bytes) {
        fail("write of the client");
    }
    for (size_t back = 0; back < bytes;) {
        ssize_t length = read(line->client_in, line->client_buffer, sizeof line->client_buffer);
        if (length <= 0) {
            fail("read of the client");
        }
        back += (size_t) length;
    }
}

/* Where the source is destroyed while the loop runs, the loop may poll once more: the files stay open until then. */
static gboolean destroy_source(gpointer data) {
    g_source_destroy(data);
    return G_SOURCE_REMOVE;
}

void echo_line_close(struct echo_line *line) {
    GMainContext *context = g_source_get_context(line->source);
    g_main_context_invoke(context, destroy_source, line->source);
    while (!g_source_is_destroyed(line->source)) {
        g_thread_yield();
    }
    g_source_unref(line->source);
    if (line->channel_in != NULL) {
        g_io_channel_unref(line->channel_in);
        g_io_channel_unref(line->channel_out);
    }
    close(line->client_in);
    close(line->loop_in);
    if (line->client_out != line->client_in) {
        close(line->client_out);
        close(line->loop_out);
    }
}

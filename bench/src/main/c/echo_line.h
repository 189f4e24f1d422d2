/* A connection to a loop that sends back what it reads. */
#ifndef ECHO_LINE_H
#define ECHO_LINE_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

enum { ECHO_BUFFER = 4096 };

struct echo_line {
    int client_in;
    int client_out;
    int loop_in;
    int loop_out;
    GIOChannel *channel_in; /* NULL: the loop watches the bare descriptor */
    GIOChannel *channel_out;
    GSource *source;
    char loop_buffer[ECHO_BUFFER];
    char client_buffer[ECHO_BUFFER];
};

/* The kind is "socketpair" or "pipe". Ends the program when there is none. */
void echo_line_open(struct echo_line *line, GMainContext *context, const char *kind, bool io_channel);

/* Sends so many bytes, at most ECHO_BUFFER, and blocks until they are back. */
void echo_line_round_trip(struct echo_line *line, size_t bytes);

void echo_line_close(struct echo_line *line);

#endif

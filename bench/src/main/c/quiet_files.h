/* Descriptors on which nothing ever comes, watched by a loop. */
#ifndef QUIET_FILES_H
#define QUIET_FILES_H

#include <glib.h>
#include <stdbool.h>

struct quiet_files {
    int count;
    int *files;
    GSource **sources;
};

/* Opens so many and has the loop watch them for input. False when not so many may be open. */
bool quiet_files_watch(struct quiet_files *quiet, GMainContext *context, int count);

/* Lets the loop forget them, and closes what was opened. */
void quiet_files_close(struct quiet_files *quiet);

#endif

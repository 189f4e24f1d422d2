#include "quiet_files.h"

#include <glib-unix.h>
#include <stdlib.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <unistd.h>

enum { OTHER_FILES = 100 };

/* Raises the limit as far as it takes and is allowed. */
static bool may_open(int count) {
    struct rlimit limit;
    rlim_t needed = (rlim_t) count + OTHER_FILES;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) {
        return false;
    }
    if (limit.rlim_cur >= needed) {
        return true;
    }
    limit.rlim_cur = limit.rlim_max < needed ? limit.rlim_max : needed;
    return setrlimit(RLIMIT_NOFILE, &limit) == 0 && limit.rlim_cur >= needed;
}

static gboolean never(gint file, GIOCondition condition, gpointer data) {
    (void) file;
    (void) condition;
    (void) data;
    return G_SOURCE_CONTINUE;
}

bool quiet_files_watch(struct quiet_files *quiet, GMainContext *context, int count) {
    quiet->count = 0;
    quiet->files = g_new0(int, count);
    quiet->sources = g_new0(GSource *, count);
    if (!may_open(count)) {
        return false;
    }
    for (int i = 0; i < count; i++) {
        int file = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
        if (file < 0) {
            return false;
        }
        quiet->files[i] = file;
        quiet->sources[i] = g_unix_fd_source_new(file, G_IO_IN);
        g_source_set_callback(quiet->sources[i], G_SOURCE_FUNC(never), NULL, NULL);
        g_source_attach(quiet->sources[i], context);
        quiet->count++;
    }
    return true;
}

void quiet_files_close(struct quiet_files *quiet) {
    for (int i = 0; i < quiet->count; i++) {
        g_source_destroy(quiet->sources[i]);
        g_source_unref(quiet->sources[i]);
    }
    for (int i = 0; i < quiet->count; i++) {
        close(quiet->files[i]);
    }
    g_free(quiet->files);
    g_free(quiet->sources);
}

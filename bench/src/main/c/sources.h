/* Sources as the rows need them. All return what is attached; the context holds the only reference. */
#ifndef SOURCES_H
#define SOURCES_H

#include <glib.h>

/* A source that calls the function when nothing more urgent is ready. */
GSource *attach_idle(GMainContext *context, GSourceFunc function, gpointer data);

/* One that calls it once, at the priority of a post. */
GSource *post(GMainContext *context, GSourceFunc function, gpointer data);

GSource *attach_timeout(GMainContext *context, guint interval_millis, GSourceFunc function, gpointer data);

/* A source of its own kind that calls the function from so many microseconds of g_get_monotonic_time on. */
GSource *attach_ready_at(GMainContext *context, int priority, gint64 micros, GSourceFunc function, gpointer data);

/* A source of its own kind that is asked in every iteration, and never ready. */
GSource *attach_quiet(GMainContext *context);

/* A source of its own kind that waits for a ready time, and has none. */
GSource *attach_waiting(GMainContext *context);

/* Counts: data is a gint64 that only this thread uses. Goes on. */
gboolean count_and_continue(gpointer data);

gboolean count_and_remove(gpointer data);

#endif

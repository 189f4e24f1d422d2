#include "sources.h"

static GSource *attach(GMainContext *context, GSource *source, GSourceFunc function, gpointer data) {
    g_source_set_callback(source, function, data, NULL);
    g_source_attach(source, context);
    g_source_unref(source);
    return source;
}

GSource *attach_idle(GMainContext *context, GSourceFunc function, gpointer data) {
    return attach(context, g_idle_source_new(), function, data);
}

GSource *post(GMainContext *context, GSourceFunc function, gpointer data) {
    GSource *source = g_idle_source_new();
    g_source_set_priority(source, G_PRIORITY_DEFAULT);
    return attach(context, source, function, data);
}

GSource *attach_timeout(GMainContext *context, guint interval_millis, GSourceFunc function, gpointer data) {
    return attach(context, g_timeout_source_new(interval_millis), function, data);
}

static gboolean never_prepared(GSource *source, gint *timeout_millis) {
    (void) source;
    *timeout_millis = -1;
    return FALSE;
}

static gboolean never_checked(GSource *source) {
    (void) source;
    return FALSE;
}

static gboolean never_dispatched(GSource *source, GSourceFunc function, gpointer data) {
    (void) source;
    (void) function;
    (void) data;
    return G_SOURCE_CONTINUE;
}

static GSource *attach_kind(GMainContext *context, GSourceFuncs *funcs) {
    GSource *source = g_source_new(funcs, sizeof(GSource));
    g_source_attach(source, context);
    g_source_unref(source);
    return source;
}

GSource *attach_quiet(GMainContext *context) {
    static GSourceFuncs funcs = {.prepare = never_prepared, .check = never_checked, .dispatch = never_dispatched};
    return attach_kind(context, &funcs);
}

GSource *attach_waiting(GMainContext *context) {
    static GSourceFuncs funcs = {.dispatch = never_dispatched};
    return attach_kind(context, &funcs);
}

static gboolean call(GSource *source, GSourceFunc function, gpointer data) {
    (void) source;
    return function(data);
}

GSource *attach_ready_at(GMainContext *context, int priority, gint64 micros, GSourceFunc function, gpointer data) {
    static GSourceFuncs funcs = {.dispatch = call};
    GSource *source = g_source_new(&funcs, sizeof(GSource));
    g_source_set_priority(source, priority);
    g_source_set_ready_time(source, micros);
    return attach(context, source, function, data);
}

gboolean count_and_continue(gpointer data) {
    ++*(gint64 *) data;
    return G_SOURCE_CONTINUE;
}

gboolean count_and_remove(gpointer data) {
    ++*(gint64 *) data;
    return G_SOURCE_REMOVE;
}

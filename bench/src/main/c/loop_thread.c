#include "loop_thread.h"

#include "placement.h"
#include "sources.h"

#include <unistd.h>

static gpointer run(gpointer data) {
    struct loop_thread *self = data;
    if (self->cpu >= 0) {
        pin(self->cpu);
    }
    self->state = thread_state_open(thread_id());
    g_main_context_push_thread_default(self->context);
    g_atomic_int_set(&self->is_running, TRUE);
    g_main_loop_run(self->loop);
    g_main_context_pop_thread_default(self->context);
    return NULL;
}

void loop_thread_start(struct loop_thread *self, int cpu) {
    self->context = g_main_context_new();
    self->loop = g_main_loop_new(self->context, FALSE);
    self->cpu = cpu;
    self->is_running = FALSE;
    self->thread = g_thread_new("loop", run, self);
    while (!g_atomic_int_get(&self->is_running)) {
        g_thread_yield();
    }
}

static gboolean quit(gpointer data) {
    g_main_loop_quit(data);
    return G_SOURCE_REMOVE;
}

void loop_thread_end(struct loop_thread *self) {
    attach_idle(self->context, quit, self->loop);
    g_thread_join(self->thread);
    close(self->state);
    g_main_loop_unref(self->loop);
    g_main_context_unref(self->context);
}

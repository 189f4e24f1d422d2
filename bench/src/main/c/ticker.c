#include "ticker.h"

#include "measure.h"
#include "sources.h"

static const int64_t NANOS_PER_MICRO = 1000;

static gboolean tick(gpointer data);

/* GLib's clock is the same, in whole microseconds. They are rounded up, so that it is never too early. */
static void set(struct ticker *self) {
    self->due_nanos = now_nanos() + self->interval_nanos;
    gint64 ready_micros = (self->due_nanos + NANOS_PER_MICRO - 1) / NANOS_PER_MICRO;
    attach_ready_at(self->context, self->priority, ready_micros, tick, self);
}

static gboolean tick(gpointer data) {
    struct ticker *self = data;
    int64_t now = now_nanos();
    if (now >= self->warm_nanos) {
        samples_add(&self->samples, now - self->due_nanos);
    }
    if (now < self->end_nanos) {
        set(self);
    } else {
        sem_post(&self->over);
    }
    return G_SOURCE_REMOVE;
}

static gboolean set_first(gpointer data) {
    set(data);
    return G_SOURCE_REMOVE;
}

void ticker_start(struct ticker *self, int64_t warm_up_nanos, int64_t nanos) {
    samples_init(&self->samples, (size_t) (nanos / self->interval_nanos) + 2);
    sem_init(&self->over, 0, 0);
    self->warm_nanos = now_nanos() + warm_up_nanos;
    self->end_nanos = self->warm_nanos + nanos;
    post(self->context, set_first, self);
}

bool ticker_is_over(struct ticker *self) {
    return sem_trywait(&self->over) == 0;
}

void ticker_await(struct ticker *self) {
    while (sem_wait(&self->over) != 0) {
    }
}

void ticker_free(struct ticker *self) {
    sem_destroy(&self->over);
    samples_free(&self->samples);
}

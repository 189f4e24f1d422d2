/*
 * How long does a message take from one loop to another and back, alone and with 64 on the way; and where messages come
 * at fixed times, from another thread by way of the first loop?
 */
#include "loop_thread.h"
#include "names.h"
#include "open_load.h"
#include "placement.h"
#include "report.h"
#include "rows.h"
#include "sources.h"

enum { WARM_UP = 2000, IN_FULL = 200000 };

struct table;

/* A ball belongs to the loop that runs it. */
struct ball {
    struct table *table;
    int64_t sent_nanos;
};

struct table {
    struct loop_thread here;
    struct loop_thread there;
    struct samples samples; /* of the loop here, until is_over */
    size_t warm_up;
    int64_t until_nanos;
    int in_play;
    gint is_over;
};

static gboolean returned(gpointer data);

static gboolean hit(gpointer data) {
    struct ball *ball = data;
    post(ball->table->here.context, returned, ball);
    return G_SOURCE_REMOVE;
}

static gboolean serve(gpointer data) {
    struct ball *ball = data;
    ball->sent_nanos = now_nanos();
    post(ball->table->there.context, hit, ball);
    return G_SOURCE_REMOVE;
}

static gboolean returned(gpointer data) {
    struct ball *ball = data;
    struct table *table = ball->table;
    int64_t now = now_nanos();
    if (table->warm_up > 0) {
        table->warm_up--;
    } else {
        samples_add(&table->samples, now - ball->sent_nanos);
    }
    if (!samples_full(&table->samples) && now < table->until_nanos) {
        return serve(ball);
    }
    if (--table->in_play == 0) {
        g_atomic_int_set(&table->is_over, TRUE);
    }
    return G_SOURCE_REMOVE;
}

static void row(const struct effort *effort, const struct placement *placement, int outstanding) {
    struct table table = {.warm_up = WARM_UP, .in_play = outstanding};
    struct ball *balls = g_new0(struct ball, outstanding);
    samples_init(&table.samples, effort_count(effort, IN_FULL));
    table.until_nanos = now_nanos() + 4 * effort_nanos(effort);
    loop_thread_start(&table.here, placement->first_cpu);
    loop_thread_start(&table.there, placement->second_cpu);
    for (int i = 0; i < outstanding; i++) {
        balls[i].table = &table;
        post(table.here.context, serve, &balls[i]);
    }
    while (!g_atomic_int_get(&table.is_over)) {
        g_usleep(1000);
    }
    loop_thread_end(&table.here);
    loop_thread_end(&table.there);
    report_percentiles(W6_PING_PONG, GLIB, &table.samples, "placement=%s;outstanding=%d", placement->name,
                       outstanding);
    samples_free(&table.samples);
    g_free(balls);
}

/* ---- at fixed times */

struct loops {
    struct loop_thread here;
    struct loop_thread there;
};

static gboolean end_trip(gpointer data) {
    trip_is_home(data);
    return G_SOURCE_REMOVE;
}

static gboolean turn_round(gpointer data) {
    struct loops *loops = trip_self(data);
    post(loops->here.context, end_trip, data);
    return G_SOURCE_REMOVE;
}

static void set_out(struct trip *trip) {
    struct loops *loops = trip_self(trip);
    post(loops->there.context, turn_round, trip);
}

static void open_row(const struct effort *effort, const struct placement *placement) {
    struct loops loops;
    struct samples samples;
    pin(placement->first_cpu);
    loop_thread_start(&loops.here, placement->first_cpu);
    loop_thread_start(&loops.there, placement->second_cpu);
    open_load_trips(effort, OPEN_PER_SECOND, &(struct circuit){loops.here.context, set_out, &loops}, &samples);
    loop_thread_end(&loops.here);
    loop_thread_end(&loops.there);
    unpin();
    report_percentiles(W6_PING_PONG, GLIB, &samples, "placement=%s;way=in-out-in;rate=%d/s", placement->name,
                       OPEN_PER_SECOND);
    samples_free(&samples);
}

void ping_pong_rows(const struct effort *effort) {
    for (const struct placement *placement = placements(); placement->name != NULL; placement++) {
        row(effort, placement, 1);
        row(effort, placement, 64);
        if (!effort->quick) {
            open_row(effort, placement);
        }
    }
}

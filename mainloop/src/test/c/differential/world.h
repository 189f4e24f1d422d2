/*
 * One scenario on the real GLib: what is there, what is running, and the trace.
 */
#ifndef WORLD_H
#define WORLD_H

#include "scenario.h"

enum { MOST_NESTING = 3, MOST_IN_RUN = 40 };

/* A callback's data: whose callback it is, and its how manieth. */
typedef struct {
    int source;
    int generation;
} Data;

/* A source as declared, and what has become of it. */
typedef struct {
    const Declared *declared;
    GSource *source;                /* null before it is made and after it has ended */
    gboolean made, attached, ended;
    gboolean silent;                /* when its end is told is not compared */
    gboolean leaving;               /* it is silent, and being destroyed */
    int blocking;                   /* how many dispatches of it are running that block it */
    gboolean ends_in_walk;          /* of prepare, which goes on from it */
    int preparing;                  /* how many of its prepare hooks are running */
    int checking;                   /* how many of its check hooks are running */
    gboolean is_going;              /* its callback has returned FALSE, or it has none: GLib removes it next */
    int removing, removing_level;   /* wake-ups that GLib owes for its watches when it removes it */
    int parent;                     /* or -1 */
    guint id;
    int generation;
    int turns[POLL + 1];            /* how often each hook ran */
    gpointer tags[MOST_CHANNELS];   /* of its watches, by channel */
    int watches;
} Actor;

typedef struct {
    const Scenario *scenario;
    GMainContext *context;
    gboolean closed;
    Actor actors[MOST_SOURCES];
    int shared[SHARED_DATA];        /* the addresses are the shared data objects */
    int conditions[MOST_CHANNELS];  /* of channels that are not pipes */
    int ends[MOST_CHANNELS][2];     /* of pipes; -1 where closed */
    int polls;
    int acquired;

    /* What is running: counts. */
    int walking, preparing, polling, ending, finishing, iterating, elsewhere;
    int going_on;                   /* the ends of those who ended in the walk that goes on from them */
    GMainLoop *loops[MOST_NESTING + 1];
    int loop_count;
    int left_in_run;
    gboolean disturbed;             /* a prepare hook has changed deadlines in this iteration */
    gboolean retimed;               /* the hook of prepare or check that is running has */
} World;

extern World world;

/* world.c */
void world_run (const Scenario *scenario);
void trace (const char *format, ...) G_GNUC_PRINTF (1, 2);
const char *name_of (const GSource *source);
Actor *actor_of (const GSource *source);
int family_watches (const Actor *actor);

/* hooks.c */
GSource *make_source (Actor *actor);
Data *new_data (Actor *actor);
void set_callback (Actor *actor, gboolean none);
gboolean run_call (gpointer data);
void forget_callback (gpointer data);
void forget_old_polls (void);
void run_plans (int owner, Hook hook, int turn);

/* lives.c */
gboolean is_alive (const Actor *actor);
void make (Actor *actor);
gboolean attach (Actor *actor);
gboolean destroy (Actor *actor);
gboolean adopt (Actor *parent, Actor *adopted);
gboolean disown (Actor *parent, Actor *disowned);
void end_unattached (Actor *actor);
void close_context (void);
void wake (void);
void retime (void);

/* iterations.c */
gboolean iterate (gboolean block);
gboolean pending (void);
gboolean drive (gboolean block);
gboolean run (void);
gboolean quit (void);
void end_loops (void);

/* actions.c */
void act (const Action *action);

/* poll.c */
void clock_start (void);
void clock_advance (int millis);
int clock_millis (void);
gint64 clock_moment (int millis);
int since_start (gint64 micros);
gint poll_function (GPollFD *fds, guint count, gint timeout);
void trace_array (const char *what, gint timeout, const GPollFD *fds, int count);
int channel_of (int fd);
int fd_of (int channel);
void wakeup_begins (void);
void wakeup_due (void);
void wakeup_owed (Actor *actor, int count);
void own_call (gboolean begins);
int enter_hook (void);
void leave_hook (int before);
void before_rearm (Actor *actor);
void settle_rearm (void);

#endif

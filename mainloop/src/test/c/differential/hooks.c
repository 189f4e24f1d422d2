/*
 * What GLib calls: the hooks of sources and their callbacks. Each writes its line and does what the scenario plans.
 */
#include "world.h"

#include <stdlib.h>
#include <string.h>

#include <glib-unix.h>

typedef struct {
    GSource base;
    Actor *actor;
} Custom;

/* What g_unix_fd_source_new() makes: its tag is not to be had otherwise. */
typedef struct {
    GSource base;
    gint fd;
    gpointer tag;
} Watch;

static void
forget (gpointer tag)
{
    ((GPollFD *) tag)->revents = 0;
}

/*
 * What an earlier poll has seen is forgotten, as ours does it (D6). GLib keeps it for sources that may recurse and for those
 * behind the priority cut, and may dispatch them for it once more (S127). A tag is the poll record itself.
 */
void
forget_old_polls (void)
{
    for (int i = 0; i < world.scenario->source_count; i++) {
        Actor *actor = &world.actors[i];
        if (actor->source != NULL && actor->declared->kind == WATCH)
            forget (((Watch *) actor->source)->tag);
        for (int c = 0; actor->source != NULL && c < world.scenario->channel_count; c++)
            if (actor->tags[c] != NULL)
                forget (actor->tags[c]);
    }
}

static int
index_of (const Actor *actor)
{
    return (int) (actor - world.actors);
}

void
run_plans (int owner, Hook hook, int turn)
{
    const Scenario *scenario = world.scenario;

    for (int i = 0; i < scenario->plan_count; i++) {
        const Plan *plan = &scenario->plans[i];
        if (plan->owner == owner && plan->hook == hook && plan->turn == turn && !plan->is_answer)
            act (&plan->action);
    }
}

/* The answer for this turn; else the one for every turn; else null. The last line of each sort counts. */
static const Plan *
answer (int owner, Hook hook, int turn)
{
    const Scenario *scenario = world.scenario;
    const Plan *found = NULL;

    for (int i = 0; i < scenario->plan_count; i++) {
        const Plan *plan = &scenario->plans[i];
        if (plan->owner == owner && plan->hook == hook && plan->is_answer
            && (plan->turn == turn || (plan->turn == ALWAYS && (found == NULL || found->turn == ALWAYS))))
            found = plan;
    }
    return found;
}

/* A loop that runs too long is ended. */
static void
count_in_run (void)
{
    if (world.loop_count > 0 && --world.left_in_run <= 0)
        end_loops ();
}

static void
seen_text (Actor *actor, char *text)
{
    char condition[40];

    *text = 0;
    for (int i = 0; i < world.scenario->channel_count; i++)
        if (actor->tags[i] != NULL) {
            condition_text ((int) g_source_query_unix_fd (actor->source, actor->tags[i]), condition);
            strcat (strcat (strcat (strcat (text, " "), world.scenario->channels[i].name), ":"), condition);
        }
}

/* ---- callbacks */

Data *
new_data (Actor *actor)
{
    Data *data = g_new (Data, 1);

    data->source = index_of (actor);
    data->generation = actor->generation++;
    return data;
}

void
forget_callback (gpointer given)
{
    Data *data = given;
    Actor *actor = &world.actors[data->source];
    int before = enter_hook ();
    gboolean finishing = actor->ended;
    gboolean ending = actor->ended || actor->parent >= 0 /* D2, S171 */
                      || (actor->source != NULL && g_source_is_destroyed (actor->source) && family_watches (actor) > 0);

    trace ("notify %s.%d depth %d current %s", actor->declared->name, data->generation, g_main_depth (),
           name_of (g_main_current_source ()));
    world.ending += ending ? 1 : 0;
    world.finishing += finishing ? 1 : 0;
    run_plans (data->source, NOTIFY, ++actor->turns[NOTIFY]);
    world.finishing -= finishing ? 1 : 0;
    world.ending -= ending ? 1 : 0;
    if (actor->is_going && is_alive (actor)) /* the notify of an earlier callback, which may have changed what is watched */
        wakeup_owed (actor, family_watches (actor));
    g_free (data);
    leave_hook (before);
}

static gboolean
ends (const Actor *actor, int turn)
{
    const Plan *plan = answer (index_of (actor), DISPATCH, turn);

    return plan == NULL ? actor->declared->kind == CALL : plan->answer == ANSWER_NO;
}

static gboolean
dispatched (Actor *actor, const char *which, const char *seen)
{
    int before = enter_hook ();
    int turn = ++actor->turns[DISPATCH];
    gboolean recurses = actor->source != NULL && g_source_get_can_recurse (actor->source);
    gboolean last;

    trace ("dispatch %s%s %d @%d depth %d current %s%s", actor->declared->name, which, turn, clock_millis (),
           g_main_depth (), name_of (g_main_current_source ()), seen);
    count_in_run ();
    actor->blocking += recurses ? 0 : 1;
    run_plans (index_of (actor), DISPATCH, turn);
    actor->blocking -= recurses ? 0 : 1;
    last = ends (actor, turn);
    if (actor->source != NULL && !g_source_is_destroyed (actor->source)) {
        if (last)
            wakeup_owed (actor, family_watches (actor));
        if (last)
            trace ("removed %s", actor->declared->name);
        else if (recurses && actor->declared->kind == TIMEOUT)
            before_rearm (actor);
    }
    leave_hook (before);
    return !last;
}

/* Shared data does not say whose it is; but then the source is the one that runs. */
static gboolean
run_data (gpointer given, const char *seen)
{
    char which[20];

    for (int i = 0; i < SHARED_DATA; i++)
        if (given == &world.shared[i])
            return dispatched (actor_of (g_main_current_source ()), "", seen);
    g_snprintf (which, sizeof which, ".%d", ((Data *) given)->generation);
    return dispatched (&world.actors[((Data *) given)->source], which, seen);
}

gboolean
run_call (gpointer data)
{
    return run_data (data, "");
}

static gboolean
run_watch (gint fd, GIOCondition condition, gpointer data)
{
    char text[80] = " ";
    int channel = channel_of (fd);

    strcat (strcat (text, world.scenario->channels[channel].name), ":");
    condition_text ((int) condition, text + strlen (text));
    return run_data (data, text);
}

void
set_callback (Actor *actor, gboolean none)
{
    GSourceFunc function = actor->declared->kind == WATCH ? G_SOURCE_FUNC (run_watch) : run_call;

    own_call (TRUE);
    if (none)
        g_source_set_callback (actor->source, NULL, NULL, NULL);
    else if (actor->declared->data >= 0)
        g_source_set_callback (actor->source, function, &world.shared[actor->declared->data], NULL);
    else
        g_source_set_callback (actor->source, function, new_data (actor), forget_callback);
    own_call (FALSE);
}

/* ---- custom sources */

/* A hook that has changed deadlines asks for the time, which is fixed then in both worlds (S132). */
static void
fix_time (GSource *source)
{
    if (world.retimed)
        g_source_get_time (source);
    world.retimed = FALSE;
}

static gboolean
custom_prepare (GSource *source, gint *timeout)
{
    Actor *actor = ((Custom *) source)->actor;
    int before = enter_hook ();
    int turn = ++actor->turns[PREPARE];
    const Plan *plan;

    trace ("prepare %s %d @%d", actor->declared->name, turn, clock_millis ());
    count_in_run ();
    forget_old_polls ();
    world.walking++;
    world.preparing++;
    actor->preparing++;
    run_plans (index_of (actor), PREPARE, turn);
    fix_time (source);
    actor->preparing--;
    world.preparing--;
    world.walking--;
    plan = answer (index_of (actor), PREPARE, turn);
    if (plan != NULL && plan->answer == ANSWER_TIMEOUT)
        *timeout = plan->timeout;
    leave_hook (before);
    return plan != NULL && plan->answer == ANSWER_YES;
}

static gboolean
custom_check (GSource *source)
{
    Actor *actor = ((Custom *) source)->actor;
    int before = enter_hook ();
    int turn = ++actor->turns[CHECK];
    gboolean was_destroyed = g_source_is_destroyed (source);
    char seen[400];
    const Plan *plan;
    gboolean ready;

    seen_text (actor, seen);
    trace ("check %s %d @%d%s", actor->declared->name, turn, clock_millis (), seen);
    count_in_run ();
    world.walking++;
    actor->checking++;
    run_plans (index_of (actor), CHECK, turn);
    fix_time (source);
    actor->checking--;
    world.walking--;
    plan = answer (index_of (actor), CHECK, turn);
    ready = plan != NULL && plan->answer == ANSWER_YES;
    if (!was_destroyed && g_source_is_destroyed (source) && actor->watches > 0)
        ready = TRUE; /* S59 */
    leave_hook (before);
    return ready;
}

static gboolean
custom_dispatch (GSource *source, GSourceFunc function, gpointer data)
{
    Actor *actor = ((Custom *) source)->actor;
    char seen[400];

    seen_text (actor, seen);
    if (function == NULL)
        return dispatched (actor, "", seen);
    return run_data (data, seen);
}

static void
custom_finalize (GSource *source)
{
    Actor *actor = ((Custom *) source)->actor;
    int before = enter_hook ();

    if (!actor->silent)
        trace ("finalize %s depth %d current %s", actor->declared->name, g_main_depth (),
               name_of (g_main_current_source ()));
    world.ending++;
    world.finishing++;
    world.going_on += actor->ends_in_walk ? 1 : 0;
    if (!actor->silent)
        run_plans (index_of (actor), FINALIZE, ++actor->turns[FINALIZE]);
    world.going_on -= actor->ends_in_walk ? 1 : 0;
    world.finishing--;
    world.ending--;
    leave_hook (before);
}

/* The last moment of a source of any kind. */
static void
dispose (GSource *source)
{
    int before = enter_hook ();

    for (int i = 0; i < world.scenario->source_count; i++) {
        Actor *actor = &world.actors[i];
        if (actor->source == source) {
            actor->source = NULL;
            actor->ended = TRUE;
            if (!actor->silent) {
                trace ("dispose %s depth %d current %s", actor->declared->name, g_main_depth (),
                       name_of (g_main_current_source ()));
                world.ending++;
                world.finishing++;
                world.going_on += actor->ends_in_walk ? 1 : 0;
                run_plans (i, DISPOSE, ++actor->turns[DISPOSE]);
                world.going_on -= actor->ends_in_walk ? 1 : 0;
                world.finishing--;
                world.ending--;
            }
        }
    }
    leave_hook (before);
}

/* Kinds of one's own: with neither hook, with one, with both. */
static GSourceFuncs custom_funcs[4] = {
    { NULL, NULL, custom_dispatch, custom_finalize, NULL, NULL },
    { custom_prepare, NULL, custom_dispatch, custom_finalize, NULL, NULL },
    { NULL, custom_check, custom_dispatch, custom_finalize, NULL, NULL },
    { custom_prepare, custom_check, custom_dispatch, custom_finalize, NULL, NULL },
};

static GSource *
make_custom (Actor *actor)
{
    const Declared *declared = actor->declared;
    GSource *source = g_source_new (&custom_funcs[declared->prepares + 2 * declared->checks], sizeof (Custom));

    ((Custom *) source)->actor = actor;
    for (int i = 0; i < declared->wanted_count; i++) {
        const Wanted *wanted = &declared->wanted[i];
        actor->tags[wanted->channel] =
            g_source_add_unix_fd (source, fd_of (wanted->channel), (GIOCondition) wanted->condition);
        actor->watches++;
    }
    return source;
}

GSource *
make_source (Actor *actor)
{
    const Declared *declared = actor->declared;
    GSource *source;

    if (declared->kind == IDLE) {
        source = g_idle_source_new ();
    } else if (declared->kind == TIMEOUT) {
        source = g_timeout_source_new ((guint) declared->interval);
    } else if (declared->kind == WATCH) {
        source = g_unix_fd_source_new (fd_of (declared->wanted[0].channel),
                                       (GIOCondition) declared->wanted[0].condition);
        actor->watches = 1;
    } else {
        source = make_custom (actor);
    }
    g_source_set_dispose_function (source, dispose);
    g_source_set_priority (source, declared->priority);
    g_source_set_can_recurse (source, declared->recurse);
    return source;
}

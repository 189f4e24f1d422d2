/*
 * What a scenario can do, but for iterating and for the life of sources. An action that makes no sense where it stands is
 * skipped, and says so; docs/differential.md has the reasons.
 */
#include "world.h"

#include <string.h>
#include <unistd.h>

/* ---- attributes */

/*
 * Whether one below it is destroyed and not gone yet: GLib would put its poll records back. A silent one counts as gone when its
 * destruction is done.
 */
static gboolean
has_dying_child (const Actor *parent)
{
    for (int i = 0; i < world.scenario->source_count; i++) {
        const Actor *actor = &world.actors[i];
        if (actor->made && !actor->ended && actor->parent == (int) (parent - world.actors)
            && ((!is_alive (actor) && (actor->leaving || !actor->silent)) || has_dying_child (actor)))
            return TRUE;
    }
    return FALSE;
}

static gboolean
set_priority (Actor *actor, int priority)
{
    if (!is_alive (actor) || actor->parent >= 0 || world.walking || has_dying_child (actor)
        || (world.elsewhere && world.iterating && family_watches (actor) > 0))
        return FALSE;
    if (actor->attached && family_watches (actor))
        wakeup_due ();
    own_call (TRUE);
    g_source_set_priority (actor->source, priority);
    own_call (FALSE);
    return TRUE;
}

static gboolean
set_ready_time (Actor *actor, gint64 micros)
{
    if (!is_alive (actor) || (world.elsewhere && world.polling))
        return FALSE;
    own_call (TRUE);
    g_source_set_ready_time (actor->source, micros);
    own_call (FALSE);
    if (world.elsewhere && world.iterating) /* S111: GLib does not wake if it is blocked, ours does not know */
        wake ();
    retime ();
    return TRUE;
}

static gboolean
set_can_recurse (Actor *actor, gboolean can)
{
    if (!is_alive (actor))
        return FALSE;
    g_source_set_can_recurse (actor->source, can);
    return TRUE;
}

static gboolean
replace_callback (Actor *actor, gboolean none)
{
    if (!actor->made || actor->ended || actor->silent)
        return FALSE;
    trace ("callback %s", actor->declared->name);
    set_callback (actor, none);
    return TRUE;
}

/* ---- watches */

static gboolean
change_watch (const Action *action, Actor *actor)
{
    gpointer *tag = &actor->tags[action->channel];

    if (!is_alive (actor) || (*tag != NULL) == (action->verb == ADD_WATCH)
        || (action->verb == MODIFY && world.polling))
        return FALSE;
    if (actor->attached)
        wakeup_due ();
    own_call (TRUE);
    if (action->verb == ADD_WATCH) {
        *tag = g_source_add_unix_fd (actor->source, fd_of (action->channel), (GIOCondition) action->condition);
        actor->watches++;
    } else if (action->verb == MODIFY) {
        g_source_modify_unix_fd (actor->source, *tag, (GIOCondition) action->condition);
    } else {
        g_source_remove_unix_fd (actor->source, *tag);
        *tag = NULL;
        actor->watches--;
    }
    own_call (FALSE);
    return TRUE;
}

static gboolean
use_pipe (const Action *action)
{
    int *ends = world.ends[action->channel];
    char byte = 'x';

    if (action->verb == DRAIN) {
        while (read (ends[0], &byte, 1) == 1)
            continue;
        return TRUE;
    }
    if (ends[1] < 0)
        return FALSE;
    if (action->verb == WRITE)
        return write (ends[1], &byte, 1) == 1;
    close (ends[1]);
    ends[1] = -1;
    return TRUE;
}

/* ---- the rest */

static gboolean
tell_time (const Actor *actor)
{
    if (!actor->attached || actor->ended || actor->silent || !g_main_context_is_owner (world.context))
        return FALSE;
    trace ("time %s %d", actor->declared->name, since_start (g_source_get_time (actor->source)));
    return TRUE;
}

static gboolean
find (const Actor *actor)
{
    if (!actor->attached)
        return FALSE;
    trace ("find %s: %s", actor->declared->name,
           name_of (g_main_context_find_source_by_id (world.context, actor->id)));
    return TRUE;
}

static gboolean
search (int kind, int data)
{
    gpointer object = &world.shared[data];
    GSource *found = kind < 0 ? g_main_context_find_source_by_user_data (world.context, object)
                              : g_main_context_find_source_by_funcs_user_data (
                                    world.context, kind == IDLE ? &g_idle_funcs : &g_timeout_funcs, object);

    trace ("search %d: %s", data, name_of (found));
    return TRUE;
}

static gboolean
invoke (Actor *actor)
{
    if (world.walking || world.ending || world.elsewhere)
        return FALSE;
    trace ("invoke %s", actor->declared->name);
    g_main_context_invoke_full (world.context, actor->declared->priority, run_call, new_data (actor), forget_callback);
    trace ("invoked %s", actor->declared->name);
    return TRUE;
}

static gboolean
acquire (void)
{
    if (world.elsewhere)
        return FALSE;
    trace ("acquire %s", g_main_context_acquire (world.context) ? "yes" : "no");
    world.acquired++;
    return TRUE;
}

static gboolean
release (void)
{
    if (world.acquired == 0 || world.elsewhere)
        return FALSE;
    world.acquired--;
    g_main_context_release (world.context);
    return TRUE;
}

static gboolean
act_outside (const Action *action)
{
    switch (action->verb) {
    case WRITE: case DRAIN: case HANGUP:
        return use_pipe (action);
    case SET:
        world.conditions[action->channel] = action->condition;
        return TRUE;
    default:
        if (world.walking) /* S132 */
            return FALSE;
        clock_advance (action->number);
        return TRUE;
    }
}

static gboolean
act_on_context (const Action *action)
{
    Actor *actor = &world.actors[action->source];

    switch (action->verb) {
    case CREATE:
        if (actor->made)
            return FALSE;
        make (actor);
        return TRUE;
    case ATTACH: return !(world.elsewhere && world.polling) && attach (actor);
    case DESTROY: return destroy (actor);
    case PRIORITY: return set_priority (actor, action->number);
    case READY: return set_ready_time (actor, clock_moment (action->number));
    case UNREADY: return set_ready_time (actor, -1);
    case RECURSE: return set_can_recurse (actor, action->flag);
    case CALLBACK: return replace_callback (actor, action->flag);
    case ADD_WATCH: case MODIFY: case UNWATCH: return change_watch (action, actor);
    case ITERATE: return iterate (action->flag);
    case PENDING: return pending ();
    case DRIVE: return drive (action->flag);
    case RUN: return run ();
    case QUIT: return quit ();
    case WAKEUP:
        wake ();
        return TRUE;
    case TIME: return tell_time (actor);
    case FIND: return find (actor);
    case SEARCH: return search (action->kind, action->number);
    case INVOKE: return invoke (actor);
    case ADOPT: return !(world.elsewhere && world.polling) && adopt (actor, &world.actors[action->other]);
    case DISOWN: return disown (actor, &world.actors[action->other]);
    case ACQUIRE: return acquire ();
    case RELEASE: return release ();
    case CLOSE:
        close_context ();
        return TRUE;
    default: return FALSE;
    }
}

static void
act_here (const Action *action)
{
    gboolean is_outside = action->verb == ADVANCE || (action->verb >= WRITE && action->verb <= SET);
    gboolean done;

    settle_rearm ();
    done = is_outside ? act_outside (action) : !world.closed && act_on_context (action);
    settle_rearm ();
    if (!done)
        trace ("skip %s", verb_names[action->verb]);
}

static gpointer
act_there (gpointer action)
{
    act_here (action);
    return NULL;
}

void
act (const Action *action)
{
    if (!action->elsewhere || world.elsewhere) {
        act_here (action);
    } else if (world.walking || world.finishing) { /* S34 */
        trace ("skip elsewhere");
    } else {
        world.elsewhere++;
        g_thread_join (g_thread_new ("elsewhere", act_there, (gpointer) action));
        world.elsewhere--;
    }
}

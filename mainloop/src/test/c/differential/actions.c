/*
 * What a scenario can do. An action that makes no sense where it stands is skipped, and says so; docs/differential.md has
 * the reasons.
 */
#include "world.h"

#include <string.h>
#include <unistd.h>

static gboolean
is_alive (const Actor *actor)
{
    return actor->made && !actor->ended && !g_source_is_destroyed (actor->source);
}

/* Whether a child is being dispatched and blocked: if its parent were dispatched now, it would be blocked twice (D2). */
static gboolean
is_child_blocking (void)
{
    for (int i = 0; i < world.scenario->source_count; i++)
        if (world.actors[i].blocking > 0 && world.actors[i].parent >= 0)
            return TRUE;
    return FALSE;
}

static gboolean
may_iterate (void)
{
    return !world.walking && !world.polling && !world.ending && !world.elsewhere && world.iterating < MOST_NESTING
           && !is_child_blocking ();
}

static void
make (Actor *actor)
{
    actor->made = TRUE;
    actor->source = make_source (actor);
    if (!actor->declared->bare)
        set_callback (actor, FALSE);
}

/* ---- life */

static Actor *
child (const Actor *parent, int index)
{
    Actor *actor = &world.actors[index];

    return actor->parent == (int) (parent - world.actors) && actor->made && !actor->ended ? actor : NULL;
}

/* What is attached is the context's: the runner lets go of its own references. */
static void
hand_over (Actor *actor, GString *ids)
{
    actor->attached = TRUE;
    actor->id = g_source_get_id (actor->source);
    g_string_append_printf (ids, " %s %u", actor->declared->name, actor->id);
    for (int i = 0; i < world.scenario->source_count; i++)
        if (child (actor, i) != NULL)
            hand_over (child (actor, i), ids);
    g_source_unref (actor->source);
}

static void
trace_ids (const char *what, Actor *actor)
{
    GString *ids = g_string_new (NULL);

    hand_over (actor, ids);
    trace ("%s%s", what, ids->str);
    g_string_free (ids, TRUE);
}

static void
wake (void)
{
    own_call (TRUE);
    g_main_context_wakeup (world.context);
    own_call (FALSE);
}

/* Deadlines have changed within a prepare walk: ours counts them as they stand after it (S31). So nobody sleeps now. */
static void
disturb (void)
{
    world.disturbed = TRUE;
    wake ();
}

static gboolean
attach (Actor *actor)
{
    if (!actor->made)
        make (actor);
    if (!is_alive (actor) || actor->attached || actor->parent >= 0)
        return FALSE;
    if (family_watches (actor))
        wakeup_due ();
    own_call (TRUE);
    g_source_attach (actor->source, world.context);
    own_call (FALSE);
    trace_ids ("attach", actor);
    if (world.preparing)
        disturb ();
    return TRUE;
}

/* Nobody else holds it, so this is its end. Its children are without a parent then. */
void
end_unattached (Actor *actor)
{
    GSource *source = actor->source;

    g_source_destroy (source);
    g_source_unref (source);
    for (int i = 0; i < world.scenario->source_count; i++)
        if (child (actor, i) != NULL)
            child (actor, i)->parent = -1;
}

/*
 * When the end is told of what another thread destroys (S178), or of what is destroyed while its check hook runs (D9), is
 * not compared.
 */
static void
silence (Actor *actor)
{
    if (world.elsewhere || actor->checking)
        actor->silent = TRUE;
    for (int i = 0; i < world.scenario->source_count; i++)
        if (child (actor, i) != NULL)
            silence (child (actor, i));
}

static gboolean
destroy (Actor *actor)
{
    int watches;

    if (!is_alive (actor) || (!actor->attached && actor->parent >= 0))
        return FALSE;
    trace ("destroy %s", actor->declared->name);
    if (!actor->attached) {
        end_unattached (actor);
        return TRUE;
    }
    silence (actor);
    watches = family_watches (actor);
    own_call (TRUE);
    g_source_destroy (actor->source);
    own_call (FALSE);
    if (watches > 0)
        wakeup_due ();
    if (world.elsewhere)
        wake ();
    if (world.preparing)
        disturb ();
    return TRUE;
}

static gboolean
adopt (Actor *parent, Actor *adopted)
{
    if (!parent->made)
        make (parent);
    if (!is_alive (parent))
        return FALSE;
    if (!adopted->made)
        make (adopted);
    if (!is_alive (adopted) || adopted->attached || adopted->parent >= 0)
        return FALSE;
    for (int above = parent->parent; above >= 0; above = world.actors[above].parent)
        if (&world.actors[above] == adopted)
            return FALSE;
    parent->adopted = TRUE;
    adopted->parent = (int) (parent - world.actors);
    if (parent->attached && family_watches (adopted))
        wakeup_due ();
    own_call (TRUE);
    g_source_add_child_source (parent->source, adopted->source);
    own_call (FALSE);
    if (parent->attached)
        trace_ids ("adopt", adopted);
    else
        trace ("adopt %s", adopted->declared->name);
    if (world.preparing)
        disturb ();
    return TRUE;
}

static gboolean
disown (Actor *parent, Actor *disowned)
{
    int watches;

    if (!is_alive (parent) || !is_alive (disowned) || disowned->parent != (int) (parent - world.actors)
        || !disowned->attached)
        return FALSE;
    trace ("disown %s", disowned->declared->name);
    silence (disowned);
    watches = family_watches (disowned);
    own_call (TRUE);
    g_source_remove_child_source (parent->source, disowned->source);
    own_call (FALSE);
    if (watches > 0)
        wakeup_due ();
    if (world.elsewhere)
        wake ();
    if (world.preparing)
        disturb ();
    return TRUE;
}

/* ---- attributes */

static gboolean
set_priority (Actor *actor, int priority)
{
    if (!is_alive (actor) || actor->parent >= 0 || world.walking)
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
    if (world.preparing)
        disturb ();
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

/*
 * If a source has a ready time and has had a child, which may have made it ready, ours may have read the clock where GLib has not
 * (S132): both read it now.
 */
void
read_time (void)
{
    for (int i = 0; i < world.scenario->source_count; i++) {
        Actor *actor = &world.actors[i];
        if (actor->attached && is_alive (actor) && g_source_get_ready_time (actor->source) != -1 && actor->adopted) {
            g_source_get_time (actor->source);
            return;
        }
    }
}

static void
begin_iterating (void)
{
    world.disturbed = FALSE;
    world.iterating++;
}

static gboolean
iterate (gboolean block)
{
    gboolean found;

    if (!may_iterate ())
        return FALSE;
    trace ("iterate%s @%d", block ? " block" : "", clock_millis ());
    begin_iterating ();
    found = g_main_context_iteration (world.context, block);
    world.iterating--;
    trace ("iterated %s @%d", found ? "yes" : "no", clock_millis ());
    return TRUE;
}

/* Within a dispatch, what pending() has found is dropped again by a prepare: D1. */
static gboolean
pending (void)
{
    gboolean found;
    gint priority;

    if (!may_iterate ())
        return FALSE;
    trace ("pending @%d", clock_millis ());
    begin_iterating ();
    found = g_main_context_pending (world.context);
    world.iterating--;
    trace ("pended %s @%d", found ? "yes" : "no", clock_millis ());
    if (found && world.iterating > 0) {
        world.iterating++;
        g_main_context_prepare (world.context, &priority);
        world.iterating--;
    }
    return TRUE;
}

static void
drive_phases (gboolean block)
{
    GPollFD fds[MOST_CHANNELS + 1];
    gint priority = G_MAXINT, timeout, count;
    gboolean found;

    found = g_main_context_prepare (world.context, &priority);
    if (priority == G_MAXINT)
        trace ("prepared %s", found ? "yes" : "no");
    else
        trace ("prepared %s %d", found ? "yes" : "no", priority);
    count = g_main_context_query (world.context, priority, &timeout, fds, MOST_CHANNELS + 1);
    trace_array ("queried", timeout, fds, count);
    if (!block)
        timeout = 0;
    if (count > 0 || timeout != 0)
        poll_function (fds, (guint) count, timeout);
    found = g_main_context_check (world.context, priority, fds, count);
    trace ("checked %s @%d", found ? "yes" : "no", clock_millis ());
    g_main_context_dispatch (world.context);
}

static gboolean
drive (gboolean block)
{
    if (!may_iterate ())
        return FALSE;
    trace ("drive%s @%d", block ? " block" : "", clock_millis ());
    begin_iterating ();
    g_main_context_acquire (world.context);
    drive_phases (block);
    g_main_context_release (world.context);
    world.iterating--;
    trace ("driven @%d", clock_millis ());
    return TRUE;
}

static gboolean
run (void)
{
    GMainLoop *loop;

    if (!may_iterate ())
        return FALSE;
    trace ("run @%d", clock_millis ());
    if (world.loop_count == 0)
        world.left_in_run = MOST_IN_RUN;
    loop = g_main_loop_new (world.context, FALSE);
    world.loops[world.loop_count++] = loop;
    begin_iterating ();
    g_main_loop_run (loop);
    world.iterating--;
    world.loop_count--;
    g_main_loop_unref (loop);
    trace ("ran @%d", clock_millis ());
    return TRUE;
}

static gboolean
quit (void)
{
    if (world.loop_count == 0)
        return FALSE;
    own_call (TRUE);
    g_main_loop_quit (world.loops[world.loop_count - 1]);
    own_call (FALSE);
    return TRUE;
}

void
end_loops (void)
{
    own_call (TRUE);
    for (int i = 0; i < world.loop_count; i++)
        g_main_loop_quit (world.loops[i]);
    own_call (FALSE);
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

void
close_context (void)
{
    trace ("close");
    world.closed = TRUE;
    for (; world.acquired > 0; world.acquired--)
        g_main_context_release (world.context);
    g_main_context_unref (world.context);
    trace ("closed");
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
    } else if (world.walking) {
        trace ("skip elsewhere");
    } else {
        world.elsewhere++;
        g_thread_join (g_thread_new ("elsewhere", act_there, (gpointer) action));
        world.elsewhere--;
    }
}

/*
 * The actions of a scenario that begin and end sources, and the context.
 */
#include "world.h"

gboolean
is_alive (const Actor *actor)
{
    return actor->made && !actor->ended && !g_source_is_destroyed (actor->source);
}

void
make (Actor *actor)
{
    actor->made = TRUE;
    actor->source = make_source (actor);
    if (!actor->declared->bare)
        set_callback (actor, FALSE);
}

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

void
wake (void)
{
    own_call (TRUE);
    g_main_context_wakeup (world.context);
    own_call (FALSE);
}

/*
 * Deadlines may have changed. If so within a prepare walk, ours counts them as they stand after it (S31); so nobody sleeps now.
 * If so within any walk, whether it comes to one is another question there than here (S132): see fix_time().
 */
void
retime (void)
{
    if (world.preparing) {
        world.disturbed = TRUE;
        wake ();
    }
    world.retimed = world.walking > 0;
}

gboolean
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
    retime ();
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
 * not compared. What is destroyed while its prepare hook runs destroys nobody at its end: GLib's walk holds the next source then.
 */
static void
silence (Actor *actor)
{
    if (world.elsewhere || actor->checking)
        actor->silent = TRUE;
    if (actor->preparing)
        actor->ends_in_walk = TRUE;
    for (int i = 0; i < world.scenario->source_count; i++)
        if (child (actor, i) != NULL)
            silence (child (actor, i));
}

/* Destroys it, or takes it from its parent, which destroys it too. */
static void
end_attached (Actor *actor, GSource *parent)
{
    gboolean leaving[MOST_SOURCES];
    int watches;

    silence (actor);
    for (int i = 0; i < world.scenario->source_count; i++) {
        leaving[i] = world.actors[i].silent && is_alive (&world.actors[i]);
        world.actors[i].leaving |= leaving[i];
    }
    watches = family_watches (actor);
    own_call (TRUE);
    if (parent == NULL)
        g_source_destroy (actor->source);
    else
        g_source_remove_child_source (parent, actor->source);
    own_call (FALSE);
    for (int i = 0; i < world.scenario->source_count; i++)
        if (leaving[i])
            world.actors[i].leaving = FALSE;
    if (watches > 0)
        wakeup_due ();
    if (world.elsewhere)
        wake ();
    retime ();
}

gboolean
destroy (Actor *actor)
{
    if (!is_alive (actor) || (!actor->attached && actor->parent >= 0) || world.going_on)
        return FALSE;
    trace ("destroy %s", actor->declared->name);
    if (actor->attached)
        end_attached (actor, NULL);
    else
        end_unattached (actor);
    return TRUE;
}

gboolean
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
    retime ();
    return TRUE;
}

gboolean
disown (Actor *parent, Actor *disowned)
{
    if (!is_alive (parent) || !is_alive (disowned) || disowned->parent != (int) (parent - world.actors)
        || !disowned->attached || world.going_on)
        return FALSE;
    trace ("disown %s", disowned->declared->name);
    end_attached (disowned, parent->source);
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

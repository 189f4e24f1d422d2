/*
 * The actions of a scenario that iterate.
 */
#include "world.h"

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
begin_iterating (void)
{
    forget_old_polls ();
    world.disturbed = FALSE;
    world.iterating++;
}

gboolean
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
gboolean
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

gboolean
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

gboolean
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

gboolean
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

/*
 * Runs one scenario: begins it, takes the steps, ends it.
 */
#define _GNU_SOURCE
#include "world.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

World world;

void
trace (const char *format, ...)
{
    va_list arguments;

    va_start (arguments, format);
    vprintf (format, arguments);
    va_end (arguments);
    putchar ('\n');
}

Actor *
actor_of (const GSource *source)
{
    for (int i = 0; i < world.scenario->source_count; i++)
        if (source != NULL && world.actors[i].source == source)
            return &world.actors[i];
    return NULL;
}

const char *
name_of (const GSource *source)
{
    Actor *actor = actor_of (source);

    return source == NULL ? "none" : actor == NULL ? "other" : actor->declared->name;
}

/* How many watches a source has, and those below it that are not destroyed: such a one watches nothing any more. */
int
family_watches (const Actor *actor)
{
    int count = actor->watches;

    for (int i = 0; i < world.scenario->source_count; i++)
        if (world.actors[i].parent == (int) (actor - world.actors) && is_alive (&world.actors[i]))
            count += family_watches (&world.actors[i]);
    return count;
}

/* GLib's warnings are part of the trace: those that are expected by a word, the others in full. */
static void
log_handler (const gchar *domain, GLogLevelFlags level, const gchar *message, gpointer data)
{
    Actor *actor;

    (void) domain;
    (void) level;
    (void) data;
    if (strstr (message, "dispatched without callback") == NULL) {
        trace ("warning: %s", message);
        return;
    }
    settle_rearm ();
    trace ("warning: no callback");
    actor = actor_of (g_main_current_source ()); /* which GLib removes now */
    if (actor != NULL)
        wakeup_owed (actor, family_watches (actor));
}

static void
begin (const Scenario *scenario)
{
    memset (&world, 0, sizeof world);
    world.scenario = scenario;
    for (int i = 0; i < scenario->source_count; i++) {
        world.actors[i].declared = &scenario->sources[i];
        world.actors[i].parent = -1;
    }
    for (int i = 0; i < scenario->channel_count; i++)
        if (scenario->channels[i].is_pipe && pipe2 (world.ends[i], O_NONBLOCK) != 0)
            abort ();
    clock_start ();
    world.context = g_main_context_new ();
    g_main_context_set_poll_func (world.context, poll_function);
    wakeup_begins ();
}

/* The first that was never attached, has no parent, and is still there. */
static Actor *
unattached (void)
{
    for (int i = 0; i < world.scenario->source_count; i++) {
        Actor *actor = &world.actors[i];
        if (actor->made && !actor->attached && !actor->ended && actor->parent < 0)
            return actor;
    }
    return NULL;
}

static void
end (void)
{
    Actor *left;

    if (!world.closed)
        close_context ();
    while ((left = unattached ()) != NULL)
        end_unattached (left);
    for (int i = 0; i < world.scenario->channel_count; i++)
        if (world.scenario->channels[i].is_pipe) {
            close (world.ends[i][0]);
            if (world.ends[i][1] >= 0)
                close (world.ends[i][1]);
        }
}

void
world_run (const Scenario *scenario)
{
    g_log_set_default_handler (log_handler, NULL);
    begin (scenario);
    for (int i = 0; i < scenario->step_count; i++)
        act (&scenario->steps[i]);
    end ();
}

/*
 * The virtual clock and the poll function, and what decides whether a wake-up counts.
 *
 * Time stands still but for clock_advance(), and a poll that would sleep moves it by its timeout. This program defines
 * clock_gettime() itself, so GLib reads the same clock.
 *
 * It defines write() as well, to see GLib signal its wake-up. A signal counts if an action of the scenario caused it. It
 * does not count if GLib gave it on its own, since it took the records of a source that it dispatches out of its poll
 * set and put them back (S112): such a signal stays unread, and is as if it had not been given.
 */
#define _GNU_SOURCE
#include "world.h"

#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

enum { FIRST_FD = 100000, START_SECONDS = 1000, MICROS = 1000, NANOS = 1000000 };

static gint64 elapsed_millis;
static int wakeup_fd = -1;
static gboolean woken;    /* a signal that counts has been given and not been polled */
static int own_calls;     /* how many calls of GLib an action is in */
static Actor *rearming;   /* a timeout that may recurse: GLib will set its ready time when its callback has returned */
static gint64 rearmed_from;

void
clock_start (void)
{
    elapsed_millis = 0;
}

void
clock_advance (int millis)
{
    elapsed_millis += millis;
}

int
clock_millis (void)
{
    return (int) elapsed_millis;
}

/* A moment as GLib counts. */
gint64
clock_moment (int millis)
{
    return (START_SECONDS * 1000 + elapsed_millis + millis) * MICROS;
}

int
since_start (gint64 micros)
{
    return (int) (micros / MICROS - START_SECONDS * 1000);
}

int
clock_gettime (clockid_t id, struct timespec *now)
{
    if (id != CLOCK_MONOTONIC)
        return (int) syscall (SYS_clock_gettime, id, now);
    now->tv_sec = START_SECONDS + elapsed_millis / 1000;
    now->tv_nsec = elapsed_millis % 1000 * NANOS;
    return 0;
}

/* ---- wake-ups */

/* Whether GLib is removing a source that has returned FALSE, and so takes its watches away. */
static gboolean
is_owed (void)
{
    for (int i = 0; i < world.scenario->source_count; i++) {
        Actor *actor = &world.actors[i];
        if (actor->removing > 0 && actor->source != NULL && g_source_is_destroyed (actor->source)
            && actor->removing_level == world.iterating) {
            actor->removing--;
            return TRUE;
        }
    }
    return FALSE;
}

void
wakeup_owed (Actor *actor, int count)
{
    actor->is_going = TRUE;
    actor->removing = count;
    actor->removing_level = world.iterating;
}

ssize_t
write (int fd, const void *bytes, size_t count)
{
    if (fd == wakeup_fd && (own_calls > 0 || is_owed ()))
        woken = TRUE;
    return syscall (SYS_write, fd, bytes, count);
}

/* A context is new: which descriptor is its wake-up? The only one that it polls. */
void
wakeup_begins (void)
{
    GPollFD fds[2];
    gint timeout;

    own_calls = 0;
    woken = FALSE;
    rearming = NULL;
    if (g_main_context_query (world.context, G_MAXINT, &timeout, fds, 2) != 1)
        abort ();
    wakeup_fd = fds[0].fd;
}

/* Ours has woken itself here. GLib may not have, if the source is being dispatched (S125), so we do it for GLib. */
void
wakeup_due (void)
{
    own_calls++;
    g_main_context_wakeup (world.context);
    own_calls--;
}

void
own_call (gboolean begins)
{
    own_calls += begins ? 1 : -1;
}

/* If the timeout that may recurse has been given another ready time, GLib has signalled, and it counts. */
void
settle_rearm (void)
{
    if (rearming != NULL && rearming->source != NULL && !g_source_is_destroyed (rearming->source)
        && g_source_get_ready_time (rearming->source) != rearmed_from)
        woken = TRUE;
    rearming = NULL;
}

void
before_rearm (Actor *actor)
{
    settle_rearm ();
    rearming = actor;
    rearmed_from = g_source_get_ready_time (actor->source);
}

/* GLib calls us: what it signals on its own from here on is not caused by the action that we may be in. */
int
enter_hook (void)
{
    int before = own_calls;

    settle_rearm ();
    own_calls = 0;
    return before;
}

void
leave_hook (int before)
{
    own_calls = before;
}

/* ---- polls */

/* The channel with a descriptor; -1 for the wake-up. */
int
channel_of (int fd)
{
    if (fd >= FIRST_FD)
        return fd - FIRST_FD;
    for (int i = 0; i < world.scenario->channel_count; i++)
        if (world.scenario->channels[i].is_pipe && world.ends[i][0] == fd)
            return i;
    return -1;
}

int
fd_of (int channel)
{
    return world.scenario->channels[channel].is_pipe ? world.ends[channel][0] : FIRST_FD + channel;
}

/* What is the matter with a descriptor now: the system says so of pipes, the scenario of the others. */
static int
look_at (const GPollFD *fd)
{
    int channel = channel_of (fd->fd);
    struct pollfd real = { .fd = fd->fd, .events = (short) fd->events };

    if (channel >= 0 && !world.scenario->channels[channel].is_pipe)
        return world.conditions[channel] & (fd->events | G_IO_ERR | G_IO_HUP);
    return poll (&real, 1, 0) > 0 ? real.revents : 0;
}

static void
look_at_channels (GPollFD *fds, guint count, gboolean *any)
{
    *any = FALSE;
    for (guint i = 0; i < count; i++)
        if (fds[i].fd != wakeup_fd) {
            fds[i].revents = (gushort) look_at (&fds[i]);
            *any |= fds[i].revents != 0;
        }
}

static void
sleep_for (int timeout, gint64 begin)
{
    if (timeout < 0) {
        trace ("stuck");
        end_loops ();
    } else if (elapsed_millis < begin + timeout) {
        elapsed_millis = begin + timeout;
    }
}

static void
run_poll_plans (void)
{
    world.polling++;
    run_plans (THE_POLL, POLL, ++world.polls);
    world.polling--;
}

/* A signal that counts must have reached the wake-up; if it has not, GLib sleeps where the runner thinks it does not. */
static void
poll_wakeup (GPollFD *fd)
{
    if (fd == NULL)
        return;
    fd->revents = 0;
    if (woken) {
        if (look_at (fd) == 0)
            trace ("the wake-up was not signalled");
        fd->revents = G_IO_IN;
        woken = FALSE;
    }
}

/* An array as a poll function gets it, its channels in the order of declaration. */
void
trace_array (const char *what, gint timeout, const GPollFD *fds, int count)
{
    GString *text = g_string_new (NULL);
    gboolean wakeup = FALSE;
    char condition[40];

    for (int c = 0; c < world.scenario->channel_count; c++)
        for (int i = 0; i < count; i++)
            if (channel_of (fds[i].fd) == c) {
                condition_text (fds[i].events, condition);
                g_string_append_printf (text, " %s:%s", world.scenario->channels[c].name, condition);
            }
    for (int i = 0; i < count; i++)
        wakeup |= channel_of (fds[i].fd) < 0;
    if (world.disturbed) /* S31 */
        trace ("%s%s%s", what, text->str, wakeup ? " wakeup" : "");
    else
        trace ("%s %d%s%s", what, timeout, text->str, wakeup ? " wakeup" : "");
    g_string_free (text, TRUE);
}

gint
poll_function (GPollFD *fds, guint count, gint timeout)
{
    int before = enter_hook ();
    GPollFD *wakeup = NULL;
    gint64 begin = elapsed_millis;
    gboolean any, sleeps;

    forget_old_polls ();
    for (guint i = 0; i < count; i++)
        if (fds[i].fd == wakeup_fd)
            wakeup = &fds[i];
    if (world.scenario->tells_polls)
        trace_array ("poll", timeout, fds, (int) count);
    sleeps = timeout != 0 && !(wakeup != NULL && woken);
    if (sleeps || count > (wakeup == NULL ? 0 : 1)) {
        if (!sleeps)
            trace ("look");
        else if (timeout < 0)
            trace ("sleep");
        else
            trace ("sleep %d", timeout);
        run_poll_plans ();
    }
    look_at_channels (fds, count, &any);
    if (sleeps && !any && !woken)
        sleep_for (timeout, begin);
    poll_wakeup (wakeup);
    if (world.scenario->tells_polls)
        world.disturbed = FALSE;
    leave_hook (before);
    return any;
}

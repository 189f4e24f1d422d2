package org.mainspring.mainloop.glib;

import static org.mainspring.mainloop.glib.Critical.isNotOwner;
import static org.mainspring.mainloop.glib.Critical.isNull;
import static org.mainspring.mainloop.glib.Critical.orDefault;

import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.poll.PollFunction;
import org.mainspring.mainloop.poll.PollRecord;
import org.mainspring.mainloop.poll.PollSet;

/**
 * GLib's functions for a loop that is driven from outside: the phases of an iteration one by one, and what polls. Where
 * one takes a context, null is that of the process.
 *
 * @threads any, where a function does not say "owner"
 */
public abstract class GPhases extends GMainContexts {
    GPhases() {}

    // ---- phases

    /**
     * Phase 1, for the owner: asks who is ready.
     *
     * @param context the context; null for that of the process
     * @param priority its first element takes the priority of what is ready; or null
     * @return whether a source is ready already
     */
    public static boolean g_main_context_prepare(@Nullable MainContext context, int @Nullable [] priority) {
        MainContext prepared = orDefault(context);
        if (isNotOwner(prepared, "g_main_context_prepare")) {
            return false;
        }
        boolean ready = prepared.prepare();
        if (priority != null) {
            priority[0] = prepared.readyPriority();
        }
        return ready;
    }

    /**
     * Phase 2, for the owner: lists what is to be polled. The list grows as needed, so it is always complete.
     *
     * @param context the context; null for that of the process
     * @param max_priority channels watched with a less urgent priority are left out
     * @param timeout_ its first element takes how long the poll may take, in milliseconds, -1 for without end; or
     *     null
     * @param fds takes the list
     * @return how many entries it has
     */
    public static int g_main_context_query(
            @Nullable MainContext context, int max_priority, int @Nullable [] timeout_, PollSet fds) {
        MainContext queried = orDefault(context);
        if (isNull(fds, "g_main_context_query", "fds") || isNotOwner(queried, "g_main_context_query")) {
            return 0;
        }
        queried.query(max_priority, fds);
        if (timeout_ != null) {
            timeout_[0] = fds.timeoutMillis();
        }
        return fds.size();
    }

    /**
     * Phase 3, for the owner, by the poller of the context. C's has no context: here the wake-up belongs to one.
     *
     * @param context the context; null for that of the process
     * @param fds what was listed by {@link #g_main_context_query} on this context
     * @param timeout how long to wait, in milliseconds; negative is without end
     * @return how many entries are ready
     */
    public static int g_poll(@Nullable MainContext context, PollSet fds, int timeout) {
        MainContext polled = orDefault(context);
        if (isNull(fds, "g_poll", "fds") || isNotOwner(polled, "g_poll")) {
            return -1;
        }
        fds.setTimeoutMillis(timeout);
        polled.poll(fds);
        return fds.countReady();
    }

    /**
     * Phase 4, for the owner: collects who is ready.
     *
     * @param context the context; null for that of the process
     * @param max_priority as given to {@link #g_main_context_query}
     * @param fds the list, with what was seen filled in
     * @return whether something was collected
     */
    public static boolean g_main_context_check(@Nullable MainContext context, int max_priority, PollSet fds) {
        MainContext checked = orDefault(context);
        return !isNull(fds, "g_main_context_check", "fds")
                && !isNotOwner(checked, "g_main_context_check")
                && checked.check(max_priority, fds);
    }

    /**
     * Phase 5, for the owner: runs what was collected.
     *
     * @param context the context; null for that of the process
     */
    public static void g_main_context_dispatch(@Nullable MainContext context) {
        MainContext dispatched = orDefault(context);
        if (!isNotOwner(dispatched, "g_main_context_dispatch")) {
            dispatched.dispatch();
        }
    }

    // ---- poll function and raw poll records

    /**
     * Replaces what polls.
     *
     * @param context the context; null for that of the process
     * @param func called instead of the poller; null for the poller
     */
    public static void g_main_context_set_poll_func(@Nullable MainContext context, @Nullable PollFunction func) {
        orDefault(context).setPollFunction(func);
    }

    /**
     * What polls.
     *
     * @param context the context; null for that of the process
     * @return the function that was set; if none was, one that has the poller of the context poll
     */
    public static PollFunction g_main_context_get_poll_func(@Nullable MainContext context) {
        return orDefault(context).pollFunction();
    }

    /**
     * Polls a record that belongs to no source: it can only end a poll.
     *
     * @param context the context; null for that of the process
     * @param fd the record
     * @param priority polled by iterations that look as far as this
     */
    public static void g_main_context_add_poll(@Nullable MainContext context, PollRecord fd, int priority) {
        if (!isNull(fd, "g_main_context_add_poll", "fd")) {
            orDefault(context).addPoll(fd, priority);
        }
    }

    /**
     * Ends what {@link #g_main_context_add_poll} began.
     *
     * @param context the context; null for that of the process
     * @param fd the record itself
     */
    public static void g_main_context_remove_poll(@Nullable MainContext context, PollRecord fd) {
        if (!isNull(fd, "g_main_context_remove_poll", "fd")) {
            orDefault(context).removePoll(fd);
        }
    }
}

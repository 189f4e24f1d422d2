package org.mainspring.mainloop;

import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.source.SourceFuncs;
import org.mainspring.mainloop.time.Nanos;

/**
 * The part of a {@link Source} that is set: its name, its place, whether it may be dispatched within itself, and its ready
 * time.
 *
 * @threads any
 */
abstract class ConfiguredSource extends CalledSource {
    ConfiguredSource(SourceFuncs funcs) {
        super(funcs);
    }

    /**
     * Sets the name for people.
     *
     * @param name the name, or null for none
     * @origin GLib g_source_set_name
     */
    public void setName(@Nullable String name) {
        rename(name);
    }

    /**
     * Sets the priority, and moves the source behind all others of that priority, even if it was its own before. Its
     * children go with it, the newest first.
     *
     * @param priority a smaller number is more urgent
     * @throws IllegalStateException if the source has a parent, whose priority it has
     * @origin GLib g_source_set_priority
     */
    public void setPriority(int priority) {
        if (parent() != null) {
            throw new IllegalStateException("priority is the parent's: " + this);
        }
        wantPriority(priority);
        LoopContext attachedTo = attachedTo();
        if (attachedTo != null) {
            attachedTo.lifecycle.priorityChanged(this);
        }
    }

    /**
     * Lets the source be dispatched by an iteration that is run from within its own callback, or forbids it, as at the
     * start. A call that is running is not affected.
     *
     * @param canRecurse whether to allow it
     * @origin GLib g_source_set_can_recurse
     */
    public void setCanRecurse(boolean canRecurse) {
        this.canRecurse = canRecurse;
    }

    /**
     * Whether the source may be dispatched from within its own callback.
     *
     * @return false unless it was allowed
     * @origin GLib g_source_get_can_recurse
     */
    public boolean canRecurse() {
        return canRecurse;
    }

    @Override
    public void setReadyTimeNanos(long readyTimeNanos) {
        if (wantedReadyTimeNanos == readyTimeNanos) {
            return;
        }
        wantedReadyTimeNanos = readyTimeNanos;
        LoopContext attachedTo = attachedTo();
        if (attachedTo != null) {
            attachedTo.lifecycle.readyTimeChanged(this);
        }
    }

    @Override
    public void clearReadyTime() {
        setReadyTimeNanos(Nanos.NEVER);
    }
}

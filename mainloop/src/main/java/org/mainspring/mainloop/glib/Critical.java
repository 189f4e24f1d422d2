package org.mainspring.mainloop.glib;

import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.LoopContext;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.Source;
import org.mainspring.mainloop.source.Diagnostic;

/**
 * What GLib says as a "critical": the call has no effect, returns nothing, and the context's diagnostic handler is
 * told. Where no context is at hand, it is that of the process.
 */
final class Critical {
    private Critical() {}

    static MainContext orDefault(@Nullable MainContext context) {
        return context == null ? MainContext.getDefault() : context;
    }

    static void report(@Nullable LoopContext context, Diagnostic code, String function, String message) {
        (context == null ? MainContext.getDefault() : context).report(code, function + ": " + message);
    }

    static void report(Source source, Diagnostic code, String function, String message) {
        report(source.context(), code, function, message + ": " + source);
    }

    static boolean isNull(@Nullable Object argument, String function, String name) {
        if (argument == null) {
            report((LoopContext) null, Diagnostic.NULL_ARGUMENT, function, name + " is null");
        }
        return argument == null;
    }

    static boolean noSource(@Nullable Source source, String function) {
        return isNull(source, function, "source");
    }

    static boolean noFunction(@Nullable Object callback, @Nullable LoopContext context, String function) {
        if (callback == null) {
            report(context, Diagnostic.NULL_FUNCTION, function, "function is null");
        }
        return callback == null;
    }

    static boolean isZero(int id, MainContext context, String function) {
        if (id == 0) {
            report(context, Diagnostic.ID_ZERO, function, "source id is 0");
        }
        return id == 0;
    }

    static boolean isNotAttached(Source source, String function) {
        if (source.context() == null) {
            report(source, Diagnostic.NOT_ATTACHED, function, "source has no context");
            return true;
        }
        return false;
    }

    static boolean isNotOwner(MainContext context, String function) {
        if (!context.isOwner()) {
            report(context, Diagnostic.NOT_OWNER, function, "called by " + Thread.currentThread() + ", not the owner");
            return true;
        }
        return false;
    }
}

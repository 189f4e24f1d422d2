package org.mainspring.mainloop.glib;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.mainspring.mainloop.MainContext;
import org.mainspring.mainloop.source.Diagnostic;
import org.mainspring.mainloop.testing.LoopDriver;
import org.mainspring.mainloop.testing.ScriptedPoller;
import org.mainspring.mainloop.testing.VirtualClock;

/** A context in virtual time, the context of the process in real time, and what both have been told is wrong. */
@Timeout(60)
abstract class GLibFixture {
    protected final LoopDriver loop = LoopDriver.virtual();
    protected final MainContext context = loop.context();
    protected final ScriptedPoller poller = loop.poller();
    protected final VirtualClock clock = loop.clock();

    /** Who ran, in order. */
    protected final List<String> ran = new ArrayList<>();

    /** What was reported: the code and the name of the function. */
    protected final List<String> told = new ArrayList<>();

    /** What was reported about the context of the process. */
    protected final List<String> toldDefault = new ArrayList<>();

    @BeforeEach
    final void listen() {
        context.setDiagnosticHandler((code, message) -> told.add(line(code, message)));
        MainContext.getDefault().setDiagnosticHandler((code, message) -> toldDefault.add(line(code, message)));
    }

    @AfterEach
    final void end() {
        while (context.isOwner()) {
            context.release();
        }
        loop.close();
        System.Logger logger = System.getLogger("org.mainspring.mainloop");
        MainContext.getDefault()
                .setDiagnosticHandler((code, message) -> logger.log(System.Logger.Level.WARNING, message));
    }

    private static String line(Diagnostic code, String message) {
        int colon = message.indexOf(':');
        return code + " " + (message.startsWith("g_") && colon > 0 ? message.substring(0, colon) : message);
    }

    /** A callback in the style of C: notes its data, and goes on. */
    protected final boolean note(String data) {
        ran.add(data);
        return GLib.G_SOURCE_CONTINUE;
    }

    /** A callback in the style of C: notes its data, and wants no more. */
    protected final boolean noteOnce(String data) {
        ran.add(data);
        return GLib.G_SOURCE_REMOVE;
    }

    /** A destroy notify that notes. */
    protected final void gone(String data) {
        ran.add(data + " gone");
    }

    /** Iterates the context of the process, sleeping in between, until something is so. */
    protected static void iterateDefaultUntil(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            MainContext.getDefault().iteration(true);
        }
    }
}

package org.mainspring.mainloop;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.source.Diagnostic;
import org.mainspring.mainloop.source.DiagnosticHandler;
import org.mainspring.mainloop.source.ExceptionHandler;
import org.mainspring.mainloop.source.SourceHandle;

/** Where a context's warnings and its sources' exceptions go. A handler that throws is itself reported, and no more. */
final class Reports {
    private static final Logger LOGGER = System.getLogger("org.mainspring.mainloop");

    static final DiagnosticHandler LOG_DIAGNOSTIC =
            (code, message) -> LOGGER.log(Level.WARNING, () -> code + ": " + message);
    static final ExceptionHandler LOG_EXCEPTION =
            (source, thrown) -> LOGGER.log(Level.ERROR, () -> "source " + source + " has thrown, and is ended", thrown);

    private volatile DiagnosticHandler diagnosticHandler = LOG_DIAGNOSTIC;
    private volatile ExceptionHandler exceptionHandler = LOG_EXCEPTION;

    void setDiagnosticHandler(DiagnosticHandler handler) {
        diagnosticHandler = handler;
    }

    void setExceptionHandler(ExceptionHandler handler) {
        exceptionHandler = handler;
    }

    void warn(Diagnostic code, String message) {
        try {
            diagnosticHandler.report(code, message);
        } catch (Exception fromHandler) {
            LOGGER.log(Level.ERROR, () -> "diagnostic handler has thrown on " + code, fromHandler);
        }
    }

    /**
     * Hands an exception to the handler. What is neither exception nor error, which no signature forbids for good, is the
     * cause of one. An error is given back, for the caller to rethrow when all is in order.
     */
    @Nullable
    Error report(SourceHandle source, Throwable thrown) {
        if (thrown instanceof Error error) {
            return error;
        }
        try {
            exceptionHandler.handle(source, asException(thrown));
            return null;
        } catch (Error fromHandler) {
            return fromHandler;
        } catch (Exception fromHandler) {
            fromHandler.addSuppressed(thrown);
            LOGGER.log(Level.ERROR, () -> "exception handler has thrown on " + source, fromHandler);
            return null;
        }
    }

    private static Exception asException(Throwable thrown) {
        return thrown instanceof Exception exception ? exception : new CompletionException(thrown);
    }
}

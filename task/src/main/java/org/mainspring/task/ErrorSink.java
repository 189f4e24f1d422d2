package org.mainspring.task;

import static java.util.Objects.requireNonNull;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where a function puts the reason why it has failed: a slot for one error. Four sinks are there for whoever does not
 * want to look at errors: {@link #IGNORE}, {@link #ABORT}, {@link #FATAL} and {@link #WARN}; these stay empty.
 *
 * @threads confined; the four constants any
 * @origin QEMU Error **errp
 */
public final class ErrorSink {
    private static final Logger LOGGER = System.getLogger("org.mainspring.task");

    /**
     * Drops errors; a message that comes as a format is not even made.
     *
     * @origin QEMU a null errp
     */
    public static final ErrorSink IGNORE = new ErrorSink(error -> {});

    /**
     * Takes an error for a mistake in the program: throws an {@link AssertionError} where it is set.
     *
     * @origin QEMU error_abort
     */
    public static final ErrorSink ABORT = new ErrorSink(ErrorSink::fail);

    /**
     * Takes an error for the end: tells the handler of {@link #setFatalHandler}, and throws a {@link FatalError}.
     *
     * @origin QEMU error_fatal
     */
    public static final ErrorSink FATAL = new ErrorSink(ErrorSink::die);

    /**
     * Logs an error as a warning, and goes on.
     *
     * @origin QEMU error_warn
     */
    public static final ErrorSink WARN = new ErrorSink(error -> warn(error, LOGGER));

    private static volatile Consumer<QError> fatalHandler = ErrorSink::logFatal;

    /** What one of the constants does instead of keeping an error; null for a slot. */
    private final @Nullable Consumer<QError> reaction;

    private final List<QError> suppressed = new ArrayList<>(0);
    private @Nullable QError error;

    /** An empty slot. */
    public ErrorSink() {
        reaction = null;
    }

    ErrorSink(Consumer<QError> reaction) {
        this.reaction = reaction;
    }

    private static void fail(QError error) {
        throw new AssertionError(error.report(), error.cause());
    }

    private static void die(QError error) {
        fatalHandler.accept(error);
        throw new FatalError(error);
    }

    static void warn(QError error, Logger logger) {
        logger.log(Level.WARNING, error.report(), error.cause());
    }

    private static void logFatal(QError error) {
        LOGGER.log(Level.ERROR, error.report(), error.cause());
    }

    /**
     * Says who is told of a fatal error before it is thrown. The one at the start logs it; none may end the process in
     * a library's name, but an application's may.
     *
     * @param handler told from now on
     * @threads any
     */
    public static void setFatalHandler(Consumer<QError> handler) {
        fatalHandler = requireNonNull(handler, "handler");
    }

    /**
     * Sets the error.
     *
     * @param reason the error
     * @return false, to be returned in turn by a function that says so that it has failed
     * @throws IllegalStateException if there is one already
     * @origin QEMU error_setg
     */
    public boolean set(QError reason) {
        requireNonNull(reason, "reason");
        if (error != null) {
            throw new IllegalStateException("error was set before: " + error);
        }
        put(reason);
        return false;
    }

    /**
     * Sets a generic error, whose message is made as by {@link String#format}.
     *
     * @param format the message
     * @param arguments what is put into it
     * @return false, to be returned in turn by a function that says so that it has failed
     * @throws IllegalStateException if there is one already
     * @origin QEMU error_setg
     */
    @SuppressWarnings("AnnotateFormatMethod") // its annotation is no dependency of ours
    public boolean set(String format, @Nullable Object... arguments) {
        requireNonNull(format, "format");
        return this != IGNORE && set(QError.of(String.format(format, arguments)));
    }

    /**
     * Passes an error on that may be none. The first one counts; later ones are kept as suppressed.
     *
     * @param reason the error, or null for none
     * @origin QEMU error_propagate, which frees later ones
     */
    public void propagate(@Nullable QError reason) {
        if (reason == null || reason == error) {
            return;
        }
        if (error == null) {
            put(reason);
        } else {
            suppressed.add(reason);
        }
    }

    private void put(QError reason) {
        if (reaction == null) {
            error = reason;
        } else {
            reaction.accept(reason);
        }
    }

    /**
     * The error.
     *
     * @return the error, or null
     */
    public @Nullable QError error() {
        return error;
    }

    /**
     * The errors that came when there was one already.
     *
     * @return in the order in which they came
     */
    public List<QError> suppressed() {
        return List.copyOf(suppressed);
    }

    /**
     * Throws the error, if there is one, with the later ones suppressed in it.
     *
     * @throws QErrorException the error
     */
    public void throwIfSet() throws QErrorException {
        if (error != null) {
            QErrorException thrown = new QErrorException(error);
            suppressed.forEach(later -> thrown.addSuppressed(new QErrorException(later)));
            throw thrown;
        }
    }
}

package org.mainspring.task;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Why something has failed, as a value: a message, and what belongs to it. It is never changed, so it may cross
 * threads; and it has no stack trace, so it costs little. {@link QErrorException} is the same to be thrown.
 *
 * <p>Two errors are equal if they are the same object.
 *
 * @threads any
 * @origin QEMU Error
 */
public final class QError {
    /**
     * What a client may decide by; almost everything is generic.
     *
     * @origin QEMU ErrorClass
     */
    public enum Category {
        /** No more is known than the message. */
        GENERIC_ERROR,
        /** A command that there is not. */
        COMMAND_NOT_FOUND,
        /** A device that does not work at the moment. */
        DEVICE_NOT_ACTIVE,
        /** A device that there is not. */
        DEVICE_NOT_FOUND,
        /** The host's kernel cannot do something. */
        KVM_MISSING_CAP
    }

    private final String message;
    private final Category category;
    private final List<String> hints;
    private final @Nullable Throwable cause;
    private final StackWalker.@Nullable StackFrame site;

    private QError(
            String message,
            Category category,
            List<String> hints,
            @Nullable Throwable cause,
            StackWalker.@Nullable StackFrame site) {
        this.message = message;
        this.category = category;
        this.hints = hints;
        this.cause = cause;
        this.site = site;
    }

    /**
     * A generic error.
     *
     * @param message what has failed
     * @return the error
     * @origin QEMU error_setg
     */
    public static QError of(String message) {
        return of(Category.GENERIC_ERROR, message);
    }

    /**
     * An error of a category.
     *
     * @param category the category
     * @param message what has failed
     * @return the error
     * @origin QEMU error_set
     */
    public static QError of(Category category, String message) {
        requireNonNull(category, "category");
        requireNonNull(message, "message");
        return new QError(message, category, List.of(), null, null);
    }

    /**
     * A generic error that says what has failed, and then why.
     *
     * @param message what has failed
     * @param cause why; its message, or else its type, stands behind a colon
     * @return the error
     * @origin QEMU error_setg_errno
     */
    public static QError of(String message, Throwable cause) {
        requireNonNull(message, "message");
        return new QError(message + ": " + textOf(cause), Category.GENERIC_ERROR, List.of(), cause, null);
    }

    /**
     * A generic error that is nothing but its cause.
     *
     * @param cause why; its message, or else its type, is the error's
     * @return the error
     */
    public static QError causedBy(Throwable cause) {
        return causedBy(cause, textOf(cause));
    }

    static QError causedBy(Throwable cause, String message) {
        return new QError(message, Category.GENERIC_ERROR, List.of(), cause, null);
    }

    private static String textOf(Throwable cause) {
        String text = requireNonNull(cause, "cause").getMessage();
        return text != null ? text : cause.getClass().getName();
    }

    /**
     * The same with a text in front of the message.
     *
     * @param prefix the text, with what is to separate it
     * @return another error
     * @origin QEMU error_prepend
     */
    public QError withPrefix(String prefix) {
        return new QError(requireNonNull(prefix, "prefix") + message, category, hints, cause, site);
    }

    /**
     * The same with one more hint.
     *
     * @param hint advice for people; no part of the message
     * @return another error
     * @origin QEMU error_append_hint
     */
    public QError withHint(String hint) {
        requireNonNull(hint, "hint");
        List<String> more = Stream.concat(hints.stream(), Stream.of(hint)).toList();
        return new QError(message, category, more, cause, site);
    }

    /**
     * The same that knows where it was made: where this is called.
     *
     * @return another error
     */
    public QError withSite() {
        StackWalker.StackFrame caller = StackWalker.getInstance()
                .walk(frames -> frames.skip(1).findFirst())
                .orElse(null);
        return new QError(message, category, hints, cause, caller);
    }

    /**
     * What has failed.
     *
     * @return the message, without hints
     * @origin QEMU error_get_pretty
     */
    public String message() {
        return message;
    }

    /**
     * What a client may decide by.
     *
     * @return the category
     * @origin QEMU error_get_class
     */
    public Category category() {
        return category;
    }

    /**
     * Advice for people.
     *
     * @return the hints, in the order in which they came
     */
    public List<String> hints() {
        return hints;
    }

    /**
     * What was thrown.
     *
     * @return the exception that this error stands for, or null
     */
    public @Nullable Throwable cause() {
        return cause;
    }

    /**
     * Where it was made.
     *
     * @return the place; null unless {@link #withSite} was called there
     */
    public @Nullable StackTraceElement site() {
        return site == null ? null : site.toStackTraceElement();
    }

    /**
     * Whether this says that the operation was called off, and did not fail by itself.
     *
     * @return true if the cause is a {@link CancellationException} or an {@link InterruptedException}
     */
    public boolean isCancelled() {
        return cause instanceof CancellationException || cause instanceof InterruptedException;
    }

    /**
     * All there is for people to read.
     *
     * @return the message, and a line for each hint
     * @origin QEMU error_report_err
     */
    public String report() {
        return hints.isEmpty() ? message : message + "\n" + String.join("\n", hints);
    }

    /** The message. */
    @Override
    public String toString() {
        return message;
    }
}

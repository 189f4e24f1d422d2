package org.mainspring.mainloop.source;

/**
 * Told of exceptions from callbacks, hooks and notifies. The default one logs them at ERROR.
 *
 * @threads the one that ran the code that threw; called with no lock held
 */
@FunctionalInterface
public interface ExceptionHandler {
    /**
     * A source's code has thrown. The source is destroyed, and the loop goes on.
     *
     * @param source the source
     * @param thrown what was thrown: an exception, never an error; what is neither, in a
     *     {@link java.util.concurrent.CompletionException}
     */
    void handle(SourceHandle source, Exception thrown);
}

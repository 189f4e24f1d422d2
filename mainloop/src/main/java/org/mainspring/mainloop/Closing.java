package org.mainspring.mainloop;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mainspring.mainloop.poll.Poller;

/**
 * The end of a context: destroys every source, the last in dispatch order first, and gives back what the poller holds. First
 * come all notifies, then all finalize hooks (S180).
 *
 * @threads owner
 */
final class Closing {
    private final Lifecycle lifecycle;
    private final Poller poller;
    private @Nullable RuntimeException failure; // of the poller, the first
    private @Nullable Error error; // of the user's code, the first

    Closing(Lifecycle lifecycle, Poller poller) {
        this.lifecycle = lifecycle;
        this.poller = poller;
    }

    /**
     * Does it, whatever throws.
     *
     * @throws RuntimeException if the poller has failed
     * @throws Error if code of the user has thrown one
     */
    void run() {
        lifecycle.markClosed();
        attempt(lifecycle::followPosted);
        lifecycle.registry.removeLeaving();
        List<SourceNode> sources = lifecycle.registry.everybodyInOrder();
        Collections.reverse(sources);
        for (SourceNode source : sources) {
            source.hold(SourceNode.CALL); // so that none ends before all are destroyed, whoever destroys it
        }
        sources.forEach(this::retireWithChildren);
        for (SourceNode source : sources) {
            source.release(SourceNode.CALL);
            source.markLetGo();
            attempt(() -> lifecycle.unlink(source));
        }
        for (SourceNode source : lifecycle.takeEnded()) {
            error = Endings.first(error, lifecycle.endings.tell(source));
        }
        attempt(poller::close);
        Endings.rethrow(error);
        if (failure != null) {
            throw failure;
        }
    }

    private void retireWithChildren(SourceNode source) {
        if (source.markDestroyed()) {
            lifecycle.ioPolls.letGo(source);
            error = Endings.first(error, lifecycle.endings.retire(source, source.exchangeCallback(null)));
            for (SourceNode child : source.children()) {
                retireWithChildren(child);
            }
        }
    }

    private void attempt(Runnable step) {
        failure = Endings.first(failure, Lifecycle.attempt(step));
    }
}

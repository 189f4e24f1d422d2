package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mainspring.mainloop.poll.IOCondition;
import org.mainspring.mainloop.source.Callback;
import org.mainspring.mainloop.source.DestroyNotify;
import org.mainspring.mainloop.source.SourceCallback;
import org.mainspring.mainloop.source.SourceFuncs;

/**
 * What a destroy notify may do that runs between a callback and the end of its dispatch: the callback has replaced
 * itself, and its source, whose channel is still ready, is blocked. S175, D8, D15.
 */
class NotifyRecursionTest extends DrivenFixture {
    private static final String CHANNEL = "channel";

    private final SourceFuncs kind = (self, callback) -> calls(callback);
    private final Source source = new Source(kind);
    private Source mate = source;
    private Action inNotify = () -> {};

    private static boolean calls(Callback callback) throws Exception {
        return callback.call();
    }

    @BeforeEach
    void attachWatch() {
        source.addWatch(CHANNEL, IOCondition.IN);
        loop.poller().makeReady(CHANNEL, IOCondition.IN);
        DestroyNotify<Object> notify = data -> {
            try {
                inNotify.run();
            } catch (Exception thrown) {
                throw new AssertionError(thrown);
            }
            loop.note("notify");
        };
        SourceCallback replacing = () -> {
            source.setCallback(then("second", () -> {}, Source.REMOVE));
            return Source.CONTINUE;
        };
        attach(source, replacing, notify);
        mate = idle(0, note("mate"));
    }

    /** A nested iteration does not see the channel of the blocked source: it neither dispatches nor spins. */
    @Test
    void whenItIterates_thenItsSourceIsOutOfSight() {
        mate.destroy();
        inNotify = () -> assertThat(sleeps()).isTrue();

        context.iteration(false);

        assertThat(loop.log()).containsExactly("notify");
    }

    /** The batch is not over. */
    @Test
    void whenItClosesTheContext_thenThatIsRefused() {
        inNotify = () -> assertThatThrownBy(context::close).isInstanceOf(IllegalStateException.class);

        context.iteration(false);

        assertThat(loop.log()).containsExactly("notify", "mate");
    }

    /** As from within a callback: the batch ends, and the rest stays ready. */
    @Test
    void whenItAsksWhatIsPending_thenTheBatchEnds() {
        inNotify = () -> assertThat(context.pending()).isTrue();

        context.iteration(false);

        assertThat(loop.log()).containsExactly("notify");
        loop.poller().makeReady(CHANNEL, IOCondition.NONE);
        context.iteration(false);
        assertThat(loop.log()).startsWith("notify", "mate");
    }
}

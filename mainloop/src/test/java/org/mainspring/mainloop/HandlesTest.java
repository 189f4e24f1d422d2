package org.mainspring.mainloop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Variables that hold an id. */
class HandlesTest extends DrivenFixture {
    private final AtomicInteger handle = new AtomicInteger();

    /** @origin glib/tests/utils.c test_clear_source */
    @Test
    void whenAnIdIsCleared_thenItsSourceIsRemovedAndTheVariableIsZero() {
        Source source = context.idleAdd(note("never"));
        handle.set(source.id());

        Handles.clear(handle, context::remove);

        assertThat(handle).hasValue(0);
        assertThat(source.isDestroyed()).isTrue();
    }

    /** The variable is 0 before the function runs, so that it may be set there. */
    @Test
    void whenTheFunctionSetsTheVariable_thenThatStays() {
        handle.set(5);

        Handles.clear(handle, held -> handle.addAndGet(held + 1));

        assertThat(handle).hasValue(6);
    }

    @Test
    void whenThereIsNone_thenTheFunctionDoesNotRun() {
        Handles.clear(handle, held -> loop.note("cleared " + held));

        assertThat(loop.log()).isEmpty();
    }

    /** @origin glib/tests/utils.c test_steal_handle_id */
    @Test
    void whenAnIdIsStolen_thenItIsHandedOutOnce() {
        handle.set(-3);

        assertThat(Handles.steal(handle)).isEqualTo(-3);
        assertThat(Handles.steal(handle)).isZero();
    }

    @Test
    @SuppressWarnings("NullAway")
    void whenAnArgumentIsNull_thenItIsRefused() {
        handle.set(1);

        assertThatThrownBy(() -> Handles.clear(null, held -> {})).hasMessage("handle");
        assertThatThrownBy(() -> Handles.clear(handle, null)).hasMessage("clear");
        assertThatThrownBy(() -> Handles.steal(null)).hasMessage("handle");
        assertThat(handle).hasValue(1);
    }
}

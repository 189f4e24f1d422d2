package org.mainspring.mainloop.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Cancellables by themselves. */
class CancellableTest {
    private final Cancellable cancellable = new Cancellable();
    private final List<String> told = new ArrayList<>();

    private Cancellable.Connection connect(String name) {
        return cancellable.connect(() -> told.add(name));
    }

    @Test
    void whenCancelledAndReset_thenItSaysSo() {
        assertThat(cancellable.isCancelled()).isFalse();
        cancellable.cancel();
        assertThat(cancellable.isCancelled()).isTrue();
        cancellable.reset();
        assertThat(cancellable.isCancelled()).isFalse();
    }

    @Nested
    class GivenTwoConnections {
        private final Cancellable.Connection a = connect("a");
        private final Cancellable.Connection b = connect("b");

        @Test
        void whenCancelled_thenBothAreCalledInOrderAndOnce() {
            cancellable.cancel();
            cancellable.cancel();

            assertThat(told).containsExactly("a", "b");
        }

        @Test
        void whenCancelledAgainAfterReset_thenBothAreCalledAgain() {
            cancellable.cancel();
            cancellable.reset();
            assertThat(told).hasSize(2);
            cancellable.cancel();

            assertThat(told).containsExactly("a", "b", "a", "b");
        }

        @Test
        void whenOneIsClosed_thenOnlyTheOtherIsCalled() {
            a.close();
            a.close();
            cancellable.cancel();

            assertThat(told).containsExactly("b");
        }

        /** The functions to call are fixed when it is cancelled, but for those that are closed meanwhile. */
        @Test
        void whenOneClosesAnotherThatIsStillToBeCalled_thenThatIsNotCalled() {
            List<Cancellable.Connection> victim = new ArrayList<>();
            cancellable.connect(() -> victim.get(0).close());
            victim.add(connect("victim"));

            cancellable.cancel();

            assertThat(told).containsExactly("a", "b");
            b.close();
        }

        @Test
        void whenOneThrows_thenTheOthersAreCalledAndItIsThrown() {
            cancellable.connect(() -> {
                throw new IllegalStateException("first");
            });
            cancellable.connect(() -> {
                throw new IllegalStateException("second");
            });
            connect("c");

            assertThatThrownBy(cancellable::cancel)
                    .hasMessage("first")
                    .satisfies(thrown -> assertThat(thrown.getSuppressed()).hasSize(1));
            assertThat(told).containsExactly("a", "b", "c");
            assertThat(cancellable.isCancelled()).isTrue();
        }

        @Test
        void whenAFunctionAsks_thenItIsCancelled() {
            cancellable.connect(() -> told.add(String.valueOf(cancellable.isCancelled())));

            cancellable.cancel();

            assertThat(told).containsExactly("a", "b", "true");
        }

        /** No lock is held: a function may do to the cancellable whatever it likes. */
        @Test
        void whenAFunctionResetsAndCancelsAgain_thenAllAreCalledOnceMore() {
            List<String> rounds = new ArrayList<>();
            cancellable.connect(() -> {
                if (rounds.isEmpty()) {
                    rounds.add("again");
                    cancellable.reset();
                    cancellable.cancel();
                }
            });

            cancellable.cancel();

            assertThat(told).containsExactly("a", "b", "a", "b");
        }
    }

    @Nested
    class GivenItIsCancelled {
        @Test
        void whenAFunctionIsConnected_thenItIsCalledAtOnceAndAgainNextTime() {
            cancellable.cancel();

            connect("late");
            assertThat(told).containsExactly("late");
            cancellable.reset();
            cancellable.cancel();

            assertThat(told).containsExactly("late", "late");
        }
    }

    @Test
    @SuppressWarnings("NullAway")
    void whenTheFunctionIsNull_thenItIsRefused() {
        assertThatThrownBy(() -> cancellable.connect(null))
                .isInstanceOf(NullPointerException.class)
                .hasMessage("function");
    }

    /** One that throws an error keeps no other from being called. */
    @Test
    void whenAFunctionThrowsAnError_thenTheOthersAreCalledAndItIsThrownInTheEnd() {
        Cancellable cancellable = new Cancellable();
        List<String> called = new ArrayList<>();
        cancellable.connect(() -> {
            throw new AssertionError("from one");
        });
        cancellable.connect(() -> called.add("two"));

        assertThatThrownBy(cancellable::cancel)
                .isInstanceOf(AssertionError.class)
                .hasMessage("from one");

        assertThat(called).containsExactly("two");
    }
}

package org.mainspring.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.MissingFormatArgumentException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class ErrorSinkTest {
    private final QError first = QError.of("first");
    private final QError second = QError.of("second");

    @Nested
    class GivenASlot {
        private final ErrorSink sink = new ErrorSink();

        @Test
        void whenSet_thenItHoldsTheSameAndSaysFalse() {
            assertThat(sink.set(first)).isFalse();

            assertThat(sink.error()).isSameAs(first);
        }

        @Test
        void whenSetByAFormat_thenItIsMade() {
            sink.set("port %d is %s", 80, "taken");

            assertThat(sink.error()).hasToString("port 80 is taken");
        }

        @Test
        void whenSetTwice_thenThrowsAndKeepsTheFirst() {
            sink.set(first);

            assertThatThrownBy(() -> sink.set(second))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("error was set before: first");
            assertThat(sink.error()).isSameAs(first);
        }

        @Test
        void whenPropagatedTo_thenTheFirstCountsAndTheOtherIsKept() {
            sink.propagate(null);
            sink.propagate(first);
            sink.propagate(second);
            sink.propagate(null);
            sink.propagate(first);

            assertThat(sink.error()).isSameAs(first);
            assertThat(sink.suppressed()).containsExactly(second);
        }

        @Test
        void whenAskedToThrow_thenItThrowsTheErrorWithTheLaterOnes() throws QErrorException {
            sink.throwIfSet();
            sink.propagate(first);
            sink.propagate(second);

            assertThatThrownBy(sink::throwIfSet)
                    .isInstanceOf(QErrorException.class)
                    .hasMessage("first")
                    .satisfies(thrown -> assertThat(thrown.getSuppressed()[0]).hasMessage("second"));
        }
    }

    @Nested
    class GivenIgnore {
        @Test
        void whenSet_thenItStaysEmptyAndMayBeSetAgain() {
            assertThat(ErrorSink.IGNORE.set(first)).isFalse();
            ErrorSink.IGNORE.set(second);
            ErrorSink.IGNORE.propagate(second);

            assertThat(ErrorSink.IGNORE.error()).isNull();
        }

        @Test
        void whenSetByAFormat_thenTheMessageIsNotMade() {
            Object never = new Object() {
                @Override
                public String toString() {
                    throw new AssertionError("formatted");
                }
            };

            assertThat(ErrorSink.IGNORE.set("%s", never)).isFalse();
            assertThatThrownBy(() -> new ErrorSink().set("%s")).isInstanceOf(MissingFormatArgumentException.class);
        }
    }

    @Nested
    class GivenAbort {
        @Test
        void whenSetOrPropagatedTo_thenThrowsWhereThatIsDone() {
            assertThatThrownBy(() -> ErrorSink.ABORT.set(first))
                    .isInstanceOf(AssertionError.class)
                    .hasMessage("first")
                    .satisfies(thrown -> assertThat(thrown.getStackTrace())
                            .anyMatch(frame -> frame.getClassName().startsWith(ErrorSinkTest.class.getName())));
            assertThatThrownBy(() -> ErrorSink.ABORT.propagate(second)).isInstanceOf(AssertionError.class);
            assertThatCode(() -> ErrorSink.ABORT.propagate(null)).doesNotThrowAnyException();
        }
    }

    @Nested
    class GivenFatal {
        private final List<QError> told = new ArrayList<>();

        @AfterEach
        void forget() {
            ErrorSink.setFatalHandler(error -> {});
        }

        @Test
        void whenSet_thenTheHandlerIsToldAndItIsThrown() {
            ErrorSink.setFatalHandler(told::add);

            assertThatThrownBy(() -> ErrorSink.FATAL.set(first))
                    .isInstanceOf(FatalError.class)
                    .hasMessage("first")
                    .satisfies(
                            thrown -> assertThat(((FatalError) thrown).error()).isSameAs(first));

            assertThat(told).containsExactly(first);
        }
    }

    @Nested
    class GivenWarn {
        @Test
        void whenSet_thenItGoesOn() {
            assertThat(ErrorSink.WARN.set(first)).isFalse();
            ErrorSink.WARN.set(second);

            assertThat(ErrorSink.WARN.error()).isNull();
        }

        @Test
        void whenSet_thenItsReportIsLoggedAsAWarning() {
            RecordingLogger logger = new RecordingLogger();

            ErrorSink.warn(first.withHint("try again"), logger);

            assertThat(logger.logged()).containsExactly(System.Logger.Level.WARNING, "first\ntry again");
        }
    }

    @Nested
    class GivenATask {
        private final ErrorSink sink = new ErrorSink();
        private final IOTask<String, String> task = IOTask.of("source", t -> {
            assertThat(t.propagateError(sink)).isTrue();
            assertThat(t.propagateError(sink)).as("propagated twice").isFalse();
        });

        /** @origin QEMU tests/unit/test-io-task.c /crypto/task/failure */
        @Test
        void whenItFails_thenTheSameErrorArrives() {
            task.setError(first);

            task.complete();

            assertThat(sink.error()).isSameAs(first);
        }

        @Test
        void whenSeveralAreSet_thenTheFirstCountsAndTheOthersAreSuppressed() {
            task.setError(first);
            task.setError((QError) null);

            task.abort(second);

            assertThat(sink.error()).isSameAs(first);
            assertThat(sink.suppressed()).containsExactly(second);
        }

        @Test
        void whenTheErrorIsDropped_thenTrueAllTheSameAndItIsGone() {
            List<Boolean> answers = new ArrayList<>();
            IOTask<String, String> dropping = IOTask.of("source", t -> {
                answers.add(t.propagateError(ErrorSink.IGNORE));
                answers.add(t.propagateError(ErrorSink.IGNORE));
            });
            dropping.setError(first);

            dropping.complete();

            assertThat(answers).containsExactly(true, false);
        }

        @Test
        void whenTheSinkKeepsNothing_thenTheLaterOnesGoTheSameWay() {
            List<QError> told = new ArrayList<>();
            IOTask<String, String> warning = IOTask.of("source", t -> t.propagateError(new ErrorSink(told::add)));
            warning.setError(first);

            warning.abort(second);

            assertThat(told).containsExactly(first, second);
        }

        @Test
        void whenTheSinkThrows_thenTheErrorStaysInTheTask() throws Exception {
            IOTask<String, String> aborting = IOTask.of("source", t -> {});
            aborting.setError(first);

            assertThatThrownBy(() -> aborting.propagateError(ErrorSink.ABORT)).isInstanceOf(AssertionError.class);

            assertThatThrownBy(aborting::getOrThrow)
                    .isInstanceOfSatisfying(
                            QErrorException.class,
                            kept -> assertThat(kept.error()).isSameAs(first));
            assertThat(aborting.propagateError()).isNull();
            aborting.free();
        }

        @Test
        void whenTheSinkAborts_thenTheErrorIsTheCallbacks() {
            IOTask<String, String> aborting = IOTask.of("source", t -> t.propagateError(ErrorSink.ABORT));
            aborting.setError(first);

            assertThatThrownBy(aborting::complete)
                    .isInstanceOf(AssertionError.class)
                    .hasMessage("first");
        }
    }
}

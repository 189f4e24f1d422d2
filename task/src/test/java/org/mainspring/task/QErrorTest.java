package org.mainspring.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class QErrorTest {
    @Nested
    class GivenAnError {
        private final QError error = QError.of("no such device");

        @Test
        void whenMade_thenItIsGenericAndBare() {
            assertThat(error.message()).isEqualTo("no such device");
            assertThat(error.category()).isEqualTo(QError.Category.GENERIC_ERROR);
            assertThat(error.hints()).isEmpty();
            assertThat(error.cause()).isNull();
            assertThat(error.site()).isNull();
            assertThat(error.isCancelled()).isFalse();
        }

        @Test
        void whenSomethingIsAdded_thenAnotherHasItAndItselfIsTheSame() {
            QError more = error.withPrefix("disk0: ").withHint("Plug it in.").withHint("Try again.");

            assertThat(more).hasToString("disk0: no such device");
            assertThat(more.report()).isEqualTo("disk0: no such device\nPlug it in.\nTry again.");
            assertThat(error.report()).isEqualTo("no such device");
        }

        @Test
        void whenAskedForItsSite_thenThatIsWhereItWasSaid() {
            StackTraceElement site = error.withSite().withHint("hint").site();

            assertThat(site.getClassName()).isEqualTo(GivenAnError.class.getName());
            assertThat(site.getMethodName()).startsWith("whenAskedForItsSite");
        }

        @Test
        void whenThrown_thenTheExceptionLeadsBackToIt() {
            QErrorException thrown = new QErrorException(error);

            assertThat(thrown).hasMessage("no such device").hasNoCause();
            assertThat(thrown.getStackTrace()).isNotEmpty();
            assertThat(QErrorException.toError(thrown)).isSameAs(error);
        }

        @Test
        void whenTheExceptionGoesThroughAStream_thenTheMessageIsKept() throws Exception {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            new ObjectOutputStream(bytes).writeObject(new QErrorException(error.withHint("hint")));

            Object read = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();

            assertThat(((QErrorException) read).error()).hasToString("no such device");
        }

        @Test
        void whenItIsCarried_thenThatCostsNoStackTrace() {
            assertThat(QErrorException.carrying(error).getStackTrace()).isEmpty();
        }
    }

    @Nested
    class GivenACause {
        private final IOException cause = new IOException("broken pipe");

        @Test
        void whenItIsTheError_thenItsMessageIsTheErrors() {
            assertThat(QError.causedBy(cause)).hasToString("broken pipe");
            assertThat(QError.causedBy(new IOException())).hasToString("java.io.IOException");
            assertThat(QErrorException.toError(cause).cause()).isSameAs(cause);
        }

        @Test
        void whenItExplainsTheError_thenItStandsBehindAColon() {
            QError error = QError.of("failed to connect", cause);

            assertThat(error).hasToString("failed to connect: broken pipe");
            assertThat(new QErrorException(error)).hasCause(cause);
        }

        @Test
        void whenItIsACancellation_thenTheErrorSaysSo() {
            assertThat(QError.causedBy(new CancellationException()).isCancelled())
                    .isTrue();
            assertThat(QError.causedBy(new InterruptedException()).isCancelled())
                    .isTrue();
            assertThat(QError.causedBy(cause).isCancelled()).isFalse();
        }

        @Test
        void whenThereIsNone_thenThrows() {
            assertThatThrownBy(() -> QError.causedBy(null))
                    .isInstanceOf(NullPointerException.class)
                    .hasMessage("cause");
        }
    }

    @Test
    void whenACategoryIsGiven_thenItIsThat() {
        assertThat(QError.of(QError.Category.DEVICE_NOT_FOUND, "gone").category())
                .isEqualTo(QError.Category.DEVICE_NOT_FOUND);
    }
}

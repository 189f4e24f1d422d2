package org.mainspring.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class OutcomeTest {
    private final RecordingLogger logger = new RecordingLogger();
    private final IOException error = new IOException("never fetched");
    private final Outcome outcome = new Outcome();

    @Test
    void whenAnErrorIsNeverFetched_thenItIsLoggedAtDebug() {
        outcome.fail(error);

        assertThat(outcome.end(null, logger)).isNull();

        assertThat(logger.logged()).containsExactly(System.Logger.Level.DEBUG, error);
    }

    @Test
    void whenItIsFetched_thenNothingIsLogged() {
        outcome.fail(error);
        outcome.takeError();

        assertThat(outcome.end(null, logger)).isNull();

        assertThat(logger.logged()).isEmpty();
    }
}

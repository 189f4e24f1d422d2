package org.mainspring.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutcomeTest {
    private final List<Object> logged = new ArrayList<>();
    private final IOException error = new IOException("never fetched");
    private final Outcome outcome = new Outcome();

    private final System.Logger logger = new System.Logger() {
        @Override
        public String getName() {
            return "test";
        }

        @Override
        public boolean isLoggable(Level level) {
            return true;
        }

        @Override
        public void log(Level level, @Nullable ResourceBundle bundle, String message, Throwable thrown) {
            logged.add(level);
            logged.add(thrown);
        }

        @Override
        public void log(Level level, @Nullable ResourceBundle bundle, String format, Object... parameters) {
            logged.add(format);
        }
    };

    @Test
    void whenAnErrorIsNeverFetched_thenItIsLoggedAtDebug() {
        outcome.fail(error);

        assertThat(outcome.end(null, logger)).isNull();

        assertThat(logged).containsExactly(System.Logger.Level.DEBUG, error);
    }

    @Test
    void whenItIsFetched_thenNothingIsLogged() {
        outcome.fail(error);
        outcome.takeError();

        assertThat(outcome.end(null, logger)).isNull();

        assertThat(logged).isEmpty();
    }
}

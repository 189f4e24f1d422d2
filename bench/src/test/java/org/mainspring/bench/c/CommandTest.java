package org.mainspring.bench.c;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CommandTest {
    private static final long LIMIT_SECONDS = 30;

    @Test
    void whenTheProgramIsNotThere_thenTheComplaintNamesIt() {
        Command.Outcome outcome = Command.of("no-such-program-here").run(LIMIT_SECONDS);

        assertThat(outcome.isGood()).isFalse();
        assertThat(outcome.complaint()).isEqualTo("no no-such-program-here");
    }

    @Test
    void whenItIsRun_thenWhatItPrintsIsKept() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();

        Command.Outcome outcome = Command.of(java, "-version").run(LIMIT_SECONDS);

        assertThat(outcome.isGood()).isTrue();
        assertThat(outcome.text()).contains("version");
    }

    @Test
    void whenThereAreNoWords_thenItIsRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Command(List.of()));
    }

    @Nested
    class GivenAnOutcome {
        @Test
        void whenTextHasWords_thenItsFirstLineWithWordsIsTheComplaint() {
            assertThat(new Command.Outcome(1, "\n---\n  no | such file\nmore").complaint())
                    .isEqualTo("no / such file");
        }

        @Test
        void whenTextHasNone_thenTheCodeIsTheComplaint() {
            assertThat(new Command.Outcome(134, "").complaint()).isEqualTo("ended with 134");
        }
    }
}

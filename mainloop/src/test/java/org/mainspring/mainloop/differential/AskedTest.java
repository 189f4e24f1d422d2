package org.mainspring.mainloop.differential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AskedTest {
    /** Names and values, in turn. */
    private static Asked asked(String... given) {
        Properties properties = new Properties();
        for (int i = 0; i < given.length; i += 2) {
            properties.setProperty(given[i], given[i + 1]);
        }
        return Asked.of(properties);
    }

    @Test
    void whenNothingIsAsked_thenThereAreNoSeedsAndGlibIsNotNeeded() {
        assertThat(asked()).isEqualTo(new Asked(null, 1, false));
        assertThat(asked().needsGlib()).isFalse();
    }

    @Test
    void whenSeedsAreAsked_thenThoseAreRunAndGlibIsNeeded() {
        assertThat(asked("differential.first", "7", "differential.seeds", "3").seeds())
                .containsExactly(7L, 8L, 9L);
        assertThat(asked("differential.seeds", "3").seeds()).containsExactly(1L, 2L, 3L);
        assertThat(asked("differential.first", "-7").seeds()).isEqualTo(List.of(-7L));
        assertThat(asked("differential.first", "7").needsGlib()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"true, true", "false, false", "'', true"})
    void whenRecordingIsAsked_thenGlibIsNeeded(String value, boolean records) {
        assertThat(asked("differential.record", value)).isEqualTo(new Asked(null, 1, records));
        assertThat(asked("differential.record", value).needsGlib()).isEqualTo(records);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1e4", "", " 5", "100000001", "99999999999999999999"})
    void whenTheCountMeansNothing_thenTheMessageNamesIt(String value) {
        assertThatThrownBy(() -> asked("differential.seeds", value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("-Ddifferential.seeds is not a whole number from 1 to 100000000: " + value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e4", "first", "9223372036854775807"})
    void whenTheFirstMeansNothing_thenTheMessageNamesIt(String value) {
        assertThatThrownBy(() -> asked("differential.first", value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("-Ddifferential.first is not a whole number from ")
                .hasMessageEndingWith(": " + value);
    }

    @Test
    void whenASizeIsAsked_thenScenariosAreThatManyTimesAsLarge() {
        assertThat(asked("differential.size", "4")).isEqualTo(new Asked(null, 4, false));
        assertThat(asked("differential.size", "2", "differential.first", "7"))
                .isEqualTo(new Asked(List.of(7L), 2, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "5", "big", ""})
    void whenTheSizeMeansNothing_thenTheMessageNamesIt(String value) {
        assertThatThrownBy(() -> asked("differential.size", value))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("-Ddifferential.size is not a whole number from 1 to 4: " + value);
    }

    @Test
    void whenRecordIsNeitherTrueNorFalse_thenTheMessageNamesIt() {
        assertThatThrownBy(() -> asked("differential.record", "yes"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("-Ddifferential.record is neither true nor false: yes");
    }
}
